"""What a locale pack does not know of the pages of its language: what to add to it, most frequent first."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

import msgspec

from spec_model.extract.parameters import read_parameters
from spec_model.extract.returns import read_returns
from spec_model.locale import LocalePack, fold, packs
from spec_model.page import Page, Section
from spec_model.tree import Element

_SHORT = 60  # characters of a description that may say that a parameter is not used
_MANY = 3  # pages that share a short description before it is worth a look
_NOTE = re.compile(r"\[([^!\[\]\n][^\[\]\n]{0,39})\]")
_TARGET = re.compile(r"\]\(\S*\)")
_NAME = re.compile(r"\b\w*(?:_\w*|[a-z][A-Z]\w*)\b|\b\d+\b")
_SPACES = re.compile(r"\s+")


class Place(msgspec.Struct, frozen=True, order=True):
    """Where something stands: the page as it was given, and the 1-based line."""

    path: str
    line: int


class Unknown(msgspec.Struct, frozen=True):
    """A text that the pack does not know, with the places where it stands.

    `means` is what the page's machinery proves that it means, None where nothing does.
    """

    text: str
    places: tuple[Place, ...]
    means: str | None = None


class Coverage(msgspec.Struct, frozen=True):
    """What a pack does not know, each list with the most frequent first.

    `headings` of sections, `labels` of requirements tables, `directions` of parameters. `returns` are sentences
    about return values that were not understood, names and numbers replaced by ``…``. `uses` are short
    descriptions that many parameters share and that do not read as unused: perhaps they mean just that.
    """

    pages: int
    headings: tuple[Unknown, ...]
    labels: tuple[Unknown, ...]
    directions: tuple[Unknown, ...]
    returns: tuple[Unknown, ...]
    uses: tuple[Unknown, ...]


class _Found:
    """Texts with their places, counted."""

    def __init__(self) -> None:
        self._places: defaultdict[tuple[str, str | None], list[Place]] = defaultdict(list)

    def add(self, text: str, page: Page, offset: int, means: str | None = None) -> None:
        self._places[text, means].append(Place(page.path, page.position(offset)[0]))

    def sorted(self, at_least: int = 1) -> tuple[Unknown, ...]:
        found = ((text, means, places) for (text, means), places in self._places.items() if len(places) >= at_least)
        ordered = sorted(found, key=lambda entry: (-len(entry[2]), entry[0], entry[1] or ""))
        return tuple(Unknown(text, tuple(sorted(places)), means) for text, means, places in ordered)


def coverage(pages: Iterable[Page], pack: LocalePack) -> Coverage:
    """What `pack` does not know of `pages`, which are pages of its language that document messages."""
    kinds: tuple[Callable[[Page, LocalePack, _Found], None], ...] = (_headings, _labels, _directions, _returns, _uses)
    found = [_Found() for _ in kinds]
    count = 0
    for given in pages:
        page = given.translation()
        count += 1
        for look, into in zip(kinds, found, strict=True):
            look(page, pack, into)
    headings, labels, directions, returns, uses = found
    return Coverage(
        count, headings.sorted(), labels.sorted(), directions.sorted(), returns.sorted(), uses.sorted(at_least=_MANY)
    )


def _headings(page: Page, pack: LocalePack, found: _Found) -> None:
    english = packs()["en"].headings  # headings that translated pages keep
    known = {fold(text) for headings in (english, pack.headings) for texts in headings.values() for text in texts}
    for section in page.sections:
        if section.level == 2 and fold(section.title) not in known and section.title:
            found.add(section.title, page, section.heading.start, section.name)


def _labels(page: Page, pack: LocalePack, found: _Found) -> None:
    section = page.section("requirements")
    labels = pack.requirements
    known = {fold(text) for group in (labels.client, labels.server, labels.header, labels.names) for text in group}
    for row in section.tree.find("tr") if section else ():
        cell = next((cell for cell in row.elements() if cell.tag == "td"), None)
        text = " ".join(leaf.flow().text for leaf in cell.leaves()).strip() if cell else ""
        if cell and text and fold(text) not in known:
            found.add(text, page, cell.start)


def _directions(page: Page, pack: LocalePack, found: _Found) -> None:
    section = page.section("parameters")
    known = {fold(text) for texts in pack.directions.values() for text in texts}
    for leaf in _names(section) if section else ():
        flow = leaf.flow()
        for match in _NOTE.finditer(flow.text):
            if fold(match[1]) and fold(match[1]) not in known:
                found.add(match[1].strip(), page, flow.span(*match.span(1)).start)


def _names(section: Section) -> Iterator[Element]:
    """The blocks of a parameters section that name a parameter; tables of constants are left out."""
    tables = [table.span for table in section.tree.find("table")]
    terms = {leaf.start for term in section.tree.find("dt") for leaf in term.leaves()}
    for leaf in section.tree.leaves():
        inside = any(span.start <= leaf.start < span.end for span in tables)
        if not inside and (leaf.start in terms or leaf.flow().text.lstrip().startswith("[")):
            yield leaf


def _returns(page: Page, pack: LocalePack, found: _Found) -> None:
    section = page.section("return-value")
    contract = read_returns(section, pack)
    for span in contract.unread:
        found.add(_shape(page.text[span.start : span.end]), page, span.start)
    if section and contract.disposition == "unspecified" and not contract.unread:
        first = next((leaf for leaf in section.tree.leaves() if leaf.flow().text.strip()), None)
        if first is not None:
            found.add(_shape(first.flow().text), page, first.start)


def _uses(page: Page, pack: LocalePack, found: _Found) -> None:
    for parameter in read_parameters(page.section("parameters"), pack):
        used = parameter.used
        if used is not None and used.value and used.evidence and len(used.evidence[0].text) <= _SHORT:
            evidence = used.evidence[0]
            found.add(_shape(evidence.text), page, evidence.span.start)


def _shape(text: str) -> str:
    """A sentence with names and numbers replaced, so that sentences that differ in them alone are one."""
    plain = _TARGET.sub("]", text.replace("\\", "").replace("*", ""))
    return _SPACES.sub(" ", _NAME.sub("…", plain)).strip()
