"""What the words of a segment tell of it, and of its verb, before it is read."""

from spec_model.grammar import lexicon as lx
from spec_model.grammar.cursor import Row
from spec_model.grammar.values import NEAR


def announces(row: Row) -> bool:
    """Whether the segment announces rows without a verb: ``One of the following values``."""
    if not row.has(lx.FOLLOWING) or row.has(lx.VERB | lx.NOUN | lx.TYPE):
        return False
    return row.has(lx.ERROR_CODE) or all(row.tags)


def is_ignored(row: Row) -> bool:
    """Whether the segment says that nobody uses the value that is returned."""
    if row.has(lx.IF | lx.VALUE | lx.SYMBOL):
        return False
    at = row.find(lx.USED | lx.MEANING, 0)
    negated = at < row.size and (row.negated(at) or row.has(lx.NOT, at, at + 3))
    if not (negated or row.has(lx.IGNORED | lx.UNUSED)):
        return False
    named = row.has(lx.NOUN | lx.THIS_VALUE) or (row.has(lx.VALUE_WORD) and row.has(lx.VERB))
    return named or (row.size <= 4 and row.tags.count(0) <= 1)


def is_foreign(row: Row, verb: int) -> bool:
    """Whether the subject of the verb at token `verb` is a function of another name."""
    for i in range(verb - 1, max(-1, verb - NEAR), -1):
        if row.tags[i] & (lx.FOREIGN | lx.COMMA | lx.AND):
            return bool(row.tags[i] & lx.FOREIGN)
    return False


def is_disregarded(row: Row, at: int) -> bool:
    """Whether ``ignored`` or ``not used`` stands at token `at`."""
    if row.has(lx.IGNORED | lx.UNUSED, at, at + 1):
        return True
    return row.has(lx.NOT, at, at + 1) and row.has(lx.USED | lx.MEANING, at, row.past(at + 1) + 1)
