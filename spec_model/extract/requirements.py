"""The requirements of a message: oldest client and server, header file, and the header to include instead."""

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

import yaml

from spec_model.extract.products import read_product
from spec_model.identifiers import best_match, sound
from spec_model.locale import LocalePack, fold, packs
from spec_model.model import Evidence, Fact, Requirements, Span
from spec_model.page import Page, Section
from spec_model.tree import Element, Flow

_FILE = re.compile(
    r"(?P<stem>[^\W\d](?:[\w+-]|\s*_\s*)*?)\s*[.。．]\s*(?P<suffix>h|idl|hpp|hxx|х)(?![^\W\d_])", re.IGNORECASE
)
_OPEN = re.compile(r"[(（]")
_WORD = re.compile(r"[A-Za-z\u0400-\u04ff][A-Za-z0-9_\u0400-\u04ff]+")
_ROWS = ("client", "server", "header")


def read_requirements(section: Section | None, page: Page, pack: LocalePack) -> Requirements:
    """What the table of `section` requires; the front matter of `page` proves a damaged header name."""
    cells = _cells(section.tree, pack) if section else {}
    client, server, header = (cells.get(row) for row in _ROWS)
    name, include = _headers(header, page, pack) if header else (None, None)
    return Requirements(
        client=read_product(client.flow(), pack) if client else None,
        server=read_product(server.flow(), pack) if server else None,
        header=name,
        include=include,
    )


def _cells(tree: Element, pack: LocalePack) -> dict[str, Element]:
    """The value cells of the rows whose labels are known, by what they are about."""
    found: dict[str, Element] = {}
    labels = _labels(pack.language)
    for row in tree.find("tr"):
        cells = [cell for cell in row.elements() if cell.tag in ("td", "th")]
        if len(cells) >= 2:
            key = labels.get(fold(cells[0].flow().text))
            if key and key not in found:
                found[key] = cells[1]
    return found


@cache
def _labels(language: str) -> dict[str, str]:
    index: dict[str, str] = {}
    for pack in (packs()["en"], packs()[language]):
        for row in _ROWS:
            index |= {fold(label): row for label in getattr(pack.requirements, row)}
    return index


def _headers(cell: Element, page: Page, pack: LocalePack) -> tuple[Fact[str] | None, Fact[str] | None]:
    """The header of a cell and the one to include, from its first line that has any."""
    lines = [leaf.flow() for leaf in cell.leaves()] or [cell.flow()]
    flow = next((line for line in lines if _FILE.search(line.text)), lines[0])
    text = flow.text
    bracket = _OPEN.search(text)
    split = bracket.start() if bracket else _include_word(text, pack)
    end = len(text) if split is None else split
    own = _file_in(text, 0, end, pack)
    extra = _file_in(text, end, len(text), pack)
    name = _header(own, flow, page) if own else _declared(page)
    return name, _header(extra, flow, None) if extra else None


def _file_in(text: str, start: int, end: int, pack: LocalePack) -> tuple[int, int] | None:
    """Where the first file name stands between two places; a name that lost its ``.h`` counts too."""
    file = _FILE.search(text, start, end)
    if file:
        return file.span()
    words = (w for w in _WORD.finditer(text, start, end) if w[0].casefold() not in pack.requirements.include)
    return next((word.span() for word in words), None)


def _declared(page: Page) -> Fact[str] | None:
    """The one header that the front matter gives, for a row whose visible name is gone."""
    names = [n for n in page.front.strings("api_location") if _FILE.fullmatch(n)]
    return Fact(names[0], (_location(page, names[0]),)) if len(names) == 1 else None


def _include_word(text: str, pack: LocalePack) -> int | None:
    folded = text.casefold()
    places = [folded.find(word.casefold()) for word in pack.requirements.include]
    return min((place for place in places if place > 0), default=None)


def _header(place: tuple[int, int], flow: Flow, page: Page | None) -> Fact[str]:
    """The header whose visible name stands at `place`, repaired from front matter or the list of headers."""
    written = flow.text[slice(*place)].strip()
    visible = Evidence("text", flow.span(*place), written)
    locations = [n for n in page.front.strings("api_location") if _FILE.fullmatch(n)] if page else []
    clean = _clean(written)
    if page and clean.lower() in _lowered_headers() and clean.isascii():
        locations = [name for name in locations if name.lower() == clean.lower()]  # another header is no damage
    proven = _same_stem(clean, locations) or best_match(clean, locations, at_least=0.7)
    if proven:
        return Fact(proven, (_location(page, proven), visible))
    known = _same_stem(clean, known_headers()) or best_match(clean, known_headers(), at_least=0.8)
    if known and known.lower() != clean.lower():
        return Fact(known, (Evidence("curated", visible.span, known), visible))
    return Fact(clean, (visible,))


def _same_stem(name: str, candidates: Iterable[str]) -> str | None:
    wanted = sound(name.partition(".")[0])
    return next((c for c in candidates if sound(c.partition(".")[0]) == wanted), None)


def _location(page: Page | None, name: str) -> Evidence:
    span = page.front.find("api_location", name) if page else Span(0, 0)
    return Evidence("front-matter", span, name)


def _clean(written: str) -> str:
    """A file name without the spaces and full stops that a translation put in; ``.h`` where it was lost."""
    match = _FILE.fullmatch(written)
    if not match:
        return f"{written}.h"
    suffix = {"х": "h"}.get(match["suffix"].lower(), match["suffix"].lower())
    return "".join(match["stem"].split()) + f".{suffix}"


@cache
def _lowered_headers() -> frozenset[str]:
    return frozenset(name.lower() for name in known_headers())


@cache
def known_headers() -> tuple[str, ...]:
    """The shipped list of header names of the Windows SDK."""
    text = (resources.files("spec_model") / "data" / "headers.yaml").read_text(encoding="utf-8")
    return tuple(yaml.load(text, Loader=yaml.CSafeLoader)["headers"])
