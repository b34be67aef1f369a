"""A pack's phrases, compiled for look-up: each phrase has tags, and a value where it is one."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from spec_model.grammar.statements import Phrases, Statements

# Tags are bits, so that a phrase can have several ("or" may be an article elsewhere).
VALUE: Final = 1 << 0  # a value by itself: its value is in the entry
ERROR_CODE: Final = 1 << 1
IF: Final = 1 << 2
CASE: Final = 1 << 3
PURPOSE: Final = 1 << 4
FOR: Final = 1 << 5
COMPLETE: Final = 1 << 6
THEN: Final = 1 << 7
OTHERWISE: Final = 1 << 8
CONCESSION: Final = 1 << 9
MEANS: Final = 1 << 10
SUCCESS: Final = 1 << 11
FAILURE: Final = 1 << 12
ERROR: Final = 1 << 13
PROCESS: Final = 1 << 14
MESSAGE: Final = 1 << 15
VERB: Final = 1 << 16
NOUN: Final = 1 << 17
THIS_VALUE: Final = 1 << 18
IT_IS: Final = 1 << 19
VALUE_WORD: Final = 1 << 20
FOLLOWING: Final = 1 << 21
USED: Final = 1 << 22
MEANING: Final = 1 << 23
UNUSED: Final = 1 << 24
IGNORED: Final = 1 << 25
RESERVED: Final = 1 << 26
MUST_BE: Final = 1 << 27
PARAMETER: Final = 1 << 28
NOT: Final = 1 << 29
OR: Final = 1 << 30
AND: Final = 1 << 31
OR_MORE: Final = 1 << 32
OTHER: Final = 1 << 33
FILLER: Final = 1 << 34
NEUTRAL: Final = 1 << 35
ASIDE: Final = 1 << 36
TYPE: Final = 1 << 37
# Tags that the tokenizer gives by itself.
STOP: Final = 1 << 40  # ends a sentence
COMMA: Final = 1 << 41
OPEN: Final = 1 << 42
CLOSE: Final = 1 << 43
NUMBER: Final = 1 << 44
SYMBOL: Final = 1 << 45
LOOSE: Final = 1 << 46  # an underscore that joins nothing
BREAK: Final = 1 << 47  # a semicolon
COLON: Final = 1 << 49
ABOVE: Final = 1 << 38
ALSO: Final = 1 << 39
FOREIGN: Final = 1 << 48  # the name of a function, so that its verb says what that one returns

EVENT: Final = SUCCESS | FAILURE | ERROR | PROCESS
STRONG: Final = VALUE | NUMBER | SYMBOL
OPENER: Final = IF | CASE | COMPLETE

_SPACED_UNIT = re.compile(r"0[xX][0-9A-Fa-f]+|\d+|[^\W\d_][^\W_]*|_+|[^\w\s]")
_MIXED_UNIT = re.compile(r"0[xX][0-9A-Fa-f]+|\d+|[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9]*|_+|[^\w\s]|\w")

_LONGEST_STEM = 24

Node = dict[str, "Node | tuple[int, str | None]"]  # the entry of a phrase that ends here is under ""


class Lexicon:
    """The phrases of one pack by their units: words, or single characters where words are not spaced."""

    def __init__(self, statements: Statements, *, spaced: bool) -> None:
        self.spaced = spaced
        self.before = statements.order == "before"
        self.unit = _SPACED_UNIT if spaced else _MIXED_UNIT
        self._root: Node = {}
        self._symbol_words: Node = {}
        for phrases, tags, value in _entries(statements):
            for phrase in phrases:
                self._add(self._root, phrase, tags, value)
        for part, phrases in statements.symbol_words.items():
            for phrase in phrases:
                self._add(self._symbol_words, phrase, 0, part)

    def units(self, text: str) -> list[str]:
        """The units of `text`, folded."""
        return [fold_unit(m[0]) for m in self.unit.finditer(text)]

    def longest(self, units: Sequence[str], at: int) -> tuple[int, int, str | None]:
        """The longest phrase that begins at unit `at`: the index after it, its tags and value; `at` if none."""
        return _longest(self._root, units, at)

    def symbol_part(self, units: Sequence[str], at: int) -> tuple[int, str]:
        """The parts of symbols (parted by ``|``) that the words from unit `at` can translate, and where they end."""
        end, _, parts = _longest(self._symbol_words, units, at)
        return end, parts or ""

    def _add(self, node: Node, phrase: str, tags: int, value: str | None) -> None:
        for unit in self._phrase_units(phrase):
            child = node.setdefault(unit, {})
            assert isinstance(child, dict)
            node = child
        known = node.get("")
        if isinstance(known, tuple):
            tags, value = tags | known[0], "|".join(sorted({v for v in (value, known[1]) if v})) or None
        node[""] = (tags, value)

    def _phrase_units(self, phrase: str) -> Iterator[str]:
        for word in phrase.split():
            stem = word.endswith("*")
            units = self.units(word.rstrip("*"))
            yield from units[:-1]
            if units:
                yield units[-1] + "*" if stem else units[-1]


def fold_unit(unit: str) -> str:
    """`unit` in the form in which units are compared: one case, one apostrophe."""
    return "'" if unit == "’" else unit.casefold()


def _joined(
    best: tuple[int, int, str | None], end: int, entry: tuple[int, str | None]
) -> tuple[int, int, str | None]:
    """The longer of two phrases; of two that are as long, both (a word and the stem that it begins with)."""
    return (end, best[1] | entry[0], best[2] or entry[1]) if best[0] == end else (end, *entry)


def _longest(root: Node, units: Sequence[str], at: int) -> tuple[int, int, str | None]:
    best: tuple[int, int, str | None] = (at, 0, None)
    states = [root]
    index = at
    while states and index < len(units):
        unit = units[index]
        index += 1
        if unit[0] == "_" and index > at + 1:  # an underscore that has strayed into the phrase
            continue
        following: list[Node] = []
        for node in states:
            child = node.get(unit)
            if isinstance(child, dict):
                following.append(child)
            if not unit.isalpha():
                continue
            for length in range(min(len(unit), _LONGEST_STEM), 1, -1):
                stem = node.get(unit[:length] + "*")
                if isinstance(stem, dict):
                    following.append(stem)
        for node in following:
            entry = node.get("")
            if isinstance(entry, tuple):
                best = _joined(best, index, entry)
        states = following
    return best


def _entries(s: Statements) -> Iterator[tuple[Phrases, int, str | None]]:
    v, c, e, r, u = s.values, s.conditions, s.events, s.returns, s.use
    values = ((v.zero, "0"), (v.nonzero, "nonzero"), (v.positive, "positive"), (v.negative, "negative"),
              (v.true_value, "TRUE"), (v.false_value, "FALSE"), (v.null_value, "NULL"))  # fmt: skip
    yield from ((phrases, VALUE, value) for phrases, value in values)
    yield from ((phrases, NUMBER, str(number)) for number, phrases in v.numbers.items())
    plain = (
        (v.error, ERROR_CODE), (c.opener, IF), (c.case, CASE), (c.purpose, PURPOSE), (c.for_case, FOR),
        (c.complete, COMPLETE), (c.then, THEN), (c.otherwise, OTHERWISE), (c.concession, CONCESSION),
        (c.means, MEANS), (e.success, SUCCESS), (e.failure, FAILURE), (e.error, ERROR), (e.process, PROCESS),
        (e.message, MESSAGE), (r.verb, VERB), (r.noun, NOUN), (r.this_value, THIS_VALUE), (r.it_is, IT_IS),
        (r.value, VALUE_WORD | FILLER), (r.following, FOLLOWING), (r.above, ABOVE), (r.also, ALSO), (u.used, USED), (u.meaning, MEANING),
        (u.unused, UNUSED), (u.ignored, IGNORED), (u.reserved, RESERVED), (u.must_be, MUST_BE | FILLER),
        (u.parameter, PARAMETER), (s.negation, NOT), (s.alternative, OR), (s.conjunction, AND),
        (s.or_more, OR_MORE), (s.other, OTHER), (s.filler, FILLER), (s.neutral, NEUTRAL), (s.aside, ASIDE),
        (s.type_label, TYPE),
    )  # fmt: skip
    yield from ((phrases, tags, None) for phrases, tags in plain)
