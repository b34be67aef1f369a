"""The page of one message: its findings, its contract and the pages of all locales side by side."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import msgspec

from conformance.diagnostic import Diagnostic, Fix
from conformance.report.html.contract import groups
from conformance.report.html.layout import fill
from conformance.report.html.marks import Mark, Piece, pieces, shortened
from conformance.report.html.sheet import Column, Sheet
from conformance.report.html.tally import NOBODY
from conformance.report.visible import brief, shown, statements

#: Findings that one page shows; a message has a few hundred at most.
_MOST_FINDINGS = 1000
#: Characters of the line that are shown on each side of a fix.
_CONTEXT = 60
_LABELS = {"front-matter": "Front matter", "title": "Title and summary"}


class Change(msgspec.Struct, frozen=True):
    """A fix as a reader sees it: `old` goes, `new` comes, `before` and `after` stay."""

    before: str
    old: str
    new: str
    after: str
    safe: bool


class Entry(msgspec.Struct, frozen=True):
    """One finding as the page shows it; `at` is the anchor of its line, None where that is not shown."""

    number: int
    diagnostic: Diagnostic
    text: str
    line: tuple[Piece, ...]
    facts: tuple[tuple[str, str], ...]
    change: Change | None
    at: str | None
    compare: tuple[tuple[str, str | None], ...]


class Line(msgspec.Struct, frozen=True):
    """A line of a page: `anchor` where something links to it, `pieces` where something in it is marked."""

    text: str
    anchor: str | None
    pieces: tuple[Piece, ...] = ()


class Run(msgspec.Struct, frozen=True):
    """Consecutive lines of a page; `start` is the number of the first."""

    start: int
    lines: tuple[Line, ...]


class Row(msgspec.Struct, frozen=True):
    """One part of the pages: a cell of runs for each column; `count` findings stand in it."""

    label: str
    count: int
    cells: tuple[tuple[Run, ...], ...]


def message_page(path: str, sheet: Sheet, found: Sequence[Diagnostic], links: Mapping[str, object]) -> str:
    """The text of the page at `path`; `links` are what the template needs to link to the lists."""
    board = _Board(sheet, found[:_MOST_FINDINGS])
    entries = [board.entry(number) for number in range(1, len(board.found) + 1)]
    live = [entry for entry in entries if entry.diagnostic.suppressed is None]
    return fill(
        "message",
        path,
        sheet=sheet,
        by_locale=[(locale or NOBODY, list(part)) for locale, part in groupby(live, lambda e: e.diagnostic.locale)],
        accepted=[entry for entry in entries if entry.diagnostic.suppressed is not None],
        left_out=len(found) - len(entries),
        live=len(live),
        contract=groups(sheet, board.anchor),
        rows=list(board.rows()),
        **links,
    )


class _Board:
    """Knows which lines of which column are marked or linked to."""

    def __init__(self, sheet: Sheet, found: Sequence[Diagnostic]) -> None:
        self.sheet = sheet
        self.found = found
        self._columns = {column.path: index for index, column in enumerate(sheet.columns)}
        self._locales = {column.locale: index for index, column in enumerate(sheet.columns)}
        self._lines = [_by_number(column) for column in sheet.columns]
        self._linked: set[tuple[int, int]] = set()
        self._marks: dict[tuple[int, int], list[Mark]] = defaultdict(list)
        for number, diagnostic in enumerate(found, 1):
            if diagnostic.path in self._columns and diagnostic.suppressed is None:
                place = self._columns[diagnostic.path], diagnostic.line
                self._marks[place].append(_mark(diagnostic, number))

    def anchor(self, locale: str, line: int) -> str | None:
        """The anchor of a line on the page of a locale, which gets one by this; None where it is not shown."""
        index = self._locales.get(locale.rpartition("@")[2])
        return None if index is None else self._anchor(index, line)

    def _anchor(self, index: int, line: int) -> str | None:
        if line not in self._lines[index]:
            return None
        self._linked.add((index, line))
        return f"c{index}-{line}"

    def entry(self, number: int) -> Entry:
        """Finding `number`, counted from 1."""
        diagnostic = self.found[number - 1]
        index = self._columns.get(diagnostic.path)
        return Entry(
            number=number,
            diagnostic=diagnostic,
            text=brief(diagnostic.text),
            line=tuple(pieces(diagnostic.source_line, [_mark(diagnostic, number)])),
            facts=tuple(_facts(diagnostic)),
            change=self._change(diagnostic),
            at=None if index is None else self._anchor(index, diagnostic.line),
            compare=tuple(
                (f"{other.locale}, line {other.line}", self.anchor(other.locale, other.line))
                for other in diagnostic.related
            ),
        )

    def _change(self, diagnostic: Diagnostic) -> Change | None:
        fix = diagnostic.fix
        if fix is None:
            return None
        line = diagnostic.source_line if fix.line == diagnostic.line else self._line(diagnostic.path, fix.line)
        last = line if fix.end_line == fix.line else self._line(diagnostic.path, fix.end_line)
        return _change(fix, line, last)

    def _line(self, path: str, number: int) -> str:
        index = self._columns.get(path)
        return "" if index is None else self._lines[index].get(number, "")

    def rows(self) -> Iterator[Row]:
        """The parts of the pages, in the order in which they come first on any of them."""
        order: dict[str, int] = {}
        for column in self.sheet.columns:
            for index, part in enumerate(column.parts):
                order[part.key] = min(order.get(part.key, index), index)
        for key in sorted(order, key=lambda key: (order[key], key)):
            cells = tuple(self._cell(index, key) for index in range(len(self.sheet.columns)))
            count = sum(len(line.pieces) > 0 for cell in cells for run in cell for line in run.lines)
            yield Row(_LABELS.get(key) or brief(key.lstrip("#").replace("-", " ").capitalize(), 60), count, cells)

    def _cell(self, index: int, key: str) -> tuple[Run, ...]:
        parts = (part for part in self.sheet.columns[index].parts if part.key == key)
        return tuple(
            Run(
                part.start,
                tuple(self._shown(index, number, text) for number, text in enumerate(part.lines, part.start)),
            )
            for part in parts
        )

    def _shown(self, index: int, number: int, text: str) -> Line:
        place = index, number
        anchor = f"c{index}-{number}" if place in self._linked else None
        marks = self._marks.get(place)
        return Line("", anchor, tuple(pieces(text, marks))) if marks else Line(shortened(text), anchor)


def _by_number(column: Column) -> dict[int, str]:
    return {number: line for part in column.parts for number, line in enumerate(part.lines, part.start)}


def _mark(diagnostic: Diagnostic, number: int) -> Mark:
    one_line = diagnostic.end_line == diagnostic.line
    end = diagnostic.end_column - 1 if one_line else len(diagnostic.source_line)
    return Mark(diagnostic.column - 1, end, number, diagnostic.severity)


def _change(fix: Fix, line: str, last: str) -> Change:
    before, after = line[: fix.column - 1], last[fix.end_column - 1 :]
    if fix.end_line == fix.line:
        old = line[fix.column - 1 : fix.end_column - 1]
    else:
        old = f"{line[fix.column - 1 :]} … {last[: fix.end_column - 1]}"
    return Change(
        f"{'…' if len(before) > _CONTEXT else ''}{before[-_CONTEXT:]}",
        shortened(old),
        shortened(fix.replacement),
        f"{after[:_CONTEXT]}{'…' if len(after) > _CONTEXT else ''}",
        fix.safe,
    )


def _facts(diagnostic: Diagnostic) -> Iterator[tuple[str, str]]:
    """What was expected and found, and what the other locales state."""
    if diagnostic.expected is not None or diagnostic.found is not None:
        yield "Expected", shown(diagnostic.expected)
        yield "Found", shown(diagnostic.found)
    yield from statements(diagnostic)
    yield "Confidence", f"{diagnostic.confidence:.0%}"
