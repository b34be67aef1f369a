"""File names of our own for what pages are called: nothing in a name can leave its folder."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

from conformance.report.html.tally import NOBODY
from conformance.report.settings import Settings

_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST = 80
#: Windows gives these names to devices, whatever follows after a full stop.
_DEVICES = frozenset({"aux", "con", "nul", "prn", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
#: Stands in no plain name, so that a marked name is never another text's plain one.
_MARK = "."


def allot(texts: Iterable[str]) -> dict[str, str]:
    """A file name, without ending, for each of `texts`: of small Latin letters, digits and ``-``.

    Texts that would share a name each get a mark, which hangs on the text alone, and so does one whose
    name would be empty, too long or that of a device. No two names are the same in any letter case.
    """
    plain = {text: _OTHER.sub("-", text.lower()).strip("-") for text in texts}
    shared = Counter(plain.values())
    return {text: name if shared[name] == 1 and _fits(name) else _marked(name, text) for text, name in plain.items()}


def area_of(page: str) -> str:
    """The area of the page at path `page`: its folder."""
    return str(PurePosixPath(page).parent)


class Names:
    """Where each part of the report about `pages`, by their paths, stands.

    `areas`, `rules` and `locales` are paths without the ending, because a list may have several files.
    """

    def __init__(self, pages: Iterable[str], settings: Settings) -> None:
        stems: dict[str, list[str]] = {}
        for page in pages:
            stems.setdefault(area_of(page), []).append(_stem(page))
        self._areas = allot(stems)
        self._stems = {area: allot(names) for area, names in stems.items()}
        self.areas = {area: f"areas/{name}" for area, name in self._areas.items()}
        self.rules = {code: f"rules/{name}" for code, name in allot(rule.code for rule in settings.rules).items()}
        self.locales = {tag: f"locales/{name}" for tag, name in allot((*settings.locales, NOBODY)).items()}

    def of(self, kind: str) -> dict[str, str]:
        """The paths of the lists of one kind: ``area``, ``rule`` or ``locale``."""
        return {"area": self.areas, "rule": self.rules, "locale": self.locales}[kind]

    def message(self, page: str) -> str:
        """The path of the page of the message at path `page`."""
        area = area_of(page)
        return f"messages/{self._areas[area]}/{self._stems[area][_stem(page)]}.html"


def _stem(page: str) -> str:
    name = PurePosixPath(page).name
    return name.removesuffix(".md")


def _fits(name: str) -> bool:
    return 0 < len(name) <= _LONGEST and name not in _DEVICES


def _marked(name: str, text: str) -> str:
    mark = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]
    return f"{name[:_LONGEST] or 'page'}{'-' if name in _DEVICES else ''}{_MARK}{mark}"
