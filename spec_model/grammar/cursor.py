"""Looking along a row of tokens: what stands before, after and between."""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from spec_model.grammar import lexicon as lx
from spec_model.grammar.tokens import Token

_SKIPPED = lx.FILLER | lx.LOOSE | lx.NEUTRAL
_HARD = lx.EVENT | lx.NOT | lx.VERB | lx.NOUN | lx.STRONG | lx.OPENER | lx.OTHERWISE | lx.OR
#: How many words may stand between an opener such as "in case of" and the event that makes it a condition.
_CASE_REACH = 5
_NOT_REACH = 4


class Row:
    """A segment of a text: tokens from one break to the next, with questions about them."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.tags = [token.tags for token in tokens]
        self.size = len(tokens)
        self._present = reduce(or_, self.tags, 0)  # most of what is asked for stands nowhere

    def has(self, mask: int, start: int = 0, end: int | None = None) -> bool:
        """Whether a token from `start` to `end` has a tag of `mask`."""
        if not self._present & mask:
            return False
        for tags in self.tags[start:end]:  # noqa: SIM110 (a plain loop: nothing is asked more often)
            if tags & mask:
                return True
        return False

    def find(self, mask: int, start: int, end: int | None = None) -> int:
        """The first token from `start` on with a tag of `mask`; the size of the row where there is none."""
        if not self._present & mask:
            return self.size
        tags = self.tags
        for i in range(start, self.size if end is None else end):
            if tags[i] & mask:
                return i
        return self.size

    def past(self, at: int, mask: int = _SKIPPED) -> int:
        """The first token from `at` on that is not a filler (or of the tags `mask`)."""
        tags = self.tags
        while at < self.size and tags[at] & mask and not tags[at] & (_HARD & ~mask):
            at += 1
        return at

    def back(self, at: int, stop: int = 0) -> int:
        """The last token before `at`, not before `stop`, that is not a filler; `stop` - 1 if there is none."""
        at -= 1
        while at >= stop and self.tags[at] & _SKIPPED and not self.tags[at] & _HARD:
            at -= 1
        return at

    def ends(self, at: int) -> bool:
        """Whether a value before token `at` is complete there: no word follows that it would belong to."""
        return at >= self.size or bool(
            self.tags[at] & ~(lx.FILLER | lx.NEUTRAL | lx.VALUE_WORD | lx.AND) or self.is_case(at)
        )

    def is_case(self, at: int) -> bool:
        """Whether a condition opens at `at`: ``if``, or ``in case of`` with an event after it."""
        tags = self.tags[at]
        if tags & (lx.IF | lx.COMPLETE):
            return True
        if not tags & lx.CASE:
            return False
        stop = min(self.size, at + _CASE_REACH)
        event = self.find(lx.EVENT, at + 1, stop)
        if event >= stop or self.has(lx.COMMA | lx.STRONG | lx.VERB, at + 1, event):
            return False
        return not self.tags[event] & lx.PROCESS or self.has(lx.MESSAGE, event + 1, event + 4)

    def negated(self, at: int, start: int = 0) -> bool:
        """Whether what stands at `at` is negated by a word before it, from `start` on."""
        for i in range(at - 1, max(start, at - _NOT_REACH) - 1, -1):
            if self.tags[i] & lx.NOT:
                return True
            if self.tags[i] & (lx.COMMA | lx.OR | lx.AND | lx.THEN):
                return False
        return False
