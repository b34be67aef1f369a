"""Which line of one page is which line of the others: the rows that line-by-line comparison works on."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Generic, TypeVar

import msgspec

from conformance.surface.lines import Block, Line, Lines, blocks_of
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


class Section:
    """The rows of one section over all locales that have it, which `blocks` holds.

    `frame` is the locale whose lines the rows follow, by the kinds of lines that most locales have. `extra` are
    lines of a page that are in no row. A locale that is in `unlike` could not be aligned, and has no cells in
    the rows. `even` where every page has every line: there are no `places`, which else say for every row which
    of its lines each page has there.
    """

    def __init__(  # noqa: PLR0913 - what a section is made of
        self,
        key: str,
        blocks: dict[str, Block],
        frame: str,
        *,
        majority: bool = True,
        places: list[dict[str, int]] | None = None,
        extra: tuple[tuple[str, Line], ...] = (),
        unlike: frozenset[str] = frozenset(),
    ) -> None:
        self.key = key
        self.frame = frame
        self.majority = majority
        self.extra = extra
        self.unlike = unlike
        self.even = places is None
        self._blocks = blocks
        self._places = places
        self._rows: tuple[Row, ...] | None = None

    def written(self) -> Iterator[tuple[str, ...]]:
        """The lines of every row as they are written, one for each of its cells: rows that are alike need no more."""
        if self._places is None:
            return zip(*(block.lines.written for block in self._blocks.values()), strict=True)
        return (tuple(self._blocks[tag].lines.written[at] for tag, at in row.items()) for row in self._places)

    def row(self, index: int) -> Row:
        """A row by its index."""
        if self._places is None:
            return Row(self.key, {tag: block.lines.line(index) for tag, block in self._blocks.items()})
        return Row(self.key, {tag: self._blocks[tag].lines.line(at) for tag, at in self._places[index].items()})

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows."""
        if self._rows is None:
            number = len(self._blocks[self.frame].lines.spans)
            self._rows = tuple(self.row(index) for index in range(number))
        return self._rows


class Surface:
    """The blocks of the pages of one message by locale and key, and the sections of those whose keys are known.

    `blocks` leaves out pages of another message, which have no say. `keys` are those of the sections.
    """

    def __init__(self, blocks: dict[str, dict[str, Block]], source: str | None) -> None:
        self.blocks = blocks
        self.keys = tuple(dict.fromkeys(key for page in blocks.values() for key in page if not key.startswith("?")))
        self._source = source
        self._sections: dict[str, Section] = {}
        self._rows: dict[tuple[str, str], _Lines[Row]] = {}
        self._extra: dict[tuple[str, str], _Lines[Line]] = {}

    def section(self, key: str) -> Section:
        """The section with one of the `keys`, put together when it is first asked for."""
        section = self._sections.get(key)
        if section is None:
            own = {locale: page[key] for locale, page in self.blocks.items() if key in page}
            section = self._sections[key] = _section(key, own, self._source)
        return section

    def row_at(self, key: str, locale: str, offset: int) -> Row | None:
        """The row of a section whose line on the page of `locale` holds the character at `offset`, or None."""
        if (key, locale) not in self._rows:
            rows = self.section(key).rows if key in self.keys else ()
            self._rows[key, locale] = _Lines([(row.cells[locale], row) for row in rows if locale in row.cells])
        return self._rows[key, locale].at(offset)

    def extra_at(self, key: str, locale: str, offset: int) -> Line | None:
        """The line of a section that is in no row and holds the character at `offset` of a page, or None."""
        if (key, locale) not in self._extra:
            extra = self.section(key).extra if key in self.keys else ()
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
    return Surface(blocks, siblings.source)


def _section(key: str, own: dict[str, Block], source: str | None) -> Section:
    shapes = {locale: block.lines.shape for locale, block in own.items()}
    if len(set(shapes.values())) == 1:
        return Section(key, own, next(iter(own)))
    return _uneven(key, own, shapes, source)


def _uneven(key: str, own: dict[str, Block], shapes: dict[str, str], source: str | None) -> Section:
    """A section whose pages have different lines."""
    verdict = settle(shapes, source)
    frame = next(tag for tag, shape in shapes.items() if shape == verdict.value)
    places: list[dict[str, int]] = [{} for _ in verdict.value]
    extra: list[tuple[str, Line]] = []
    unlike: set[str] = set()
    expected = _signed(own[frame].lines)
    for locale, block in own.items():
        if shapes[locale] == verdict.value:
            pairs: list[tuple[int, int]] | None = [(i, i) for i in range(len(places))]
        else:
            pairs = _pair(expected, _signed(block.lines))
        if pairs is None:
            unlike.add(locale)
            continue
        for i, j in pairs:
            places[i][locale] = j
        paired = {j for _, j in pairs}
        extra += [(locale, block.lines.line(j)) for j in range(len(block.lines.spans)) if j not in paired]
    return Section(
        key,
        own,
        frame,
        majority=verdict.majority,
        places=places,
        extra=tuple(extra),
        unlike=frozenset(unlike),
    )


def _signed(lines: Lines) -> list[tuple[str, frozenset[str]]]:
    """Each line as its kind and what no translation changes in it: names, numbers, targets, anchors."""
    kinds = zip(lines.shape, lines.written, strict=True)
    return [(kind, frozenset(_PART.findall(written.lower()))) for kind, written in kinds]


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
