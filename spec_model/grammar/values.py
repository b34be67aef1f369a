"""Values in a row of tokens: where one stands, where its description ends, whether another follows."""

from typing import NamedTuple

from spec_model.grammar import lexicon as lx
from spec_model.grammar.cursor import Row

NEAR = 5  # words that a subject, or an adjective before an error code, may have
_NAMES = lx.STRONG | lx.NOT | lx.OR_MORE | lx.ERROR_CODE  # what a named value can begin with
_ROWS_REACH = 8
_ENDS_VALUE = lx.IF | lx.CASE | lx.PURPOSE | lx.OTHERWISE | lx.OR | lx.AND | lx.THEN | lx.OPEN | lx.CLOSE
_ENDS_ROWS = (
    lx.IF | lx.PURPOSE | lx.VERB | lx.NOUN | lx.OTHERWISE | lx.OR | lx.COMMA | lx.OPEN | lx.VALUE | lx.SYMBOL
)  # fmt: skip
_CODE_SIGNS = ("nonzero", "negative")
_NO_ERROR_CODE = lx.IF | lx.VERB | lx.NOUN | lx.STRONG | lx.COMMA | lx.NOT
_MAY_END = lx.OPEN | lx.OR | lx.COMMA | lx.OTHERWISE | lx.THEN | lx.OPENER
_BEFORE_VALUE = lx.FILLER | lx.COMMA | lx.LOOSE | lx.OR | lx.IT_IS


class Found(NamedTuple):
    """A value that is named: `value` as in an outcome, the index after it, and whether the name is certain."""

    value: str
    end: int
    proven: bool


