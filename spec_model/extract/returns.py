"""The return-value section of a page becomes a return contract."""

import re
from collections.abc import Iterable
from functools import lru_cache

from spec_model.extract.moved import moved_fact, moved_span
from spec_model.grammar import lexicon as lx
from spec_model.grammar.catalogue import catalogue
from spec_model.grammar.clauses import first_event, read_paragraph
from spec_model.grammar.compiled import lexicon_of
from spec_model.grammar.family import family_of
from spec_model.grammar.items import Case, Clause, Reading
from spec_model.grammar.lexicon import Lexicon
from spec_model.grammar.outcomes import Branch, outcomes
from spec_model.grammar.symbols import Symbols, written
from spec_model.grammar.tokens import Token, each_token, tokenize
from spec_model.identifiers import sound
from spec_model.locale import LocalePack
from spec_model.model import Evidence, Fact, Outcome, ReturnContract, Span
from spec_model.page import Section
from spec_model.remember import remembered
from spec_model.shared import shared_tree
from spec_model.tree import Element, Flow, holds_block

_CACHED = 600  # characters of a paragraph, or a section, that is worth remembering
_SHORT = 12  # words of a description that stands for itself
_HEAD = 60  # characters that a type line may have
_SYMBOL = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\Z")
_FUNCTION_LINK = re.compile(r"(?:^|/)n[fc]-")
_NAME_ENDS = re.compile(r"[.:。：,，—–]")
_SKIPPED = frozenset({"quote", "blockquote", "pre", "heading"})

Links = tuple[tuple[int, int, bool], ...]


def read_returns(section: Section | None, pack: LocalePack) -> ReturnContract:
    """What `section`, the return-value section of a page, says; `unspecified` where the page has none.

    `confidence` is the share of what it says about values that was understood; a symbol whose name nothing
    proves is kept as it is written and halves its part of it.
    """
    if section is None:
        return ReturnContract()
    lexicon, family = lexicon_of(pack), family_of(section)
    text = section.text
    if len(text) > _CACHED:
        return _read(section.tree, section.body, lexicon, family)
    return _placed(_remembered_contract(text, lexicon, family), section.body)


def _read(tree: Element, body: Span, lexicon: Lexicon, family: str) -> ReturnContract:
    reader = _Reader(body, lexicon, family)
    reader.read(tree)
    return reader.contract()


@lru_cache(maxsize=4096)
def _remembered_contract(text: str, lexicon: Lexicon, family: str) -> ReturnContract:
    """What a section says, with spans from its start: half of all sections stand on another page too."""
    return _read(shared_tree(text), Span(0, len(text)), lexicon, family)


def _placed(contract: ReturnContract, body: Span) -> ReturnContract:
    """A contract whose spans begin at its section, moved to where that stands on a page."""
    start = body.start
    return ReturnContract(
        disposition=contract.disposition,
        type=contract.type and moved_fact(contract.type, start),
        outcomes=tuple(_moved(outcome, start) for outcome in contract.outcomes),
        confidence=contract.confidence,
        unread=tuple(moved_span(span, start) for span in contract.unread),
        span=body,
    )


def _moved(outcome: Outcome, by: int) -> Outcome:
    place, value_place = outcome.span, outcome.value_span
    return Outcome(
        outcome.when, outcome.value, place and moved_span(place, by), value_place and moved_span(value_place, by)
    )


