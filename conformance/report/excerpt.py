"""One source line with the wrong text underlined, cut to the width of a terminal."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import msgspec
from rich.cells import cell_len

from conformance.report.visible import visible_character

_CUT = "…"
#: Letters and signs that are shown as they are, in one cell each: Latin and Cyrillic script.
_PLAIN = re.compile("[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027]*")
#: Characters looked at for each cell of the width: marks without a width must not make a cut endless.
_CHARACTERS_PER_CELL = 4


class Excerpt(msgspec.Struct, frozen=True):
    """Part of a line, made visible: `before`, the `wrong` text and `after`; `carets` underline the wrong text."""

    before: str
    wrong: str
    after: str
    carets: str


def excerpt(line: str, start: int, end: int, width: int) -> Excerpt:
    """The part of `line` around the characters `start` to `end` (offsets, end exclusive) in at most `width` cells.

    A long line is cut on both sides, wrong text that is itself too long at its end. An empty range, or one
    of combining marks alone, is underlined with one caret.
    """
    start = min(max(start, 0), len(line))
    end = min(max(end, start), len(line))
    if start < end and _PLAIN.fullmatch(line, max(0, start - width), end + width):
        return _plain(line, start, end, width)
    reach = max(width, 1) * _CHARACTERS_PER_CELL
    room = max(width - 2 * cell_len(_CUT), 1)
    wrong = _fit(map(_cell, line[start : min(end, start + reach)]), room)
    cut = len(wrong) < end - start
    room -= _width(wrong)
    after = [] if cut else _fit(map(_cell, line[end : end + reach]), room)
    head = map(_cell, reversed(line[max(0, start - reach) : start]))
    before = _fit(head, max(room - _width(after), room // 2))[::-1]
    while before and len(before) < start and unicodedata.combining(before[0].text[0]):
        del before[0]  # a mark whose letter was cut off would sit on the sign of the cut
    after = _fit(after, room - _width(before))
    lead = (_CUT if len(before) < start else "") + _text(before)
    tail = _text(after) + (_CUT if cut or end + len(after) < len(line) else "")
    cells = _width(wrong)
    indent = cell_len(lead) - (1 if wrong and not cells and lead else 0)
    return Excerpt(lead, _text(wrong), tail, " " * indent + "^" * max(cells, 1))


def _plain(line: str, start: int, end: int, width: int) -> Excerpt:
    """The excerpt where every character takes one cell: what `excerpt` counts out, by arithmetic."""
    room = max(width - 2, 1)
    last = min(end, start + room)
    room -= last - start
    after = 0 if last < end else min(room, len(line) - end)
    before = min(start, max(room - after, room // 2))
    after = min(after, room - before)
    lead = (_CUT if before < start else "") + line[start - before : start]
    tail = line[last : last + after] + (_CUT if last + after < len(line) else "")
    return Excerpt(lead, line[start:last], tail, " " * len(lead) + "^" * (last - start))


class _Cell(NamedTuple):
    """A character as it is shown, and how many cells of the terminal it takes."""

    text: str
    width: int


@lru_cache(maxsize=4096)
def _cell(character: str) -> _Cell:
    text = visible_character(character)
    return _Cell(text, cell_len(text))


def _fit(cells: Iterable[_Cell], room: int) -> list[_Cell]:
    """The first of `cells` that together take no more than `room`."""
    fitting: list[_Cell] = []
    for cell in cells:
        room -= cell.width
        if room < 0:
            break
        fitting.append(cell)
    return fitting


def _width(cells: list[_Cell]) -> int:
    return sum([cell.width for cell in cells])


def _text(cells: list[_Cell]) -> str:
    return "".join([cell.text for cell in cells])
