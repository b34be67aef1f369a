"""Sentences about return values become clauses: a value, and the condition under which it comes back."""

from collections.abc import Sequence
from spec_model.grammar import lexicon as lx
from spec_model.grammar.cursor import Row
from spec_model.grammar.items import Case, Clause, Item, Reading
from spec_model.grammar.pairing import pair
from spec_model.grammar.tokens import Token


_NEAR = 5  # tokens that a subject may have


def read_paragraph(tokens: Sequence[Token], *, before: bool) -> Reading:
    """What the sentences of `tokens` say; `before` is true where conditions stand before values."""
    clauses: list[Clause] = []
    none = ignored = False
    unread: list[tuple[int, int]] = []
    read = 0
    opening: tuple[int, int] | None = None
    first = True
    for segment in _segments(tokens):
        parser = _Segment(Row(segment), before=before)
        parser.parse()
        extent = (segment[0].start, segment[-1].end)
        clauses += parser.clauses()
        none = none or parser.none
        ignored = ignored or parser.ignored
        if parser.understood:
            read += extent[1] - extent[0]
        elif parser.row.has(lx.VERB | lx.NOUN | lx.VALUE | lx.SYMBOL):
            unread.append(extent)
        elif first and not parser.aside:
            opening = extent
        first = False
    return Reading(tuple(clauses), none, ignored, read, tuple(unread), opening)


def first_event(tokens: Sequence[Token], *, whole: bool = False) -> Case:
    """Whether the description of a code begins by calling it the success or a failure.

    What stands under a condition counts with `whole` only.
    """
    segment = next(iter(_segments(tokens)), [])
    row = Row(segment)
    end = row.size if whole else row.find(lx.COMMA | lx.IF, 0)
    return _Segment(Row(segment[:end]), before=False).event(0, end, purpose=True)


