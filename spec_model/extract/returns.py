"""The return-value section of a page becomes a return contract."""

import re
from collections.abc import Iterator
from functools import lru_cache

from spec_model.grammar import lexicon as lx
from spec_model.grammar.clauses import first_event, read_paragraph
from spec_model.grammar.compiled import lexicon_of
from spec_model.grammar.items import Case, Clause, Reading
from spec_model.grammar.lexicon import Lexicon, fold_unit
from spec_model.grammar.outcomes import Branch, outcomes
from spec_model.grammar.symbols import catalogue, units_of, whole_symbol, written
from spec_model.grammar.tokens import tokenize
from spec_model.identifiers import sound
from spec_model.locale import LocalePack
from spec_model.model import Evidence, Fact, ReturnContract, Span
from spec_model.page import Section
from spec_model.tree import Element, Flow, holds_block

_SYMBOL = re.compile(r"[A-Z][A-Z0-9_]*\Z")
_FUNCTION_LINK = re.compile(r"(?:^|/)n[fc]-")
_SHORT = 12  # words of a description that stands for itself
_SKIPPED = frozenset({"quote", "blockquote", "pre", "heading"})


def read_returns(section: Section | None, pack: LocalePack) -> ReturnContract:
    """What `section`, the return-value section of a page, says; `unspecified` where the page has none."""
    if section is None:
        return ReturnContract()
    reader = _Reader(section, lexicon_of(pack))
    reader.read(section.tree)
    return reader.contract()


@lru_cache(maxsize=8192)
def _reading(text: str, lexicon: Lexicon, family: str, links: tuple[tuple[int, int, bool], ...]) -> Reading:
    """The reading of a paragraph: most pages share their sentences with many others."""
    tokens = tokenize(text, lexicon, family)
    for start, end, function in links:
        for token in tokens:
            if start <= token.start < end:
                token.tags = lx.FOREIGN if function else token.tags & ~lx.SYMBOL
    return read_paragraph(tokens, before=lexicon.before)


