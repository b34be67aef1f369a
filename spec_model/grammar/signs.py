"""What the words of a segment tell of it before it is read."""

from spec_model.grammar import lexicon as lx
from spec_model.grammar.cursor import Row


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
