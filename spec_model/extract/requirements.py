"""The requirements of a message: oldest client and server, header file, and the header to include instead."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib import resources

import yaml

from spec_model.blocks import PlainBlock, plain_blocks
from spec_model.extract.cells import ROW_WITHIN, tree_of_cell, written_cell
from spec_model.extract.moved import moved_fact, moved_product
from spec_model.extract.products import read_product
from spec_model.identifiers import best_match, sound
from spec_model.locale import LocalePack, fold, packs
from spec_model.markdown import parse_blocks
from spec_model.model import Evidence, Fact, Product, Requirements, Span
from spec_model.page import Page, Section
from spec_model.remember import remembered
from spec_model.tree import Element, Flow

#: A full stop with spaces; an engine sometimes reads ``Prsht.h`` as ``Prsht.idl`` and adds the ``.h`` again.
_STOP = r"\s{0,3}[.。．]\s{0,3}"
_FILE = re.compile(
    r"(?P<stem>[^\W\d](?:[\w+-]|(?<!_)\s(?=\s?_)|(?<=_)\s){0,80}?)"
    rf"(?:{_STOP}(?:h|idl|hpp|hxx|log|dll|lib|exe)){{0,2}}?{_STOP}"
    rf"(?P<suffix>h|idl|hpp|hxx|х)(?![^\W\d_])(?!{_STOP}(?:h|idl|hpp|hxx)(?![^\W\d_]))",
    re.IGNORECASE,
)
_OPEN = re.compile(r"[(（]")
_WORD = re.compile(r"[A-Za-z\u0400-\u04ff][A-Za-z0-9_\u0400-\u04ff]+")
_LINE = re.compile(r"[^\r\n]+(?:[\r\n]+|\Z)")
_FEWEST_CELLS = 2
_SHARED = 4000  # characters of a section of which anything is remembered
_DEPTH_OF_TABLE = 1  # section
_ROWS = ("client", "server", "header")


def read_requirements(section: Section | None, page: Page, pack: LocalePack) -> Requirements:
    """What the table of `section` requires; the front matter of `page` proves a damaged header name."""
    if section is None:
        return Requirements()
    declared = tuple(filter(_is_file, page.front.strings("api_location")))
    found = _read(section.text, declared, pack.language)
    place = _Place(page, section.body.start)
    return Requirements(
        client=place.product(found.client),
        server=place.product(found.server),
        header=place.fact(found.header),
        include=place.fact(found.include),
    )


@remembered(texts=1024, longest=100)
def _is_file(name: str) -> bool:
    """Whether `name` is that of a header, not of a library."""
    return _FILE.fullmatch(name) is not None


@remembered(texts=4096, longest=_SHARED)
def _read(text: str, declared: tuple[str, ...], language: str) -> Requirements:
    """The requirements of a section, with spans from its start: thousands of pages share one table."""
    blocks = plain_blocks(text)
    if blocks and _is_one_table(text, blocks):
        return _of_table(text, *blocks[0][1:], declared, language)
    return _of_tree(text, declared, packs()[language])


def _is_one_table(text: str, blocks: Sequence[PlainBlock]) -> bool:
    """Whether a section is a table and nothing else, of a size whose cells may be remembered."""
    return len(blocks) == 1 and blocks[0][0] == "table" and len(text) <= _SHARED and not ROW_WITHIN.search(text)


def _of_tree(text: str, declared: tuple[str, ...], pack: LocalePack) -> Requirements:
    cells = _cells(parse_blocks(text, 0, len(text)), pack)
    client, server, header = (cells.get(row) for row in _ROWS)
    name, include = _headers(header, declared, pack) if header else (None, None)
    return Requirements(
        client=read_product(client.flow(), pack) if client else None,
        server=read_product(server.flow(), pack) if server else None,
        header=name,
        include=include,
    )


def _of_table(text: str, start: int, end: int, declared: tuple[str, ...], language: str) -> Requirements:
    """As `_of_tree`, of a section that is one plain table: tables differ, but their cells come back again and again."""
    cells = _written_cells(text, start, end, language)
    client, server, header = (cells.get(row) for row in _ROWS)
    name, include = _headers_in(header[1], declared, language) if header else (None, None)
    return Requirements(
        client=moved_product(_product_in(client[1], language), client[0]) if client else None,
        server=moved_product(_product_in(server[1], language), server[0]) if server else None,
        header=moved_fact(name, header[0]) if header and name else None,
        include=moved_fact(include, header[0]) if header and include else None,
    )


def _written_cells(text: str, start: int, end: int, language: str) -> dict[str, tuple[int, str]]:
    """As `_cells`: what is written in each value cell, and where that stands."""
    found: dict[str, tuple[int, str]] = {}
    lines = _LINE.findall(text, start, end)
    if lines[0].count("|") <= _FEWEST_CELLS:
        return found
    for line in lines:
        first = line.index("|") + 1
        second = line.index("|", first) + 1
        key = _label_in(written_cell(line, first, second - 1)[1], language)
        if key and key not in found:
            third = line.find("|", second)
            before, written = written_cell(line, second, third if third >= 0 else len(line))
            found[key] = (start + before, written)
        start += len(line)
    return found


def _cell(written: str) -> Element:
    return tree_of_cell(written, depth=_DEPTH_OF_TABLE)


@lru_cache(maxsize=1024)
def _label_in(cell: str, language: str) -> str | None:
    return _labels(language).get(fold(_cell(cell).flow().text))


@lru_cache(maxsize=1024)
def _product_in(cell: str, language: str) -> Product | None:
    return read_product(_cell(cell).flow(), packs()[language])


@lru_cache(maxsize=1024)
def _headers_in(cell: str, declared: tuple[str, ...], language: str) -> tuple[Fact[str] | None, Fact[str] | None]:
    return _headers(_cell(cell), declared, packs()[language])


class _Place:
    """Moves facts to where their section stands on a page, and finds what front matter proves."""

    def __init__(self, page: Page, start: int) -> None:
        self.page = page
        self.start = start

    def product(self, product: Product | None) -> Product | None:
        return Product(Fact(product.name.value, self._evidence(product.name)), product.note) if product else None

    def fact(self, fact: Fact[str] | None) -> Fact[str] | None:
        return Fact(fact.value, self._evidence(fact)) if fact else None

    def _evidence(self, fact: Fact[str]) -> tuple[Evidence, ...]:
        return tuple([Evidence(e.kind, self._span(e), e.text) for e in fact.evidence])

    def _span(self, evidence: Evidence) -> Span:
        if evidence.kind == "front-matter":
            return self.page.front.find("api_location", evidence.text)
        return Span(evidence.span.start + self.start, evidence.span.end + self.start)


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


def _headers(cell: Element, declared: tuple[str, ...], pack: LocalePack) -> tuple[Fact[str] | None, Fact[str] | None]:
    """The header of a cell and the one to include, from its first line that has any."""
    lines = [leaf.flow() for leaf in cell.leaves()] or [cell.flow()]
    flow = next((line for line in lines if _FILE.search(line.text)), lines[0])
    text = flow.text
    bracket = _OPEN.search(text)
    split = bracket.start() if bracket else _include_word(text, pack)
    end = len(text) if split is None else split
    own = _file_in(text, 0, end, pack)
    extra = _file_in(text, end, len(text), pack)
    name = _header(own, flow, declared) if own else _declared(declared)
    return name, _header(extra, flow, ()) if extra else None


def _file_in(text: str, start: int, end: int, pack: LocalePack) -> tuple[int, int] | None:
    """Where the first file name stands between two places; a name that lost its ``.h`` counts too."""
    file = _FILE.search(text, start, end)
    if file:
        return file.span()
    words = (w for w in _WORD.finditer(text, start, end) if w[0].casefold() not in pack.requirements.include)
    return next((word.span() for word in words), None)


def _include_word(text: str, pack: LocalePack) -> int | None:
    folded = text.casefold()
    places = [folded.find(word.casefold()) for word in pack.requirements.include]
    return min((place for place in places if place > 0), default=None)


def _header(place: tuple[int, int], flow: Flow, declared: tuple[str, ...]) -> Fact[str]:
    """The header whose visible name stands at `place`, repaired from front matter or the list of headers."""
    written = flow.text[slice(*place)].strip()
    visible = Evidence("text", flow.span(*place), written)
    clean = _clean(written)
    if clean.lower() in _lowered_headers() and clean.isascii():
        declared = tuple(name for name in declared if name.lower() == clean.lower())  # another header is no damage
    proven = _same_stem(clean, declared) or best_match(clean, declared, at_least=0.7)
    if proven:
        return Fact(proven, (_location(proven), visible))
    known = _known_header(clean)
    if known and known.lower() != clean.lower():
        return Fact(known, (Evidence("curated", visible.span, known), visible))
    return Fact(clean, (visible,))


@lru_cache(maxsize=1024)
def _known_header(clean: str) -> str | None:
    """The header of the list that a file name is a damaged form of, or is."""
    return _same_stem(clean, known_headers()) or best_match(clean, known_headers(), at_least=0.8)


def _same_stem(name: str, candidates: Iterable[str]) -> str | None:
    wanted = sound(name.partition(".")[0])
    return next((c for c in candidates if sound(c.partition(".")[0]) == wanted), None)


def _declared(declared: tuple[str, ...]) -> Fact[str] | None:
    """The one header that the front matter gives, for a row whose visible name is gone."""
    return Fact(declared[0], (_location(declared[0]),)) if len(declared) == 1 else None


def _location(name: str) -> Evidence:
    """Front matter as evidence; its place is found when the fact is put on its page."""
    return Evidence("front-matter", Span(0, 0), name)


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