class _Reader:
    """Collects what the blocks of one section say."""

    def __init__(self, section: Section, lexicon: Lexicon) -> None:
        self.section = section
        self.lexicon = lexicon
        self.family = section.page.page.rpartition("/")[2].partition("-")[0].upper()
        if "HRESULT" in section.text:
            self.family += " S"
        self.branches: list[Branch] = []
        self.unread: list[Span] = []
        self.read_size = 0
        self.unread_size = 0
        self.doubt = 0
        self.none = False
        self.ignored = False
        self.type: Fact[str] | None = None
        self.rows: str | None = None  # how the rows that follow come back, None where they are not announced
        self.opening: tuple[Flow, int, int] | None = None
        self.started = False

    def read(self, element: Element) -> None:
        for child in element.elements():
            if child.tag == "table":
                self._table(child)
            elif child.tag in ("ul", "ol"):
                self._items(e for e in child.elements() if e.tag == "li")
            elif child.tag == "dl":
                self._items(e for e in child.elements() if e.tag == "dt")
            elif child.tag in _SKIPPED:
                continue
            elif holds_block(child) and any(holds_block(e) for e in child.elements()):
                self.read(child)
            else:
                self._paragraph(child.flow())

    def contract(self) -> ReturnContract:
        """The contract that the section amounts to."""
        self._read_opening()
        found = outcomes(self.branches)
        said = self.read_size + self.unread_size
        confidence = self.read_size / said if said else 0.0
        if found:
            confidence *= 1 - 0.5 * min(1.0, self.doubt / len(found))
        return ReturnContract(
            disposition="value" if found else "none" if self.none else "ignored" if self.ignored else "unspecified",
            type=self.type,
            outcomes=found,
            confidence=round(confidence, 3),
            unread=tuple(self.unread),
            span=self.section.body,
        )

    def _read_opening(self) -> None:
        """Take a section that begins without a verb for the description of the value."""
        plain = any(branch.case not in ("failure", "condition") or branch.listed for branch in self.branches)
        if self.opening is None or plain or self.none or self.ignored:
            return
        flow, start, end = self.opening
        if len(flow.text[start:end].split()) <= _SHORT:
            span = flow.span(start, end)
            self.branches.insert(0, Branch("described", "any", span, span))

    # -- paragraphs ---------------------------------------------------------------------------------------

    def _paragraph(self, flow: Flow) -> None:
        text = flow.text
        if not text.strip():
            return
        links = tuple((r.start, r.end, bool(_FUNCTION_LINK.search(r.href))) for r in flow.runs if r.href)
        start = self._type(flow) if self.type is None else 0
        reading = _reading(text[start:] if start else text, self.lexicon, self.family, links)
        self.none = self.none or reading.none
        self.ignored = self.ignored or reading.ignored
        self.read_size += reading.read
        self.unread += [flow.span(start + a, start + b) for a, b in reading.unread]
        self.unread_size += sum(b - a for a, b in reading.unread)
        for clause in reading.clauses:
            self._clause(clause, flow, start)
        if reading.opening and not self.started:
            self.opening = (flow, start + reading.opening[0], start + reading.opening[1])
        self.started = self.started or bool(text[start:].strip())

    def _clause(self, clause: Clause, flow: Flow, start: int) -> None:
        if clause.value == "rows":
            self.rows = "failure" if clause.errors else "condition"
            return
        self.doubt += not clause.proven
        self.branches.append(
            Branch(
                clause.value,
                clause.case,
                flow.span(start + clause.start, start + clause.end),
                flow.span(start + clause.value_start, start + clause.value_end),
                stated=clause.stated,
                effect=clause.effect,
            )
        )

    def _type(self, flow: Flow) -> int:
        """Read the type that a paragraph begins with; the index after it."""
        lexicon = self.lexicon
        head = flow.text[:60]
        units = list(lexicon.unit.finditer(head))
        end, tags, _ = lexicon.longest([u[0].casefold() for u in units[:4]], 0)
        if not tags & lx.TYPE or end + 1 >= len(units) or units[end][0] not in ":：":
            return 0
        unit = units[end + 1]
        name = catalogue().types.get(sound(unit[0]), unit[0])
        self.type = Fact(name, (Evidence("text", flow.span(unit.start(), unit.end()), unit[0]),))
        return unit.end()

    # -- tables and lists ---------------------------------------------------------------------------------

    def _table(self, table: Element) -> None:
        for row in table.find("tr"):
            cells = [c for c in row.elements() if c.tag == "td"]
            if len(cells) > 1 and self.rows:
                self._row(cells[0], " ".join(leaf.flow().text for leaf in cells[1].leaves()), row)

    def _items(self, items: Iterator[Element]) -> None:
        for item in items:
            if self.rows:
                leaf = next(item.leaves(), None)
                if leaf is not None:
                    self._row(item, leaf.flow().text, item, item=True)

    def _row(self, cell: Element, description: str, row: Element, *, item: bool = False) -> None:
        leaf = next(cell.leaves(), None)
        if leaf is None or self.rows is None:
            return
        flow = leaf.flow()
        text = flow.text
        if item:
            stop = re.search(r"[.:。：,，—–]", text)
            text = text[: stop.start()] if stop else text
        value, proven = self._anchored(cell) or self._name(text)
        if not value:
            return
        failing = self.rows == "failure"
        case = _row_case(description, self.lexicon, whole=failing)
        case = "failure" if failing and case != "success" else case
        self.doubt += not proven
        self.read_size += len(description)
        self.branches.append(Branch(value, case, row.span, flow.span(0, len(text)), listed=True))

    def _anchored(self, cell: Element) -> tuple[str, bool] | None:
        """The name that an anchor of the cell proves."""
        for name, _ in cell.ids():
            if _SYMBOL.match(name) and "_" in name.strip("_"):
                return name, True
        return None

    def _name(self, text: str) -> tuple[str, bool]:
        """The value that a cell of a table names."""
        text = text.strip()
        tokens = tokenize(text, self.lexicon, self.family)
        first = next((t for t in tokens if t.tags & lx.STRONG and t.value is not None), None)
        whole = first is not None and first.end - first.start >= len(text) - 2
        if first and whole and (not first.tags & lx.SYMBOL or first.value in catalogue().names):
            return first.value or "", True
        units = units_of(text, self.lexicon)
        name = whole_symbol(units, [fold_unit(unit.text) for unit in units], self.lexicon, self.family)
        if name is not None:
            return name, True
        if first and whole:
            return first.value or "", first.proven
        plain = written(text)
        return plain, plain.isascii() and plain.isalnum() and plain.isupper()


@lru_cache(maxsize=4096)
def _row_case(text: str, lexicon: Lexicon, *, whole: bool) -> Case:
    """Whether the first sentence of a row calls it the success or a failure."""
    return first_event(tokenize(text, lexicon), whole=whole)
