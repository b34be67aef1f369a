"""One source line with the wrong text underlined, cut to the width of a terminal."""

import unicodedata
from collections.abc import Iterable

import msgspec
from rich.cells import cell_len

from conformance.report.visible import visible_character

_CUT = "…"
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
    reach = max(width, 1) * _CHARACTERS_PER_CELL
    room = max(width - 2 * cell_len(_CUT), 1)
    wrong = _fit(line[start : min(end, start + reach)], room)
    cut = len(wrong) < end - start
    room -= _cells(wrong)
    after = [] if cut else _fit(line[end : end + reach], room)
    head = reversed(line[max(0, start - reach) : start])
    before = _fit(head, max(room - _cells(after), room // 2))[::-1]
    while before and len(before) < start and unicodedata.combining(before[0][0]):
        del before[0]  # a mark whose letter was cut off would sit on the sign of the cut
    after = _fit(after, room - _cells(before))
    lead = (_CUT if len(before) < start else "") + "".join(before)
    tail = "".join(after) + (_CUT if cut or end + len(after) < len(line) else "")
    cells = _cells(wrong)
    indent = cell_len(lead) - (1 if wrong and not cells and lead else 0)
    return Excerpt(lead, "".join(wrong), tail, " " * indent + "^" * max(cells, 1))


def _fit(characters: Iterable[str], room: int) -> list[str]:
    """The first of `characters`, each made visible, that together take at most `room` cells."""
    fitting: list[str] = []
    for character in characters:
        text = visible_character(character) if len(character) == 1 else character
        room -= cell_len(text)
        if room < 0:
            break
        fitting.append(text)
    return fitting


def _cells(texts: list[str]) -> int:
    return sum(map(cell_len, texts))
