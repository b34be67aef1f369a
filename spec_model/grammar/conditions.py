"""Conditions in a row of tokens: where they begin and end, and what they are about."""

from spec_model.grammar import lexicon as lx
from spec_model.grammar.cursor import Row
from spec_model.grammar.items import Case, Item
from spec_model.grammar.values import Values


def opens(row: Row, at: int, last: Item | None) -> bool:
    """Whether a condition begins at token `at`, behind the item `last` of its segment."""
    tags = row.tags[at]
    if row.is_case(at):
        return True
    if not tags & (lx.PURPOSE | lx.FOR):
        return False
    if last is None:
        return row.past(0, lx.COMMA | lx.LOOSE) >= at and row.has(lx.VERB | lx.NOUN, at)
    after = row.past(last.tail, lx.COMMA | lx.FILLER | lx.LOOSE)
    return bool(tags & lx.PURPOSE) and last.kind == "value" and last.strong and after == at


def leads_again(values: Values, first: Item, at: int) -> bool:
    """Whether the condition at `at` stands before its value as the `first` did: ``On success A, on error B``."""
    row = values.row
    if not (first.kind == "case" and first.front and row.tags[at - 1] & (lx.COMMA | lx.AND)):
        return False
    verb = row.find(lx.VERB | lx.OTHERWISE, at + 1)
    value = row.past(verb + 1, lx.FILLER | lx.LOOSE)
    return row.has(lx.VERB, verb, verb + 1) and values.at(value) is not None


def front_end(values: Values, at: int) -> int:
    """Where the condition at `at` ends that stands before its value: at ``then``, a verb, or the comma before it."""
    row = values.row
    comma = 0
    verb = row.find(lx.VERB | lx.NOUN, at + 1)
    for i in range(at + 1, row.size):
        tags = row.tags[i]
        if tags & (lx.OTHERWISE | lx.THEN) or (tags & lx.IF and row.tags[i - 1] & lx.OR):
            return i
        if i == verb:
            return comma or i
        if tags & lx.COMMA:
            value = verb >= row.size and values.at(row.past(i + 1, lx.FILLER | lx.LOOSE)) is not None
            if value or row.has(lx.IT_IS | lx.PART, i + 1, i + 3):
                return i
            comma = i
    return row.size


def branch_within(row: Row, at: int, end: int) -> int:
    """Where a symbol breaks off the condition from `at` to `end` that stands before its value; `end` where none does.

    ``A if this is so, or B if not`` comes out as ``if this is so or B, A`` where conditions stand before values.
    """
    split = row.find(lx.OR, at + 1, end)
    value = row.find(lx.SYMBOL, end)
    if value >= row.size or not row.has(lx.SYMBOL, split + 1, split + 2) or row.past(split + 2, lx.COMMA) < end:
        return end
    prefixes = {(row.tokens[i].value or "").partition("_")[0] for i in (split + 1, value)}
    return split if len(prefixes) == 1 and event(row, at, split) == "condition" else end


def trailing_end(values: Values, at: int) -> tuple[int, int]:
    """Where the condition at `at` ends that stands after its value.

    The second number is where the next branch ends whose value is only told from the condition by the
    ``otherwise`` after it (``... or the old one otherwise``); 0 where there is none.
    """
    row = values.row
    for i in range(at + 1, row.size):
        tags = row.tags[i]
        if tags & lx.OTHERWISE:
            start = _last_or(row, at, i)
            return start, (i if start < i and row.past(start + 1, lx.FILLER | lx.COMMA) < i else 0)
        if tags & (lx.OR | lx.COMMA | lx.AND) and values.branches(i):
            return i, 0
        if tags & (lx.THEN | lx.CLOSE) or (tags & lx.IF and row.tags[i - 1] & lx.COMMA):
            return i, 0
    return row.size, 0


def _last_or(row: Row, at: int, otherwise: int) -> int:
    return next((i for i in range(otherwise - 1, at, -1) if row.tags[i] & lx.OR), otherwise)


def event(row: Row, start: int, end: int, *, purpose: bool = False, handled: bool = False) -> Case:
    """What the condition from `start` to `end` is about; processing does not count in a purpose.

    `handled` is true after a condition about processing, so that the message can be a mere ``it``.
    """
    end = min(end, row.find(lx.CONCESSION, start))
    process = row.find(lx.PROCESS, start, end)
    named = row.has(lx.MESSAGE, start, end) or (handled and all(row.tags[start:end]))
    if process < end and not purpose and named:
        negated = row.negated(process, start) or row.tags[process] & lx.NOT
        return "not_processed" if negated else "processed"
    first = row.find(lx.SUCCESS | lx.FAILURE | lx.ERROR, start, end)
    if first >= end:
        return "condition"
    part = range(first, min(end, row.find(lx.COMMA | lx.OR, first)))
    if any(row.tags[i] & (lx.FAILURE | lx.ERROR) and not _denied(row, i, start) for i in part):
        return "failure"
    good = bool(row.tags[first] & lx.SUCCESS)
    return "success" if good != _denied(row, first, start) else "failure"


def _denied(row: Row, at: int, start: int) -> bool:
    """Whether the event at `at` is negated: ``no error``, ``an error does not``."""
    after = bool(row.tags[at] & lx.ERROR) and row.has(lx.NOT, at + 1, at + 2)
    return after or row.negated(at, start)