def _segments(tokens: Sequence[Token]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for index, token in enumerate(tokens):
        if token.tags & lx.COLON and index + 1 < len(tokens) and tokens[index + 1].tags & lx.SYMBOL:
            continue  # "the return value can be: E_FAIL"
        if token.tags & (lx.STOP | lx.BREAK | lx.COLON):
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


class _Segment:
    """Reads one segment from left to right into values and conditions."""

    def __init__(self, row: Row, *, before: bool) -> None:
        self.row = row
        self.before = before
        self.items: list[Item] = []
        self.none = False
        self.ignored = False
        self.aside = False
        self.understood = False
        self.skip = False
        self.pending: tuple[int, int] | None = None

    # -- reading ------------------------------------------------------------------------------------------

    def parse(self) -> None:
        row = self.row
        first = row.past(0, lx.FILLER | lx.COMMA | lx.AND | lx.LOOSE)
        if row.has(lx.ASIDE, first, first + 1) or (row.has(lx.ASIDE) and not row.has(lx.STRONG | lx.IF)):
            self.aside = self.understood = True
            return
        if row.size <= 2 and row.tags[0] & lx.NOT and not row.has(~(lx.NOT | lx.FILLER | lx.VALUE_WORD)):
            self.none = self.understood = True
            return
        if self._is_ignored():
            self.ignored = self.understood = True
            return
        if self._announces():
            self._describe(0, row.size)
            self.items[0].errors = row.has(lx.ERROR | lx.ERROR_CODE)
        else:
            self._participle()
            self._walk()
        self.understood = self.none or self.ignored or self.skip or any(item.value for item in self.items)

    def _announces(self) -> bool:
        """Whether the segment announces rows without a verb: ``One of the following values``."""
        row = self.row
        if not row.has(lx.FOLLOWING) or row.has(lx.VERB | lx.NOUN | lx.TYPE):
            return False
        return row.has(lx.ERROR_CODE) or all(tags for tags in row.tags)

    def _is_ignored(self) -> bool:
        row = self.row
        if row.has(lx.IF | lx.STRONG & ~lx.NUMBER):
            return False
        plain = row.has(lx.IGNORED | lx.UNUSED)
        at = row.find(lx.USED | lx.MEANING, 0)
        negated = at < row.size and (row.negated(at) or row.has(lx.NOT, at, at + 3))
        if not (plain or negated):
            return False
        known = sum(1 for tags in row.tags if tags)
        named = row.has(lx.NOUN | lx.THIS_VALUE) or (row.has(lx.VALUE_WORD) and row.has(lx.VERB))
        return named or (row.size <= 4 and row.size - known <= 1)

    def _participle(self) -> None:
        """``The application processing this message returns ...``: a condition without an opener."""
        row = self.row
        verb = row.find(lx.VERB | lx.NOUN, 0)
        process = row.find(lx.PROCESS, 0, verb)
        opener = row.find(lx.OPENER | lx.PURPOSE | lx.FOR, 0)
        if process < min(verb, row.size) and opener > process and row.has(lx.MESSAGE, 0, verb):
            item = self._add_case(process, verb, "not_processed" if row.negated(process) else "processed")
            item.front = item.stated = True

    def _walk(self) -> None:
        row = self.row
        at = 0
        ready = True
        while at < row.size:
            tags = row.tags[at]
            if self.pending and at <= self.pending[0] and tags & lx.OR:
                start, at = self.pending
                self.pending = None
                if self._value_at(start):
                    self._add_value(start)
                else:
                    self._describe(start, at, error=row.has(lx.ERROR, start, at))
            elif tags & lx.OPEN and self._remark_end(at):
                at = self._remark_end(at)
            elif tags & lx.ASIDE and ready and self.items:
                self.skip = True
                return
            elif tags & lx.OTHERWISE:
                self.items.append(Item("otherwise", at, at + 1))
                at, ready = at + 1, True
            elif tags & lx.MEANS and self.items and self.items[-1].kind == "value" and self.items[-1].strong:
                at = self._meaning(at)
            elif self._opens(at):
                at, ready = self._condition(at), True
            elif tags & (lx.VERB | lx.NOUN) or (tags & lx.IT_IS and ready):
                at, ready = self._returned(at, ready=ready), True
            elif tags & lx.OR and self.items and (alternative := self._alternative(at)):
                end, error = alternative
                self._describe(at + 1, end, error=error)
                at = end
            elif ready and self._value_at(at) is not None:
                at = self._add_value(at)
            elif tags & (lx.OR | lx.THEN | lx.COMMA | lx.CLOSE):
                ready = ready or bool(tags & (lx.OR | lx.THEN)) and not self._only_words(at)
                at += 1
            else:
                ready = ready and bool(tags & (lx.FILLER | lx.AND | lx.LOOSE | lx.NEUTRAL | lx.NOT | lx.ERROR_CODE))
                at += 1

    def _only_words(self, at: int) -> bool:
        return not any(item.kind == "value" for item in self.items) and not self.row.tags[at] & lx.THEN

    # -- values -------------------------------------------------------------------------------------------

    def _value_at(self, at: int) -> tuple[str, int, bool] | None:
        """The strong value that stands at token `at`: its name, the index after it, and whether it is certain."""
        row = self.row
        if at >= row.size:
            return None
        token = row.tokens[at]
        tags = token.tags
        if tags & lx.NOT:
            zero = row.past(at + 1, lx.FILLER)
            if zero < row.size and row.tokens[zero].value == "0" and row.tags[zero] & lx.VALUE:
                return "nonzero", zero + 1, True
            return None
        if tags & lx.OR_MORE and at + 1 < row.size and row.tags[at + 1] & lx.NUMBER:
            return "described", at + 2, True
        if token.value == "FALSE" and tags & lx.VALUE and self._underscored(at):
            return "S_FALSE", at + 1, True
        if tags & lx.ERROR_CODE and self._after_value(at):
            return "error", at + 1, True
        if not tags & lx.STRONG or token.value is None:
            return None
        after = at + 1
        if after < row.size and row.tags[after] & lx.OR_MORE:
            return "described", after + 1, True
        if tags & lx.NUMBER and after < row.size and (row.tags[after] & lx.NUMBER or not row.ends(after)):
            return None
        return token.value, after, token.proven

    def _underscored(self, at: int) -> bool:
        """Whether the underscore of a symbol stands before the value at `at`: ``_ value false`` is ``S_FALSE``."""
        tags = self.row.tags
        at -= 1
        while at > 0 and tags[at] & lx.FILLER:
            at -= 1
        return at >= 0 and bool(tags[at] & lx.LOOSE)

    def _after_value(self, at: int) -> bool:
        """Whether an alternative or an otherwise leads to token `at`, rather than a verb."""
        back = self.row.back(at)
        if back > 0 and self.row.tags[back] & lx.COMMA:
            back = self.row.back(back)
        led = back >= 0 and bool(self.row.tags[back] & (lx.OR | lx.OTHERWISE | lx.THEN))
        return led and self.row.ends(at + 1)

    def _add_value(self, at: int) -> int:
        found = self._value_at(at)
        assert found is not None
        item = Item("value", at, found[1])
        item.value, item.proven = found[0], found[2]
        item.strong = True
        self.items.append(item)
        row = self.row
        end = found[1]
        if (
            end + 2 < row.size
            and row.tags[end] & lx.OPEN
            and row.tags[end + 1] & lx.STRONG
            and row.tags[end + 2] & lx.CLOSE
        ):
            item.tail = end + 3  # LB_ERR (-1)
        return item.tail

    def _returned(self, at: int, *, ready: bool) -> int:
        """Read what is returned by the verb or noun at `at`."""
        row = self.row
        pronoun = not row.tags[at] & (lx.VERB | lx.NOUN)
        after = at + 1
        if pronoun and row.has(lx.VERB | lx.NOUN, row.past(after), row.past(after) + 1):
            return row.past(after)
        if row.has(lx.ALSO, max(0, at - 3), at + 2):
            self.skip = True
            return row.size
        if row.negated(at):
            return self._nothing(at)
        foreign = next((i for i in range(at - 1, max(-1, at - 5), -1) if row.tags[i] & (lx.FOREIGN | lx.COMMA | lx.AND)), -1)
        if foreign >= 0 and row.tags[foreign] & lx.FOREIGN and not pronoun:
            self.skip = True
            return row.size
        value = row.past(after, lx.FILLER | lx.LOOSE | lx.IT_IS | lx.NEUTRAL)
        rows = self._rows_at(row.past(value, lx.FILLER | lx.NUMBER | lx.OR | lx.VALUE_WORD))
        if rows:
            self._describe(value, rows)
            return rows
        if self._value_at(value) is not None:
            return self._add_value(value)
        if row.tags[at] & lx.NOUN and self._disregarded(value):
            self.ignored = self.skip = True
            return row.size
        if value < row.size and row.tags[value] & lx.NOT:
            return self._nothing(value)
        end = value if value < row.size and row.tags[value] & (lx.COMMA | lx.CLOSE) else self._phrase_end(value)
        if row.has(lx.ABOVE, value, end):
            self.skip = True
            return end
        if end == value and row.has(lx.VALUE_WORD, after, value) and not self._ends_value(value):
            value, end = after, self._phrase_end(value + 1)  # "a number, which ..."
        if end == value:
            return self._passive(at, after)
        follows = row.has(lx.FOLLOWING, after, end)
        last = self.items[-1] if self.items else None
        if pronoun and row.has(lx.VERB | lx.NOUN, value, end):
            return after
        if pronoun and not (follows or last):
            self.skip = True  # more about a value, not another one
            return row.size
        if last is not None and last.kind == "otherwise" and at - last.end > _NEAR:
            return end  # what something else does otherwise
        self._describe(value, end)
        return end

    def _ends_value(self, at: int) -> bool:
        row = self.row
        following = row.past(at, lx.COMMA | lx.LOOSE)
        stops = lx.IF | lx.CASE | lx.PURPOSE | lx.OTHERWISE | lx.OR | lx.AND | lx.THEN | lx.OPEN | lx.CLOSE
        return following >= row.size or bool(row.tags[following] & stops)

    def _disregarded(self, at: int) -> bool:
        """Whether ``ignored`` or ``not used`` stands at token `at`."""
        row = self.row
        if at >= row.size:
            return False
        negated = row.tags[at] & lx.NOT and row.has(lx.USED | lx.MEANING, at, row.past(at + 1) + 1)
        return bool(row.tags[at] & (lx.IGNORED | lx.UNUSED) or negated)

    def _nothing(self, at: int) -> int:
        row = self.row
        meaning = row.past(at + 1, lx.FILLER | lx.NOT)
        if row.has(lx.MEANING, meaning, meaning + 1):
            self.ignored = True
            return row.size
        end = row.past(at + 1, lx.FILLER | lx.NOT | lx.VALUE_WORD | lx.LOOSE)
        valued = row.has(lx.VALUE_WORD | lx.NOUN, at, end) or end == row.size
        if valued and (end >= row.size or row.tags[end] & (lx.COMMA | lx.CLOSE)):
            self.none = True
        return max(end, at + 1)

    def _passive(self, at: int, after: int) -> int:
        """``... is returned``: the value stands before the verb."""
        row = self.row
        start = row.past(self.items[-1].tail if self.items else 0, lx.COMMA | lx.THEN | lx.LOOSE)
        back = row.back(at, start)
        if back >= start and row.tags[at] & lx.VERB:
            found = self._value_at(back)
            first = row.past(start, lx.FILLER | lx.COMMA | lx.THEN | lx.LOOSE)
            if found is not None and found[1] == back + 1 and first == back:
                self._add_value(back)
            elif not row.has(lx.AND | lx.OR | lx.COMMA, start, back) and self._phrase_end(start) >= back:
                self._describe(row.past(start, lx.FILLER | lx.COMMA | lx.THEN), back + 1)
        if self.items and self.items[-1].kind == "case":
            self.items.append(Item("value", at, after))  # a value that was lost still takes its condition
        return after

    def _describe(self, start: int, end: int, *, error: bool = False) -> None:
        row = self.row
        if start >= end:
            return
        item = Item("value", start, end)
        self.items.append(item)
        item.value = "described"
        if row.has(lx.FOLLOWING, start, end):
            item.value = "rows"
            item.errors = row.has(lx.ERROR | lx.ERROR_CODE | lx.FAILURE, start, end)
        elif error or row.has(lx.ERROR_CODE, start, min(end, start + 6)):
            item.value, item.strong = "error", True
        else:
            self._settle_relative(item)

    def _settle_relative(self, item: Item) -> None:
        """``a BOOL that is TRUE if ...``: the description ends with the value itself."""
        row = self.row
        last = item.end - 1
        if row.tags[last] & lx.CLOSE:
            last = max(range(item.start, last), key=lambda i: bool(row.tags[i] & lx.OPEN)) - 1
        if last <= item.start or not row.tags[last] & lx.VALUE or not row.tags[last - 1] & lx.FILLER:
            return
        found = self._value_at(last)
        if found and item.end < row.size and row.tags[item.end] & (lx.IF | lx.OTHERWISE | lx.OR | lx.OPEN):
            item.value, item.strong, item.start, item.end = found[0], True, last, last + 1
            item.tail = item.end

    def _phrase_end(self, at: int) -> int:
        """Where the description that begins at `at` ends: at a condition, an otherwise, another value."""
        row = self.row
        while at < row.size:
            tags = row.tags[at]
            if tags & lx.OPEN and self._remark_end(at):
                at = self._remark_end(at)
                continue
            if tags & (lx.OTHERWISE | lx.THEN) or row.is_case(at):
                return self._trim(at)
            if tags & lx.OR and self._alternative(at):
                return self._trim(at)
            if tags & (lx.OR | lx.COMMA) and self._next_value(at):
                return self._trim(at)
            at += 1
        return at

    def _remark_end(self, at: int) -> int:
        """The index after a remark in parentheses that begins at `at`; 0 where it may be a condition."""
        row = self.row
        end = row.find(lx.CLOSE, at)
        remark = end < row.size and (row.has(lx.VERB | lx.NOUN, at, end) or not row.has(lx.OPENER | lx.OTHERWISE, at, end))
        return end + 1 if remark else 0

    def _rows_at(self, at: int) -> int:
        """The index after ``one of the following values`` where that begins at token `at`, else 0."""
        row = self.row
        stops = lx.IF | lx.PURPOSE | lx.VERB | lx.NOUN | lx.OTHERWISE | lx.OR | lx.COMMA | lx.OPEN | lx.VALUE | lx.SYMBOL
        end = row.find(stops, at)
        follows = row.find(lx.FOLLOWING, at, min(end, at + 8))
        return end if follows < row.size else 0

    def _alternative(self, at: int) -> tuple[int, bool] | None:
        """Where a described alternative after the ``or`` at `at` ends, and whether it is an error code.

        Only the rows of a table and an error code at the end of a sentence are taken for one.
        """
        row = self.row
        rows = self._rows_at(at + 1)
        if rows:
            return rows, False
        code = row.find(lx.ERROR_CODE, at + 1, min(row.size, at + _NEAR))
        end = row.find(lx.OTHERWISE, at)
        between = lx.IF | lx.VERB | lx.NOUN | lx.STRONG | lx.COMMA | lx.NOT
        if code < row.size and end - code <= _NEAR and not row.has(between, at + 1, end):
            return end, True
        return None

    def _trim(self, at: int) -> int:
        while at > 0 and self.row.tags[at - 1] & (lx.COMMA | lx.OPEN):
            at -= 1
        return at

    def _next_value(self, at: int) -> bool:
        """Whether another value begins after the ``or`` or comma at `at`."""
        row = self.row
        following = row.past(at + 1, lx.FILLER | lx.COMMA | lx.LOOSE | lx.OR | lx.AND | lx.IT_IS)
        if following >= row.size:
            return False
        if row.tags[following] & lx.VERB and (row.tags[at] & lx.OR or self._value_at(row.past(following + 1))):
            return True
        found = self._value_at(following)
        if found is None and row.tags[at] & lx.OR and row.tags[following] & lx.ERROR_CODE:
            found = ("error", following + 1, True)
        if found is None:
            return False
        after = found[1]
        return after >= row.size or bool(row.tags[after] & ~lx.FILLER) or row.tags[at] & lx.OR != 0

    # -- conditions ---------------------------------------------------------------------------------------

    def _opens(self, at: int) -> bool:
        row = self.row
        tags = row.tags[at]
        if not tags & (lx.OPENER | lx.PURPOSE | lx.FOR):
            return False
        if row.is_case(at):
            return True
        if not tags & (lx.PURPOSE | lx.FOR):
            return False
        if self.items:
            last = self.items[-1]
            return (
                bool(tags & lx.PURPOSE) and last.kind == "value" and last.strong and row.past(last.tail, lx.COMMA | lx.FILLER | lx.LOOSE) == at
            )
        return row.past(0, lx.COMMA | lx.LOOSE) >= at and row.has(lx.VERB | lx.NOUN, at)

    def _condition(self, at: int) -> int:
        row = self.row
        values = any(item.kind == "value" for item in self.items)
        if row.tags[at] & lx.COMPLETE:
            self._add_case(at, at + 1, self.event(at, at + 1)).stated = True
            return at + 1
        if values and not self.before:
            end = self._trailing_end(at)
        elif values and row.tags[at] & (lx.PURPOSE | lx.CASE) and not row.tags[at] & lx.IF:
            end = self._trailing_end(at)
        else:
            inverse = self._inverse(at)
            if inverse:
                return inverse
            end = self._front_end(at)
        purpose = not row.is_case(at)
        if self._is_denial(at, end):
            self.items.append(Item("otherwise", at, end))
            return end
        item = self._add_case(at, end, self.event(at, end, purpose=purpose))
        item.stated = not purpose
        item.front = not values
        item.joined = (
            at > 0 and bool(row.tags[at - 1] & lx.OR) and len(self.items) > 1 and self.items[-2].kind == "case"
        )
        return end

    def _is_denial(self, at: int, end: int | None = None) -> bool:
        """Whether the condition at `at` is a bare ``if not``, ``if it did not``."""
        row = self.row
        end = row.size if end is None else end
        words = lx.IF | lx.FILLER | lx.NOT | lx.COMMA | lx.IT_IS
        bare = bool(row.tags[at] & lx.IF) and row.has(lx.NOT, at, end)
        return bare and all(tags & words and not tags & (lx.STRONG | lx.NOUN | lx.VERB) for tags in row.tags[at:end])

    def _add_case(self, start: int, end: int, case: Case) -> Item:
        item = Item("case", start, end)
        item.case = case
        self.items.append(item)
        return item

    def _meaning(self, at: int) -> int:
        """``-1 or -2 indicates ...``: the values just read come back where what follows is so."""
        case = self.event(at, self.row.size, purpose=True)
        end = self._trailing_end(at)
        for item in reversed(self.items):
            if item.kind != "value" or not item.strong:
                break
            item.case = item.case or case
        return end

    def _front_end(self, at: int) -> int:
        row = self.row
        comma = -1
        verb = row.find(lx.VERB | lx.NOUN, at + 1)
        for i in range(at + 1, row.size):
            tags = row.tags[i]
            if tags & (lx.OTHERWISE | lx.THEN):
                return i
            if tags & (lx.VERB | lx.NOUN):
                return comma if comma > 0 else i
            if tags & lx.COMMA:
                after = row.past(i + 1, lx.FILLER | lx.LOOSE)
                pronoun = row.find(lx.IT_IS, i + 1, i + 3) < row.size
                if pronoun or (verb >= row.size and self._value_at(after) is not None):
                    return i
                comma = i
            if tags & lx.IF and i > at + 1 and row.tags[i - 1] & lx.OR:
                return i
        return row.size

    def _trailing_end(self, at: int) -> int:
        row = self.row
        for i in range(at + 1, row.size):
            tags = row.tags[i]
            if tags & lx.OTHERWISE:
                return self._before_otherwise(at, i)
            if tags & (lx.OR | lx.COMMA | lx.AND):
                following = row.past(i + 1, lx.FILLER | lx.COMMA | lx.OR)
                if following < row.size and row.tags[following] & lx.IF:
                    return i
                if self._starts_value(i) or (tags & lx.OR and self._alternative(i)):
                    return i
            if tags & (lx.THEN | lx.CLOSE) or (tags & lx.IF and row.tags[i - 1] & lx.COMMA):
                return i
        return row.size

    def _starts_value(self, at: int) -> bool:
        """Whether another branch begins after the ``or``, ``and`` or comma at `at`, within a condition."""
        row = self.row
        following = row.past(at + 1, lx.FILLER | lx.COMMA | lx.LOOSE | lx.OR | lx.IT_IS)
        if following >= row.size:
            return False
        if row.tags[following] & lx.VERB:
            return bool(row.tags[at] & lx.OR) or self._value_at(row.past(following + 1)) is not None
        found = self._value_at(following)
        if found is None:
            return False
        after = row.past(found[1], lx.COMMA)
        if row.tags[at] & lx.AND:
            return after < row.size and bool(row.tags[after] & (lx.OTHERWISE | lx.MEANS) or self._is_denial(after))
        return after >= row.size or self._opens_after(after) or bool(row.tags[after] & lx.OTHERWISE)

    def _opens_after(self, at: int) -> bool:
        return self.row.is_case(at) or bool(self.row.tags[at] & (lx.PURPOSE | lx.MEANS))

    def _before_otherwise(self, at: int, otherwise: int) -> int:
        """``... or B otherwise``: B begins after the last ``or``, whatever it is."""
        row = self.row
        for i in range(otherwise - 1, at, -1):
            if row.tags[i] & lx.OR:
                if row.past(i + 1, lx.FILLER | lx.COMMA) >= otherwise:
                    return i
                start = row.past(i + 1, lx.FILLER | lx.COMMA | lx.LOOSE)
                self.pending = (start, otherwise)
                return i
        return otherwise

    def _inverse(self, at: int) -> int:
        """``If the return value is zero, ...``: the condition holds the value, the sentence its effect."""
        row = self.row
        ret = row.find(lx.VERB | lx.NOUN | lx.THIS_VALUE | lx.COMMA | lx.THEN, at + 1)
        if ret >= row.size or not row.tags[ret] & (lx.VERB | lx.NOUN | lx.THIS_VALUE):
            return 0
        if not row.tags[at] & lx.IF or row.has(lx.SUCCESS | lx.FAILURE | lx.ERROR, at, ret):
            return 0
        named = bool(row.tags[ret] & (lx.NOUN | lx.THIS_VALUE)) and row.past(at + 1, lx.FILLER | lx.LOOSE) == ret
        value = row.past(ret + 1, lx.FILLER | lx.LOOSE | lx.IT_IS | lx.VALUE_WORD)
        if row.has(lx.OTHER, at, ret):
            self.skip = True
            return row.size
        if value < row.size and row.tags[value] & lx.OTHER:
            value = row.past(value + 1)
            if self._error_at(value) is None and self._value_at(value) is None:
                self.skip = True
                return row.size
        found = self._value_at(value) or self._error_at(value)
        if found is None or row.negated(ret, at):
            return 0
        after = row.past(found[1], lx.COMMA | lx.FILLER)
        if not named and (after >= row.size or after == found[1] or self._branches(after)):
            return 0
        item = Item("value", value, found[1])
        item.value, item.proven, item.strong = found[0], found[2], True
        item.case = self.event(after, row.size, purpose=True) if after < row.size else "condition"
        item.stated = item.effect = True
        self.items.append(item)
        return row.size

    def _error_at(self, at: int) -> tuple[str, int, bool] | None:
        return ("error", at + 1, True) if at < self.row.size and self.row.tags[at] & lx.ERROR_CODE else None

    def _branches(self, at: int) -> bool:
        return bool(self.row.tags[at] & (lx.OTHERWISE | lx.OR | lx.OPENER | lx.PURPOSE))

    def event(self, start: int, end: int, *, purpose: bool = False) -> Case:
        """What the condition from `start` to `end` is about."""
        row = self.row
        end = min(end, row.find(lx.CONCESSION, start))
        process = row.find(lx.PROCESS, start, end)
        if process < end and not purpose and row.has(lx.MESSAGE, start, end):
            negated = row.negated(process, start) or row.has(lx.NOT, process, process + 1)
            return "not_processed" if negated else "processed"
        event = row.find(lx.SUCCESS | lx.FAILURE | lx.ERROR, start, end)
        if event >= end:
            return "condition"
        part = range(event, min(end, row.find(lx.COMMA | lx.OR, event)))
        if any(row.tags[i] & (lx.FAILURE | lx.ERROR) and not self._denied(i, start) for i in part):
            return "failure"
        good = bool(row.tags[event] & lx.SUCCESS)
        return "success" if good != self._denied(event, start) else "failure"

    def _denied(self, at: int, start: int) -> bool:
        """Whether the event at `at` is negated: ``no error``, ``an error does not``."""
        row = self.row
        after = bool(row.tags[at] & lx.ERROR) and row.has(lx.NOT, at + 1, at + 2)
        return after or row.negated(at, start)

    # -- clauses ------------------------------------------------------------------------------------------

    def clauses(self) -> list[Clause]:
        """The values of the segment with their conditions."""
        return pair(self.items, self.row.tokens, before=self.before)