class Values:
    """Questions about the values of a row."""

    def __init__(self, row: Row) -> None:
        self.row = row

    def at(self, at: int) -> Found | None:
        """The named value that begins at token `at`, or None."""
        row = self.row
        if at >= row.size or not row.tags[at] & _NAMES:
            return None
        if row.tags[at] & lx.NOT:
            zero = row.past(at + 1, lx.FILLER)
            is_zero = zero < row.size and row.tokens[zero].value == "0" and row.tags[zero] & lx.VALUE
            return Found("nonzero", zero + 1, True) if is_zero else None
        return self._special(at) or self._plain(at)

    def _special(self, at: int) -> Found | None:
        row = self.row
        tags = row.tags[at]
        if tags & lx.OR_MORE and row.has(lx.NUMBER, at + 1, at + 2):
            return Found("described", at + 2, True)
        if tags & lx.STRONG and row.tokens[at].value == "FALSE" and self._underscored(at):
            return Found("S_FALSE", at + 1, True)
        code = row.past(at + 1, lx.FILLER)
        if tags & lx.VALUE and row.tokens[at].value in _CODE_SIGNS and row.has(lx.ERROR_CODE, code, code + 1):
            return Found("error", code + 1, True)  # "a nonzero error code"
        if tags & lx.ERROR_CODE and self._is_alternative(at):
            signed = row.has(lx.VALUE, at + 1, at + 2) and row.tokens[at + 1].value in _CODE_SIGNS
            return Found("error", at + 2 if signed else at + 1, True)
        return None

    def _plain(self, at: int) -> Found | None:
        row = self.row
        token = row.tokens[at]
        after = at + 1
        if not token.tags & lx.STRONG or token.value is None:
            return None
        if row.has(lx.OR_MORE, after, after + 1):
            return Found("described", after + 1, True)
        counts = token.tags & lx.NUMBER and after < row.size and (row.tags[after] & lx.NUMBER or not row.ends(after))
        return None if counts else Found(token.value, after, token.proven)

    def _underscored(self, at: int) -> bool:
        """Whether the underscore of a symbol stands before the value at `at`: ``_ value false`` is ``S_FALSE``.

        It may have strayed to where the clause begins: ``_ if the command exists, return FALSE``.
        """
        row = self.row
        before = at - 1
        while before > 0 and row.tags[before] & lx.FILLER:
            before -= 1
        if before < 0 or row.tags[before] & lx.LOOSE:
            return before >= 0
        stray = next((i for i in range(before, -1, -1) if row.tags[i] & (lx.LOOSE | lx.STRONG)), 0)
        led = stray == 0 or bool(row.tags[stray - 1] & lx.COMMA)
        return bool(row.tags[stray] & lx.LOOSE) and led and row.has(lx.IF | lx.OTHERWISE, stray + 1, stray + 2)

    def _is_alternative(self, at: int) -> bool:
        """Whether an ``or`` or an ``otherwise`` stands beside token `at`, rather than a verb before it."""
        row = self.row
        if row.has(lx.OTHERWISE, at + 1, at + 2):
            return True
        back = row.back(at)
        if back > 0 and row.tags[back] & lx.COMMA:
            back = row.back(back)
        return back >= 0 and bool(row.tags[back] & (lx.OR | lx.OTHERWISE | lx.THEN)) and row.ends(at + 1)

    def error_at(self, at: int) -> Found | None:
        """An error code without a name at token `at`, whatever leads to it."""
        return Found("error", at + 1, True) if self.row.has(lx.ERROR_CODE, at, at + 1) else None

    def rows_at(self, at: int) -> int:
        """The index after ``one of the following values`` where that begins at token `at`, else 0."""
        row = self.row
        end = row.find(_ENDS_ROWS, at)
        return end if row.find(lx.FOLLOWING, at, min(end, at + _ROWS_REACH)) < row.size else 0

    def alternative(self, at: int) -> tuple[int, bool] | None:
        """Where a described alternative after the ``or`` at `at` ends, and whether it is an error code.

        Only the rows of a table and an error code at the end of a sentence are taken for one.
        """
        row = self.row
        rows = self.rows_at(at + 1)
        if rows:
            return rows, False
        code = row.find(lx.ERROR_CODE, at + 1, min(row.size, at + NEAR))
        end = row.find(lx.OTHERWISE, at + 1)
        if code < row.size and end - code <= NEAR and not row.has(_NO_ERROR_CODE, at + 1, end):
            return end, True
        return None

    def ends(self, at: int) -> bool:
        """Whether a value word before token `at` is all that is said of a value."""
        row = self.row
        following = row.past(at, lx.COMMA | lx.LOOSE)
        return following >= row.size or bool(row.tags[following] & _ENDS_VALUE)

    def phrase_end(self, at: int) -> int:
        """Where the description that begins at `at` ends: at a condition, an otherwise, another value."""
        row = self.row
        while at < row.size:
            tags = row.tags[at]
            if not tags & _MAY_END:
                at += 1
                continue
            remark = self.remark_end(at)
            if remark:
                at = remark
                continue
            another = tags & (lx.OR | lx.COMMA) and (self._follows(at) or (tags & lx.OR and self.alternative(at)))
            if another or tags & (lx.OTHERWISE | lx.THEN) or row.is_case(at):
                while at > 0 and row.tags[at - 1] & (lx.COMMA | lx.OPEN):
                    at -= 1
                return at
            at += 1
        return at

    def remark_end(self, at: int) -> int:
        """The index after a remark in parentheses that begins at `at`; 0 where none does, or it is a condition."""
        row = self.row
        if not row.tags[at] & lx.OPEN:
            return 0
        end = row.find(lx.CLOSE, at)
        if end >= row.size:
            return 0
        condition = row.has(lx.OPENER | lx.OTHERWISE, at, end) and not row.has(lx.VERB | lx.NOUN, at, end)
        return 0 if condition else end + 1

    def _follows(self, at: int) -> bool:
        """Whether another value begins after the ``or`` or comma at `at`, which stands in a description."""
        row = self.row
        following = row.past(at + 1, _BEFORE_VALUE | lx.AND)
        if following >= row.size:
            return False
        alternative = bool(row.tags[at] & lx.OR)
        if row.tags[following] & lx.VERB and (alternative or self.at(row.past(following + 1))):
            return True
        found = self.at(following) or (self.error_at(following) if alternative else None)
        return found is not None and (alternative or found.end >= row.size or bool(row.tags[found.end] & ~lx.FILLER))

    def branches(self, at: int) -> bool:
        """Whether another branch begins after the ``or``, ``and`` or comma at `at`, which stands in a condition."""
        row = self.row
        tags = row.tags[at]
        following = row.past(at + 1, _BEFORE_VALUE)
        if following >= row.size:
            return False
        if row.tags[following] & (lx.VERB | lx.IF):
            opens = row.tags[following] & lx.IF or tags & lx.OR
            return bool(opens) or self.at(row.past(following + 1)) is not None
        if tags & lx.OR and self.alternative(at):
            return True
        found = self.at(following)
        after = row.past(found.end, lx.COMMA) if found else 0
        if found and not row.has(lx.MEANS, after, after + 1):
            after = row.past(after, lx.COMMA | lx.FILLER | lx.LOOSE)
        if found is None or after >= row.size:
            return found is not None and not tags & lx.AND
        return row.is_case(after) or bool(row.tags[after] & (lx.PURPOSE | lx.MEANS | lx.OTHERWISE))

    def is_denial(self, at: int, end: int) -> bool:
        """Whether the condition from `at` to `end` is a bare ``if not``, ``if it did not``."""
        row = self.row
        words = lx.IF | lx.FILLER | lx.NOT | lx.COMMA | lx.IT_IS
        bare = bool(row.tags[at] & lx.IF) and row.has(lx.NOT, at, end)
        return bare and all(tags & words and not tags & (lx.STRONG | lx.NOUN | lx.VERB) for tags in row.tags[at:end])