class _Reader:
    """Collects what the blocks of one section say."""

    def __init__(self, body: Span, lexicon: Lexicon, family: str) -> None:
        self.body = body
        self.lexicon = lexicon
        self.family = family
        self.branches: list[Branch] = []
        self.unread: list[Span] = []
        self.read_size = self.unread_size = 0
        self.doubts = 0
        self.none = self.ignored = self.started = False
        self.type: Fact[str] | None = None
        self.rows: Case | None = None  # how the rows that follow come back, None where none are announced
        self.announced: tuple[int, Branch] | None = None  # what announces them, and how many branches stand before
        self.opening: tuple[Flow, int, int] | None = None

    def read(self, element: Element) -> None:
        """Read the blocks inside `element`."""
        for child in element.elements():
            if child.tag == "table":
                self._table(child)
            elif child.tag in ("ul", "ol", "dl"):
                self._items(e for e in child.elements() if e.tag in ("li", "dt"))
            elif child.tag in _SKIPPED:
                continue
            elif any(holds_block(e) for e in child.elements()):
                self.read(child)
            else:
                self._paragraph(child.flow())

    def contract(self) -> ReturnContract:
        """The contract that the section amounts to."""
        self._read_opening()
        if self.announced is not None and not any(branch.listed for branch in self.branches):
            index, branch = self.announced
            if all(later.stated or "_" not in later.value for later in self.branches[index:]):
                self.branches.insert(index, branch)  # "the following item": nothing is listed
        found = outcomes(self.branches)
        said = self.read_size + self.unread_size
        confidence = self.read_size / said if said else 0.0
        if found:
            confidence *= 1 - 0.5 * min(1.0, self.doubts / len(found))
        return ReturnContract(
            disposition="value" if found else "none" if self.none else "ignored" if self.ignored else "unspecified",
            type=self.type,
            outcomes=found,
            confidence=round(confidence, 3),
            unread=tuple(self.unread),
            span=self.body,
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
        start = self._type(flow) if self.type is None else 0
        text = flow.text[start:] if start else flow.text
        if not text.strip():
            return
        links = tuple(
            (run.start - start, run.end - start, bool(_FUNCTION_LINK.search(run.href))) for run in flow.runs if run.href
        )
        reading = _reading(text, self.lexicon, self.family, links)
        self.none = self.none or reading.none
        self.ignored = self.ignored or reading.ignored
        self.read_size += reading.read
        self.unread += [flow.span(start + a, start + b) for a, b in reading.unread]
        self.unread_size += sum(b - a for a, b in reading.unread)
        for clause in reading.clauses:
            self._clause(clause, flow, start)
        if reading.opening and not self.started:
            self.opening = (flow, start + reading.opening[0], start + reading.opening[1])
        self.started = True

    def _clause(self, clause: Clause, flow: Flow, start: int) -> None:
        if clause.value == "rows":
            self.rows = "failure" if clause.errors else "condition"
        span = flow.span(start + clause.start, start + clause.end)
        value = flow.span(start + clause.value_start, start + clause.value_end)
        if clause.value == "rows":
            self.announced = len(self.branches), Branch("described", clause.case, span, value, stated=clause.stated)
            return
        self.doubts += not clause.proven or not clause.value
        branch = Branch(clause.value, clause.case, span, value, stated=clause.stated, effect=clause.effect)
        self.branches.append(branch)

    def _type(self, flow: Flow) -> int:
        """Read the type that a paragraph begins with; the index after it, 0 where it begins otherwise."""
        head = flow.text[:_HEAD]
        if ":" not in head and "：" not in head:
            return 0
        units = list(self.lexicon.unit.finditer(head))
        end, tags, _ = self.lexicon.longest([unit[0].casefold() for unit in units[:4]], 0)
        if not tags & lx.TYPE or end >= len(units) or units[end][0] not in ":：":
            return 0
        unit = next((unit for unit in units[end + 1 :] if unit[0][0].isalpha()), None)
        if unit is None:
            return 0
        name = catalogue().types.get(sound(unit[0]), unit[0])
        self.type = Fact(name, (Evidence("text", flow.span(unit.start(), unit.end()), unit[0]),))
        return unit.end()

    # -- tables and lists ---------------------------------------------------------------------------------

    def _table(self, table: Element) -> None:
        for row in table.find("tr"):
            cells = [c for c in row.elements() if c.tag == "td"]
            leaf = next(cells[0].leaves(), None) if len(cells) > 1 else None
            if leaf is not None and self.rows:
                flow = leaf.flow()
                name = _anchored(cells[0]) or self._name(flow.text)
                description = " ".join(part.flow().text for part in cells[1].leaves())
                self._row(name, description, row.span, flow.span(0, len(flow.text)))

    def _items(self, items: Iterable[Element]) -> None:
        for item in items:
            leaf = next(item.leaves(), None)
            if leaf is not None and self.rows:
                flow = leaf.flow()
                stop = _NAME_ENDS.search(flow.text)
                end = stop.start() if stop else len(flow.text)
                name = _anchored(item) or self._name(flow.text[:end])
                self._row(name, flow.text, item.span, flow.span(0, end))

    def _row(self, name: tuple[str, bool], description: str, span: Span, value_span: Span) -> None:
        """Take a row of a table or an item of a list for an outcome."""
        value, proven = name
        if not value or self.rows is None:
            return
        failing = self.rows == "failure"
        case = _row_case(description, self.lexicon, whole=failing)
        if failing and case != "success":
            case = "failure"
        self.doubts += not proven
        self.read_size += len(description)
        self.branches.append(Branch(value, case, span, value_span, listed=True))

    def _name(self, text: str) -> tuple[str, bool]:
        """The value that a cell of a table names, and whether its name is certain."""
        text = text.strip()
        tokens = tokenize(text, self.lexicon, self.family)
        first = next((t for t in tokens if t.tags & lx.STRONG and t.value), None)
        whole = first is not None and first.end - first.start >= len(text) - 2
        if first and whole and (not first.tags & lx.SYMBOL or first.value in catalogue().names):
            return first.value or "", True
        name = Symbols(text, self.lexicon, self.family).whole()
        if name is not None:
            return name, True
        if first and whole:
            return first.value or "", first.proven
        plain = written(text)
        return plain, plain.isascii() and plain.isalnum() and plain.isupper()


def _anchored(cell: Element) -> tuple[str, bool] | None:
    """The name that an anchor of a cell proves."""
    return next(((name, True) for name, _ in cell.ids() if _SYMBOL.match(name)), None)


def _reading(text: str, lexicon: Lexicon, family: str, links: Links) -> Reading:
    """The reading of a paragraph: most pages share their sentences with many others."""
    return _remembered(text, lexicon, family if "_" in text else "", links)


@remembered(texts=8192, longest=_CACHED)
def _remembered(text: str, lexicon: Lexicon, family: str, links: Links) -> Reading:
    tokens = list(tokenize(text, lexicon, family))
    for start, end, function in links:
        for index, token in enumerate(tokens):
            if start <= token.start < end:
                tags = lx.FOREIGN if function else token.tags & ~lx.SYMBOL
                tokens[index] = Token(token.start, token.end, tags, token.value, proven=token.proven)
    return read_paragraph(tokens, before=lexicon.before)


def _row_case(text: str, lexicon: Lexicon, *, whole: bool) -> Case:
    """Whether the first sentence of a row calls it the success or a failure."""
    return _remembered_case(text[:_CACHED], lexicon, whole=whole)


@lru_cache(maxsize=4096)
def _remembered_case(text: str, lexicon: Lexicon, *, whole: bool) -> Case:
    return first_event(each_token(text, lexicon), whole=whole)
