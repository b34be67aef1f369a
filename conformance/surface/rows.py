"""Which line of one page is which line of the others: the rows that line-by-line comparison works on."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Generic, TypeVar

import msgspec

from conformance.surface.lines import Block, Line, blocks_of
from conformance.surface.vote import settle
from conformance.view import Siblings

#: Two blocks whose numbers of lines multiply to more than this are not aligned when their shapes differ.
MOST_CELLS = 40_000

T = TypeVar("T")

_PART = re.compile(r"[A-Za-z0-9]{2,}")


class Row(msgspec.Struct, frozen=True):
    """One line of a section, in every locale that has it."""

    section: str
    cells: dict[str, Line]


class Section(msgspec.Struct, frozen=True):
    """The rows of one section over all locales that have it.

    `frame` is the locale whose lines the rows follow, by the `shape` (kinds of lines) that most locales have.
    `extra` are lines of a page that are in no row. A locale that is in `unlike` could not be aligned, and has
    no cells in the rows. `even` where every page has every line.
    """

    key: str
    frame: str
    majority: bool
    rows: tuple[Row, ...]
    extra: tuple[tuple[str, Line], ...] = ()
    unlike: frozenset[str] = frozenset()
    even: bool = True


class Surface:
    """The blocks of the pages of one message by locale and key, and the rows of their sections by key.

    `blocks` leaves out pages of another message, which have no say.
    """

    def __init__(self, blocks: dict[str, dict[str, Block]], sections: dict[str, Section]) -> None:
        self.blocks = blocks
        self.sections = sections
        self._rows: dict[tuple[str, str], _Lines[Row]] = {}
        self._extra: dict[tuple[str, str], _Lines[Line]] = {}

    def row_at(self, key: str, locale: str, offset: int) -> Row | None:
        """The row of a section whose line on the page of `locale` holds the character at `offset`, or None."""
        if (key, locale) not in self._rows:
            rows = self.sections[key].rows if key in self.sections else ()
            self._rows[key, locale] = _Lines([(row.cells[locale], row) for row in rows if locale in row.cells])
        return self._rows[key, locale].at(offset)

    def extra_at(self, key: str, locale: str, offset: int) -> Line | None:
        """The line of a section that is in no row and holds the character at `offset` of a page, or None."""
        if (key, locale) not in self._extra:
            extra = self.sections[key].extra if key in self.sections else ()
            self._extra[key, locale] = _Lines([(line, line) for tag, line in extra if tag == locale])
        return self._extra[key, locale].at(offset)


class _Lines(Generic[T]):
    """Lines in the order of a page, each with what it stands for."""

    def __init__(self, lines: list[tuple[Line, T]]) -> None:
        self._lines = lines
        self._starts = [line.start for line, _ in lines]

    def at(self, offset: int) -> T | None:
        """What the line stands for that holds the character at `offset`, or None."""
        index = bisect_right(self._starts, offset) - 1
        return self._lines[index][1] if index >= 0 and offset < self._lines[index][0].end else None


def surface(siblings: Siblings) -> Surface:
    """The surface of the pages that `siblings` holds, made once."""
    return siblings.once(_surface)


def _surface(siblings: Siblings) -> Surface:
    own = [w.locale for w in siblings.message.witnesses if w.name.value == siblings.message.name]
    blocks = {locale: blocks_of(siblings.translations[locale]) for locale in own if locale in siblings.translations}
    keys = dict.fromkeys(key for page in blocks.values() for key in page)
    return Surface(blocks, {key: _section(siblings, blocks, key) for key in keys if not key.startswith("?")})


def _section(siblings: Siblings, blocks: dict[str, dict[str, Block]], key: str) -> Section:
    own = {locale: page[key] for locale, page in blocks.items() if key in page}
    if len({block.shape for block in own.values()}) == 1:
        columns = zip(*(block.lines for block in own.values()), strict=True)
        frame = next(iter(own))
        return Section(key, frame, True, tuple(Row(key, dict(zip(own, cells, strict=True))) for cells in columns))
    return _uneven(siblings, key, own)


def _uneven(siblings: Siblings, key: str, own: dict[str, Block]) -> Section:
    """The rows of a section whose pages have different lines."""
    verdict = settle({locale: block.shape for locale, block in own.items()}, siblings.source)
    frame = next(tag for tag, block in own.items() if block.shape == verdict.value)
    cells: list[dict[str, Line]] = [{} for _ in own[frame].lines]
    extra: list[tuple[str, Line]] = []
    unlike: set[str] = set()
    expected = _signed(siblings.translations[frame].text, own[frame].lines)
    for locale, block in own.items():
        if block.shape == verdict.value:
            pairs: list[tuple[int, int]] | None = [(i, i) for i in range(len(block.lines))]
        else:
            pairs = _pair(expected, _signed(siblings.translations[locale].text, block.lines))
        if pairs is None:
            unlike.add(locale)
            continue
        for i, j in pairs:
            cells[i][locale] = block.lines[j]
        paired = {j for _, j in pairs}
        extra += [(locale, line) for j, line in enumerate(block.lines) if j not in paired]
    rows = tuple(Row(key, row) for row in cells)
    return Section(key, frame, verdict.majority, rows, tuple(extra), frozenset(unlike), even=False)


def _signed(text: str, lines: Sequence[Line]) -> list[tuple[str, frozenset[str]]]:
    """Each line as its kind and what no translation changes in it: names, numbers, targets, anchors."""
    return [(line.kind, frozenset(_PART.findall(text[line.start : line.end].lower()))) for line in lines]


def _pair(
    one: list[tuple[str, frozenset[str]]], other: list[tuple[str, frozenset[str]]]
) -> list[tuple[int, int]] | None:
    """The most likely pairs of lines, in order; None for blocks too large to compare."""
    if len(one) * len(other) > MOST_CELLS:
        return None
    best = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) - 1, -1, -1):
        for j in range(len(other) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + _alike(one[i], other[j]))
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(one) and j < len(other):
        alike = _alike(one[i], other[j])
        if alike and best[i][j] == best[i + 1][j + 1] + alike:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _alike(one: tuple[str, frozenset[str]], other: tuple[str, frozenset[str]]) -> float:
    """How alike two lines are, from 0 for lines of different kinds."""
    if one[0] != other[0]:
        return 0.0
    either = len(one[1] | other[1])
    return 0.1 + (len(one[1] & other[1]) / either if either else 0.4)
