"""One segment of a sentence, read from left to right into values and conditions."""

from spec_model.grammar import lexicon as lx
from spec_model.grammar.conditions import branch_within, event, front_end, leads_again, opens, trailing_end
from spec_model.grammar.cursor import Row
from spec_model.grammar.effects import effect
from spec_model.grammar.items import Case, Clause, Item
from spec_model.grammar.pairing import pair
from spec_model.grammar.signs import announces, is_disregarded, is_foreign, is_ignored
from spec_model.grammar.values import NEAR, Found, Values

_KEEPS_READY = lx.FILLER | lx.AND | lx.LOOSE | lx.NEUTRAL | lx.NOT | lx.ERROR_CODE
_FOR_MESSAGE = lx.FILLER | lx.FOR | lx.PURPOSE | lx.CASE | lx.MESSAGE | lx.LOOSE
_ENDS_NOTHING = lx.COMMA | lx.CLOSE
_BEGINS_CONDITION = lx.OPEN | lx.OTHERWISE | lx.MEANS | lx.OPENER | lx.PURPOSE | lx.FOR
_LEADS = lx.FILLER | lx.COMMA | lx.THEN | lx.LOOSE


class Segment:
    """The reading of one segment: `items` in order, or that it says `none` or `ignored`.

    `understood` is false where nothing could be made of it, `aside` true where it is about something else. `after`
    is the segment before it in the paragraph.
    """

    def __init__(self, row: Row, *, before: bool, after: "Segment | None" = None) -> None:
        self.row = row
        self.values = Values(row)
        self.before = before
        self.after = after
        self.items: list[Item] = []
        self.none = False
        self.ignored = False
        self.aside = False
        self.skipped = False
        self.pending: tuple[int, int] | None = None
        self.begun = 0  # up to where it has been read
        self._parse()

    @property
    def understood(self) -> bool:
        """Whether something was made of the segment."""
        said = self.none or self.ignored or self.aside or self.skipped
        return said or any(item.value for item in self.items)

    @property
    def has_effect(self) -> bool:
        """Whether the segment tells what follows from a value."""
        return any(item.effect for item in self.items)

    def clauses(self) -> list[Clause]:
        """The values of the segment with their conditions."""
        return pair(self.items, self.row.tokens, before=self.before)

    def _parse(self) -> None:
        row = self.row
        first = row.past(0, lx.FILLER | lx.COMMA | lx.AND | lx.LOOSE)
        if row.has(lx.ASIDE, first, first + 1) or (row.has(lx.ASIDE) and not row.has(lx.STRONG | lx.IF)):
            self.aside = True
        elif row.size <= 2 and row.tags[0] & lx.NOT and not row.has(~(lx.NOT | lx.FILLER | lx.VALUE_WORD)):
            self.none = True
        elif is_ignored(row):
            self.ignored = True
        elif announces(row):
            self._describe(0, row.size)
            self.items[0].errors = row.has(lx.ERROR | lx.ERROR_CODE)
        else:
            self._participle()
            self._title()
            self._walk()

    def _title(self) -> None:
        """``The new item if successful``: a description without a verb, told by the outcome that follows."""
        row = self.row
        first = row.past(0)
        end = self.values.phrase_end(first)
        if self.after is not None or self.values.at(first) or not first < end < row.size:
            return
        told = row.find(lx.VERB | lx.NOUN | lx.IT_IS | lx.THIS_VALUE | lx.MEANS, 0) >= row.size
        if told and row.is_case(end) and event(row, end, trailing_end(self.values, end)[0]) in ("success", "failure"):
            self._describe(first, end)
            self.begun = end

    def _participle(self) -> None:
        """``The application processing this message returns ...``: a condition without an opener."""
        row = self.row
        verb = row.find(lx.VERB | lx.NOUN, 0)
        process = row.find(lx.PROCESS, 0, verb)
        opener = row.find(lx.OPENER | lx.PURPOSE | lx.FOR, 0)
        if process < min(verb, row.size) and opener > process and row.has(lx.MESSAGE, 0, verb):
            item = self._add_case(process, verb, "not_processed" if row.negated(process) else "processed")
            item.front = item.stated = True

    # -- from token to token ------------------------------------------------------------------------------

    def _walk(self) -> None:
        row = self.row
        at = self.begun
        ready = True  # a value may stand here without a verb
        while at < row.size:
            tags = row.tags[at]
            if not tags:  # an unknown word, as most are
                at, ready = at + 1, False
                continue
            if tags & lx.ASIDE and ready and self.items:
                self.skipped = True
                return
            step = self._condition_step(at) if tags & _BEGINS_CONDITION else 0
            step = step or self._value_step(at, ready=ready)
            if step:
                at, ready = step, True
            elif tags & (lx.OR | lx.THEN | lx.COMMA | lx.CLOSE):
                ready = ready or bool(tags & lx.THEN) or (bool(tags & lx.OR) and self._has_value())
                at += 1
            else:
                ready = ready and bool(tags & _KEEPS_READY)
                at += 1

    def _has_value(self) -> bool:
        return any(item.kind == "value" for item in self.items)

    def _condition_step(self, at: int) -> int:
        """The index after the remark, alternative or condition that begins at `at`; 0 where none does."""
        tags = self.row.tags[at]
        remark = self.values.remark_end(at)
        if remark:
            return remark
        if tags & lx.OTHERWISE:
            self.items.append(Item("otherwise", at, at + 1))
            return self._otherwise(at)
        last = self.items[-1] if self.items else None
        if tags & lx.MEANS and last is not None and last.kind == "value" and last.strong:
            return self._meaning(at)
        return self._condition(at) if opens(self.row, at, last) else 0

    def _otherwise(self, at: int) -> int:
        """Read an error code with words before it after the ``otherwise`` at `at`; the index after what was read."""
        row = self.row
        first = row.past(at + 1, lx.FILLER | lx.COMMA | lx.LOOSE)
        code = self.values.alternative(first - 1)
        if code is None or not code[1] or not (self._has_value() or self.after):
            return at + 1
        self._describe(first, code[0], error=True)
        return code[0]

    def _value_step(self, at: int, *, ready: bool) -> int:
        """The index after the value that begins at `at`; 0 where none does."""
        tags = self.row.tags[at]
        if self.pending and at <= self.pending[0] and tags & lx.OR:
            return self._pending_value(*self.pending)
        if tags & (lx.VERB | lx.NOUN):
            return self._returned(at)
        if tags & lx.PART and ready and self.items and self.items[-1].front:
            self._describe(at, self.row.size)  # "if successful, the low word is set to ..."
            return self.row.size
        if tags & (lx.IT_IS | lx.THIS_VALUE) and ready:
            return self._pronoun(at)
        alternative = self.values.alternative(at) if tags & lx.OR and self.items else None
        if alternative:
            self._describe(at + 1, alternative[0], error=alternative[1])
            return alternative[0]
        found = self.values.at(at) if ready else None
        return self._add_value(at, found) if found else 0

    # -- values -------------------------------------------------------------------------------------------

    def _pending_value(self, start: int, end: int) -> int:
        self.pending = None
        found = self.values.at(start)
        if found:
            return self._add_value(start, found)
        self._describe(start, end, error=self.row.has(lx.ERROR, start, end))
        return end

    def _add_value(self, at: int, found: Found) -> int:
        row = self.row
        item = Item("value", at, found.end)
        item.value, item.proven, item.strong = found.value, found.proven, True
        self.items.append(item)
        end = found.end
        numbered = row.has(lx.OPEN, end, end + 1) and row.has(lx.STRONG, end + 1, end + 2)
        if numbered and row.has(lx.CLOSE, end + 2, end + 3):  # LB_ERR (-1)
            item.tail = end + 3
        return item.tail

    def _returned(self, at: int) -> int:
        """Read what is returned by the verb or noun at `at`; the index after it."""
        row = self.row
        if row.has(lx.ALSO, max(0, at - 3), at + 2) or is_foreign(row, at):
            return self._skip()
        if row.negated(at):
            return self._nothing(at)
        value = row.past(at + 1, lx.FILLER | lx.LOOSE | lx.IT_IS | lx.NEUTRAL)
        if row.tags[at] & lx.NOUN and value > at + 1 and row.has(lx.COMMA, value, value + 1):
            value = row.past(value, _LEADS)  # "the return value holds, in the low word, ..."
        found = self._named(value)
        if found:
            return found
        if row.tags[at] & lx.NOUN and is_disregarded(row, value):
            self.ignored = True
            return row.size
        return self._nothing(value) if row.has(lx.NOT, value, value + 1) else self._described(at, value)

    def _pronoun(self, at: int) -> int:
        """Read what stands after ``it is``, which is a value only where the sentence before named none."""
        row = self.row
        value = row.past(at + 1, lx.FILLER | lx.LOOSE | lx.IT_IS | lx.NEUTRAL)
        if row.has(lx.VERB | lx.NOUN, value, value + 1):
            return value
        found = self._named(value)
        if found or row.has(lx.NOT, value, value + 1):
            return found or self._nothing(value)
        end = self.values.phrase_end(value)
        if row.has(lx.VERB | lx.NOUN, value, end):
            return at + 1
        return self._described(at, value) if self.items or row.has(lx.FOLLOWING, at, end) else self._skip()

    def _named(self, at: int) -> int:
        """Read rows or a named value at `at`; the index after it, 0 where there is none."""
        rows = self.values.rows_at(self.row.past(at, lx.FILLER | lx.NUMBER | lx.OR | lx.VALUE_WORD))
        if rows:
            self._describe(at, rows)
            return rows
        found = self.values.at(at)
        return self._add_value(at, found) if found else 0

    def _described(self, at: int, value: int) -> int:
        """Read the description at `value` of what the verb at `at` returns."""
        row = self.row
        end = value if row.has(lx.COMMA | lx.CLOSE, value, value + 1) else self.values.phrase_end(value)
        if row.has(lx.ABOVE, value, end):
            self.skipped = True
            return end
        if end == value and row.has(lx.VALUE_WORD, at + 1, value) and not self.values.ends(value):
            value, end = at + 1, self.values.phrase_end(value + 1)  # "a number, which ..."
        if end == value:
            return self._passive(at)
        last = self.items[-1] if self.items else None
        if last is None or last.kind != "otherwise" or at - last.end <= NEAR:  # else what something else does
            self._describe(value, end)
        return end

    def _skip(self) -> int:
        self.skipped = True
        return self.row.size

    def _nothing(self, at: int) -> int:
        """Read what a negated verb or noun at `at` does not return."""
        row = self.row
        meaning = row.past(at + 1, lx.FILLER | lx.NOT)
        if row.has(lx.MEANING, meaning, meaning + 1):
            self.ignored = True
            return row.size
        end = row.past(at + 1, lx.FILLER | lx.NOT | lx.VALUE_WORD | lx.LOOSE)
        whole = row.past(end, _FOR_MESSAGE) >= row.size
        valued = row.has(lx.VALUE_WORD | lx.NOUN, at, end) and bool(row.tags[min(end, row.size - 1)] & _ENDS_NOTHING)
        self.none = self.none or whole or valued
        return max(end, at + 1)

    def _passive(self, at: int) -> int:
        """``... is returned``: the value stands before the verb."""
        row = self.row
        start = row.past(self.items[-1].tail if self.items else 0, lx.COMMA | lx.THEN | lx.LOOSE)
        first = row.past(start, _LEADS)
        back = row.back(at, start)
        if back >= start and row.tags[at] & lx.VERB:
            found = self.values.at(back)
            if found is not None and found.end == back + 1 and first == back:
                self._add_value(back, found)
            elif not row.has(lx.AND | lx.OR | lx.COMMA, start, back) and self.values.phrase_end(start) >= back:
                self._describe(first, back + 1)
        if self.items and self.items[-1].kind == "case":
            self.items.append(Item("value", at, at + 1))  # a value that was lost still takes its condition
        return at + 1

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
        elif error or row.has(lx.ERROR_CODE, start, min(end, start + NEAR + 1)):
            item.value, item.strong = "error", True
        else:
            self._settle_relative(item)

    def _settle_relative(self, item: Item) -> None:
        """``a BOOL that is TRUE if ...``: the description ends with the value itself."""
        row = self.row
        last = item.end - 1
        if row.tags[last] & lx.CLOSE:
            last = next((i for i in range(last, item.start, -1) if row.tags[i] & lx.OPEN), item.start) - 1
        if last <= item.start or not row.tags[last] & lx.STRONG or not row.tags[last - 1] & (lx.FILLER | lx.IT_IS):
            return
        found = self.values.at(last)
        after = row.past(item.end, lx.COMMA)
        if found and row.has(lx.IF | lx.OTHERWISE | lx.OR | lx.OPEN, after, after + 1):
            item.value, item.strong, item.start, item.end = found.value, True, last, last + 1
            item.tail = item.end

    # -- conditions ---------------------------------------------------------------------------------------

    def _condition(self, at: int) -> int:
        """Read the condition that begins at `at`; the index after it."""
        row = self.row
        tags = row.tags[at]
        valued = self._has_value()
        pending = 0
        if tags & lx.COMPLETE:
            end = at + 1
        elif valued and leads_again(self.values, self.items[0], at):
            end, valued = front_end(self.values, at), False
        elif valued and (not self.before or (tags & (lx.PURPOSE | lx.CASE) and not tags & lx.IF)):
            end, pending = trailing_end(self.values, at)
        elif self._inverse(at):
            return row.size
        else:
            end = front_end(self.values, at)
            end = branch_within(row, at, end) if self.before else end
        if pending:
            self.pending = row.past(end + 1, lx.FILLER | lx.COMMA | lx.LOOSE), pending
        if self.values.is_denial(at, end):
            self.items.append(Item("otherwise", at, end))
            return end
        joined = at > 0 and bool(row.tags[at - 1] & lx.OR) and bool(self.items) and self.items[-1].kind == "case"
        purpose = not row.is_case(at)
        item = self._add_case(at, end, event(row, at, end, purpose=purpose, handled=self._is_about_processing()))
        item.stated, item.front, item.joined = not purpose, not valued, joined
        return end

    def _is_about_processing(self) -> bool:
        """Whether the condition before is about whether the message is processed."""
        items = [*(self.after.items if self.after else ()), *self.items]
        return any(item.case in ("processed", "not_processed") for item in items)

    def _add_case(self, start: int, end: int, case: Case) -> Item:
        item = Item("case", start, end)
        item.case = case
        self.items.append(item)
        return item

    def _meaning(self, at: int) -> int:
        """``-1 or -2 indicates ...``: the values just read come back where what follows is so."""
        end, pending = trailing_end(self.values, at)
        case = event(self.row, at, end, purpose=True)
        for item in reversed(self.items):
            if item.kind != "value" or not item.strong:
                break
            item.case = item.case or case
        if pending:
            self.pending = self.row.past(end + 1, lx.FILLER | lx.COMMA | lx.LOOSE), pending
        return end

    def _inverse(self, at: int) -> bool:
        """Read a condition on the value itself, of which the sentence tells the effect."""
        found, item = effect(self.values, at, more=self.after is not None and self.after.has_effect)
        if item is not None:
            self.items.append(item)
        self.skipped = self.skipped or (found and item is None)
        return found
