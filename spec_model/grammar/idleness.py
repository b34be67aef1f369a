"""Sentences that say that something is not used: ``Not used``, ``reserved``, ``must be zero``."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from spec_model.grammar import lexicon as lx
from spec_model.grammar.clauses import segments
from spec_model.grammar.cursor import Row
from spec_model.grammar.tokens import Token

_IDENTIFIER = re.compile(r"[a-z]+[A-Z]\w*\Z")
_AFTER_RESERVED = 4  # words such as "for future use"
_AFTER_UNUSED = 2  # words such as "by this"
#: Tokens of a sentence that is read.
LONGEST = 300
_CONDITIONS = lx.IF | lx.OTHERWISE
_KEYS = lx.USED | lx.UNUSED | lx.RESERVED | lx.IGNORED | lx.MUST_BE
_ENDS = lx.STOP | lx.BREAK


class Idleness(msgspec.Struct, frozen=True):
    """What a description says about use.

    `idle` is true where its first sentence says that the thing as a whole is not used, `place` is where; then
    `qualified` is true where a later sentence takes some of that back.
    """

    idle: bool
    place: tuple[int, int]
    qualified: bool


def may_be_idle(text: str, tokens: Iterator[Token]) -> bool:
    """Whether `idleness` can be true of `tokens`: false where an unknown word stands before all that could say so.

    Most descriptions begin with one, so that few tokens are taken.
    """
    for size, token in enumerate(tokens, 1):
        if token.tags & (_KEYS | _ENDS | lx.COLON):
            return True
        if _is_word(token, text):  # which decides, if the sentence is not one of those that are passed over
            return len(text) > LONGEST and not any(t.tags & _ENDS for t in islice(tokens, max(LONGEST - size, 0)))
    return False


def idleness(text: str, tokens: Sequence[Token]) -> Idleness:
    """What `tokens`, those of a description with the characters `text`, say about use."""
    rows = [Row(part) for part in segments(tokens) if len(part) <= LONGEST]
    idle = bool(rows) and _is_idle(rows[0], text)
    place = (rows[0].tokens[0].start, rows[0].tokens[-1].end) if rows else (0, 0)
    return Idleness(idle, place, any(_takes_back(row) for row in rows[1 if idle else 0 :]))


def _takes_back(row: Row) -> bool:
    """Whether a later sentence gives the parameter a meaning in some case."""
    return row.has(lx.IF) and row.has(lx.MUST_BE | lx.VALUE | lx.NUMBER)


def _is_idle(row: Row, text: str) -> bool:
    if row.has(_CONDITIONS) or row.tags[row.past(0, lx.COMMA) % row.size] & lx.FOR & ~lx.MUST_BE:
        return False
    key = row.find(_KEYS, 0)
    if key >= row.size or _words(row, text, 0, key):
        return False
    tags = row.tags[key]
    if tags & lx.MUST_BE:
        return _must_be_nothing(row, key)
    if tags & lx.RESERVED:
        return _words(row, text, key + 1, row.size) <= _AFTER_RESERVED
    if tags & lx.IGNORED:
        return not _words(row, text, key + 1, row.size)
    negated = bool(tags & lx.UNUSED) or row.negated(key) or row.has(lx.NOT, key + 1, key + 2)
    return negated and _words(row, text, key + 1, row.size) <= _AFTER_UNUSED


def _must_be_nothing(row: Row, key: int) -> bool:
    value = row.past(key + 1, lx.FILLER | lx.VALUE_WORD)
    if value >= row.size or row.tokens[value].value not in ("0", "NULL") or row.negated(value, key):
        return False
    after = row.past(value + 1)
    if after < row.size and not row.tags[after] & (lx.COMMA | lx.AND):
        return False
    return not row.has(lx.PURPOSE | lx.OR, after)


def _words(row: Row, text: str, start: int, end: int) -> int:
    """How many words the pack does not know stand there, names of parameters left out."""
    return sum(_is_word(token, text) for token in row.tokens[start:end])


def _is_word(token: Token, text: str) -> bool:
    if token.tags & ~lx.PART or not text[token.start].isalpha():
        return False
    return not _IDENTIFIER.match(text[token.start : token.end])
