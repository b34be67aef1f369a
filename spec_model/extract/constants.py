"""The named values that a page lists for a parameter, and their numbers.

They stand in tables (a cell holds ``<dl> <dt>**NAME**</dt> <dt>4</dt> </dl>``), in lists inside the
description, or as further items of the parameter list itself. Anchors prove names that were translated.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from spec_model.extract.cells import tree_of_cell, written_cell
from spec_model.extract.moved import moved_constant
from spec_model.identifiers import is_identifier, skeleton, tidy
from spec_model.model import Evidence, EvidenceKind, Fact, Span, StatedConstant
from spec_model.remember import remembered
from spec_model.tree import Element, Flow, ids_of

_NUMBER = re.compile(r"\(?\s*+(?:(?P<sign>[-−–])\s*+)?(?P<digits>0[xX][0-9A-Fa-f]+|\d+)[uUlL]*\s*\)?\Z")
_PAGE = re.compile(r"(?:^|/)([a-z][a-z0-9]*(?:-[a-z0-9]+)+)(?:\.md)?(?:#|$)")
_JOINED = re.compile(r"(?<!\s)\s*(?:\|\||[|+,/])\s*|(?<!\s)\s+(?:or|and)\s+")
_LINE = re.compile(r"[^\r\n]+")
_FEWEST_CELLS = 2
_DEPTH_OF_TABLE = 3  # section, dl, dd


def parse_number(text: str) -> int | None:
    """The integer that `text` writes in decimal or hexadecimal, None where it is anything else."""
    match = _NUMBER.match(text.strip())
    if not match or len(match["digits"]) > 20:
        return None
    digits = match["digits"]
    number = int(digits, 16) if digits[:2].lower() == "0x" else int(digits)
    return -number if match["sign"] else number


def read_constants(body: Iterable[Element]) -> tuple[StatedConstant, ...]:
    """The constants in the description of one parameter, in page order."""
    found: list[StatedConstant] = []
    for element in body:
        found += _in(element)
    return tuple(found)


def constants_of_table(text: str, start: int, end: int) -> Iterator[StatedConstant]:
    """As `read_constants`, of the plain table (see `spec_model.blocks`) between two offsets of `text`.

    Only the first cell of a row names a constant: what the others hold is not read at all.
    """
    lines = _LINE.finditer(text, start, end)
    if next(lines)[0].count("|") <= _FEWEST_CELLS:
        return
    next(lines)  # the rule between headings and rows
    for line in lines:
        row = line[0]
        first = row.index("|") + 1
        before, written = written_cell(row, first, row.index("|", first))
        constant = _in_cell(written)
        if constant is not None:
            yield moved_constant(constant, line.start() + before)


@remembered(texts=4096, longest=600)  # translations leave most names and anchors as they are
def _in_cell(written: str) -> StatedConstant | None:
    """The constant that a cell names, with its place from the start of `written`."""
    return _in_elements([*tree_of_cell(written, depth=_DEPTH_OF_TABLE).walk()])


def _in_elements(elements: Sequence[Element]) -> StatedConstant | None:
    """The constant that a cell names: `elements` are the cell and all below it."""
    return _named(elements, [element for element in elements if element.tag == "dt"] or [elements[0]])


def constant_of_item(head: Element) -> StatedConstant | None:
    """The constant that an item of a parameter list names in bold capitals, None where it is a parameter."""
    elements = [*head.walk()]
    tags = [element.tag for element in elements[1:]]
    if "strong" not in tags or "em" in tags or "code" in tags:
        return None
    constant = _named(elements, [head])
    name = constant.name.value if constant else ""
    return constant if name.isupper() or name.isdigit() else None


def _in(element: Element) -> Iterator[StatedConstant]:
    if element.tag == "table":
        yield from _table(element)
    elif element.tag == "dl":
        for item in element.elements():
            if item.tag == "dt":
                constant = constant_of_item(item)
                if constant is not None:
                    yield constant
            else:
                yield from _in(item)
    elif element.tag not in ("pre", "p"):
        for child in element.elements():
            yield from _in(child)


def _table(table: Element) -> Iterator[StatedConstant]:
    for row in table.find("tr"):
        cells = [cell for cell in row.elements() if cell.tag in ("td", "th")]
        if len(cells) < _FEWEST_CELLS or cells[0].tag == "th":
            continue
        constant = _in_elements([*cells[0].walk()])
        if constant is not None:
            yield constant


def _named(elements: Sequence[Element], items: list[Element]) -> StatedConstant | None:
    """The constant of a cell: the first item names it, a later one that is a number numbers it.

    `elements` are the cell and all below it.
    """
    cell, ids = elements[0], ids_of(elements)
    strong = next((element for element in elements[1:] if element.tag in ("strong", "code")), None)
    if strong is None and items[0] is cell and not ids:
        return None  # plain words in a table are prose
    flow = (strong or items[0]).flow()
    written = flow.text.strip()
    anchors = [(name.rstrip("_") or name, span) for name, span in ids]
    kind: EvidenceKind = "anchor"
    if not anchors:
        anchors, kind = _linked(cell, written), "file-name"
    name = _proven(written, [text for text, _ in anchors])
    if name is None:
        return None
    lead = len(flow.text) - len(flow.text.lstrip())
    visible = Evidence("text", flow.span(lead, lead + len(written)), written) if written else None
    evidence: list[Evidence] = []
    if anchors:
        evidence.append(Evidence(kind, anchors[0][1], anchors[0][0]))
    if visible:
        evidence.append(visible)
    return StatedConstant(Fact(name, tuple(evidence)), _number(cell, items))


def _linked(cell: Element, written: str) -> list[tuple[str, Span]]:
    """The name that the page a symbol links to is called after: ``dbt-userdefined.md`` is of DBT_USERDEFINED."""
    link = next(cell.find("a"), None)
    stem = _PAGE.search(link.get("href") or "") if link else None
    if link is None or stem is None or "_" not in written:
        return []
    return [(stem[1].replace("-", "_").upper(), link.span)]


def _proven(written: str, anchors: list[str]) -> str | None:
    """The name that the visible text and the anchors prove together; None where the text is no name."""
    tidied = " | ".join(part for part in (tidy(p) for p in _JOINED.split(written)) if part)
    if not anchors:
        return tidied if _is_name(tidied) else None
    first = anchors[0]
    if skeleton(tidied) == skeleton(first) and _is_name(tidied):
        return tidied if tidied.replace(" | ", "___") in anchors or tidied in anchors else first.replace("___", " | ")
    return first.replace("___", " | ") if is_identifier(first) or first.isdigit() else None


def _is_name(text: str) -> bool:
    parts = text.split(" | ")
    return all(is_identifier(part) or parse_number(part) is not None for part in parts)


def _number(cell: Element, items: list[Element]) -> Fact[int] | None:
    """The number in the items after the name, or in the lines after it."""
    for flow, start, line in _lines_after_name(cell, items):
        number = parse_number(line)
        if number is not None:
            lead = start + len(line) - len(line.lstrip())
            return Fact(number, (Evidence("text", flow.span(lead, lead + len(line.strip())), line.strip()),))
    return None


def _lines_after_name(cell: Element, items: list[Element]) -> Iterator[tuple[Flow, int, str]]:
    if len(items) > 1:
        yield from ((flow, 0, flow.text) for flow in (item.flow() for item in items[1:]))
        return
    flow = cell.flow()
    start = 0
    for line in flow.text.split("\n"):
        if start:
            yield flow, start, line
        start += len(line) + 1
