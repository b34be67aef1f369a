"""Conditions on the value itself: ``If the return value is zero, ...``."""

from spec_model.grammar import lexicon as lx
from spec_model.grammar.conditions import event
from spec_model.grammar.items import Item
from spec_model.grammar.values import Found, Values

_SUBJECT = lx.VERB | lx.NOUN | lx.THIS_VALUE


def effect(values: Values, at: int, *, more: bool) -> tuple[bool, Item | None]:
    """Read ``If the return value is zero, ...`` at `at`: the condition holds the value, the sentence its effect.

    `more` is true after a sentence of the kind, so that the value can be a mere ``it``. Whether the condition at
    `at` is one of these comes back, with the value where it is named.
    """
    row = values.row
    ret = row.find(_SUBJECT | lx.COMMA | lx.THEN, at + 1)
    if not row.tags[at] & lx.IF:
        return False, None
    if not row.has(_SUBJECT, ret, ret + 1):
        return _pronoun(values, at) if more and not row.has(_SUBJECT, ret) else (False, None)
    if row.has(lx.SUCCESS | lx.FAILURE | lx.ERROR, at, ret):
        return False, None
    value = row.past(ret + 1, lx.FILLER | lx.LOOSE | lx.IT_IS | lx.VALUE_WORD)
    other = row.has(lx.OTHER, value, value + 1)
    value = row.past(value + 1) if other else value
    found = values.at(value) or values.error_at(value)
    if row.has(lx.OTHER, at, ret) or (other and found is None):
        return True, None
    if found is None or row.negated(ret, at) or not _has_effect(values, at, ret, found):
        return False, None
    return True, _item(values, value, found)


def _pronoun(values: Values, at: int) -> tuple[bool, Item | None]:
    row = values.row
    value = row.past(at + 1, lx.FILLER | lx.LOOSE | lx.IT_IS | lx.VALUE_WORD)
    found = values.at(value)
    if found is None or found.end >= row.size or not row.tags[row.past(found.end)] & (lx.COMMA | lx.THEN):
        return False, None
    return True, _item(values, value, found)


def _item(values: Values, at: int, found: Found) -> Item:
    row = values.row
    after = row.past(found.end, lx.COMMA | lx.FILLER)
    item = Item("value", at, found.end)
    item.value, item.proven, item.strong = found.value, found.proven, True
    item.case = event(row, after, row.size, purpose=True) if after < row.size else "condition"
    item.stated = item.effect = True
    return item


def _has_effect(values: Values, at: int, ret: int, found: Found) -> bool:
    """Whether the condition at `at` is about the value that `ret` returns, not about when it returns it."""
    row = values.row
    if row.tags[ret] & (lx.NOUN | lx.THIS_VALUE) and row.past(at + 1, lx.FILLER | lx.LOOSE) == ret:
        return True
    after = row.past(found.end, lx.COMMA | lx.FILLER)
    branches = lx.OTHERWISE | lx.OR | lx.OPENER | lx.PURPOSE
    return found.end < after < row.size and not row.tags[after] & branches
