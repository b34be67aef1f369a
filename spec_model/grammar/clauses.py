"""Sentences about return values become clauses: a value, and the condition under which it comes back."""

from collections.abc import Iterable, Iterator, Sequence

from spec_model.grammar import lexicon as lx
from spec_model.grammar.conditions import event
from spec_model.grammar.cursor import Row
from spec_model.grammar.items import Case, Clause, Reading
from spec_model.grammar.segment import Segment
from spec_model.grammar.tokens import Token

#: No sentence has so many words. What has more stays unread, so that time grows with the text and not faster.
_LONGEST = 300
_BREAKS = lx.STOP | lx.BREAK
_PARTS = _BREAKS | lx.COLON
_SPEAKS = lx.VERB | lx.NOUN | lx.VALUE | lx.SYMBOL


def read_paragraph(tokens: Sequence[Token], *, before: bool) -> Reading:
    """What the sentences of `tokens` say; `before` is true where conditions stand before values."""
    clauses: list[Clause] = []
    none = ignored = False
    unread: list[tuple[int, int]] = []
    read = 0
    opening: tuple[int, int] | None = None
    segment: Segment | None = None
    for number, tokens_of in enumerate(segments(tokens)):
        extent = (tokens_of[0].start, tokens_of[-1].end)
        row = Row(tokens_of)
        if row.size > _LONGEST:
            unread.append(extent)
            continue
        segment = Segment(row, before=before, after=segment)
        clauses += segment.clauses()
        none = none or segment.none
        ignored = ignored or segment.ignored
        if segment.understood:
            read += extent[1] - extent[0]
        elif row.has(_SPEAKS):
            unread.append(extent)
        elif number == 0:
            opening = extent
    return Reading(tuple(clauses), none, ignored, read, tuple(unread), opening)


def first_event(tokens: Iterable[Token], *, whole: bool = False) -> Case:
    """Whether the description of a code begins by calling it the success or a failure.

    What stands under a condition counts with `whole` only.
    """
    row = Row(next(segments(tokens), [])[:_LONGEST])
    end = row.size if whole else row.find(lx.COMMA | lx.IF, 0)
    return event(row, 0, end, purpose=True)


def segments(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    """`tokens` parted at the ends of sentences, at semicolons and colons, which are left out."""
    part: list[Token] = []
    colon = False  # whether one stands before the token
    for token in tokens:
        tags = token.tags
        if part and (tags & _BREAKS or (colon and not tags & lx.SYMBOL)):  # else "the return value can be: E_FAIL"
            yield part
            part = []
        if not tags & _PARTS:
            part.append(token)
        colon = bool(tags & lx.COLON)
    if part:
        yield part
