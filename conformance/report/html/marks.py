"""Lines of pages with the places that findings are about marked in them, fit to be shown."""

from collections.abc import Iterator, Sequence

import msgspec

from conformance.report.visible import visible

#: The longest run of characters shown whole; of a longer one both ends are.
_LONGEST_RUN = 400
_END = 120


class Mark(msgspec.Struct, frozen=True, order=True):
    """A range of characters of a line (offsets, end exclusive) that a finding is about.

    `number` is that of the finding on its page, `severity` a word of ours.
    """

    start: int
    end: int
    number: int
    severity: str


class Piece(msgspec.Struct, frozen=True):
    """Part of a line, made visible; `mark` is the one that it stands under. An empty marked piece is a place."""

    text: str
    mark: Mark | None = None


def pieces(line: str, marks: Sequence[Mark]) -> Iterator[Piece]:
    """`line` cut at the ends of `marks`; where marks overlap, the one that begins first has the characters."""
    at = 0
    for mark in sorted(marks):
        start, end = max(at, min(mark.start, len(line))), min(mark.end, len(line))
        if start > at:
            yield Piece(shortened(line[at:start]))
        if end > start or mark.start >= at:
            yield Piece(shortened(line[start:end]), mark)
        at = max(at, start, end)
    if at < len(line):
        yield Piece(shortened(line[at:]))


def shortened(text: str) -> str:
    """`text` made visible, without its middle where it is very long."""
    if len(text) <= _LONGEST_RUN:
        return visible(text)
    left_out = len(text) - 2 * _END
    return f"{visible(text[:_END])} … ({left_out} more characters) … {visible(text[-_END:])}"
