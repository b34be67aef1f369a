"""A pack's phrases, compiled for look-up: each phrase has tags, and a value where it is one."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from spec_model.grammar.statements import Statements

T = TypeVar("T")

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
PART: Final = 1 << 50
FOREIGN: Final = 1 << 48  # the name of a function, so that its verb says what that one returns

EVENT: Final = SUCCESS | FAILURE | ERROR | PROCESS
STRONG: Final = VALUE | NUMBER | SYMBOL
OPENER: Final = IF | CASE | COMPLETE

# Words first: most units are. The group is there for `split`.
_SPACED_UNIT = re.compile(r"([^\W\d_][^\W_]*|0[xX][0-9A-Fa-f]+|\d+|_+|[^\w\s])")
_MIXED_UNIT = re.compile(r"([A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9]*|0[xX][0-9A-Fa-f]+|\d+|_+|[^\w\s]|\w)")

_VALUES = {
    "zero": "0",
    "nonzero": "nonzero",
    "positive": "positive",
    "negative": "negative",
    "true_value": "TRUE",
    "false_value": "FALSE",
    "null_value": "NULL",
}
_TAGS = {
    "values.error": ERROR_CODE,
    "conditions.opener": IF,
    "conditions.unless": IF | NOT,
    "conditions.case": CASE,
    "conditions.purpose": PURPOSE,
    "conditions.for_case": FOR,
    "conditions.complete": COMPLETE,
    "conditions.then": THEN,
    "conditions.otherwise": OTHERWISE,
    "conditions.concession": CONCESSION,
    "conditions.means": MEANS,
    "events.success": SUCCESS,
    "events.failure": FAILURE,
    "events.error": ERROR,
    "events.process": PROCESS,
    "events.message": MESSAGE,
    "returns.verb": VERB,
    "returns.noun": NOUN,
    "returns.this_value": THIS_VALUE,
    "returns.it_is": IT_IS,
    "returns.value": VALUE_WORD | FILLER,
    "returns.following": FOLLOWING,
    "returns.above": ABOVE,
    "returns.also": ALSO,
    "returns.part": PART,
    "use.used": USED,
    "use.meaning": MEANING,
    "use.unused": UNUSED,
    "use.ignored": IGNORED,
    "use.reserved": RESERVED,
    "use.must_be": MUST_BE | FILLER,
    "use.parameter": PARAMETER,
    "negation": NOT,
    "alternative": OR,
    "conjunction": AND,
    "or_more": OR_MORE,
    "other": OTHER,
    "filler": FILLER,
    "neutral": NEUTRAL,
    "aside": ASIDE,
    "type_label": TYPE,
}

_STRAY = "_"  # may have strayed into a phrase
_REMEMBERED = 50_000  # first words of which it is known whether a phrase begins with them


class _Node:
    """A step of the phrases that begin alike: what can follow, by word and by stem, and the phrase that ends here."""

    __slots__ = ("entry", "lengths", "stems", "words")

    def __init__(self) -> None:
        self.words = self.stems = _NO_NODES
        self.lengths: tuple[int, ...] = ()
        self.entry: tuple[int, str | None] | None = None

    def child(self, unit: str) -> "_Node":
        """The node after `unit`, made where there is none; a unit that ends in ``*`` is a stem."""
        if unit[-1] == "*":
            unit = unit[:-1]
            if len(unit) not in self.lengths:
                self.lengths = tuple({*self.lengths, len(unit)})
            nodes = self.stems = self.stems or {}
        else:
            nodes = self.words = self.words or {}
        node = nodes.get(unit)
        if node is None:
            node = nodes[unit] = _Node()
        return node

    def after(self, unit: str) -> list["_Node"]:
        """The nodes after a unit of a text: by the word itself, and by the stems that it begins with."""
        word = self.words.get(unit)
        found = [word] if word is not None else []
        for length in self.lengths:
            stem = self.stems.get(unit[:length])
            if stem is not None:
                found.append(stem)
        return found


_NO_NODES: dict[str, _Node] = {}  # of the many nodes that end a phrase, never written to


#: What a unit is as a phrase of its own (tags and value, or None), and where the longer phrases that it begins go on;
#: they can go on with the words of the set, and with what begins with one of the last strings, and nothing else.
Start = tuple[tuple[int, str | None] | None, list[_Node], frozenset[str], tuple[str, ...]]
_NO_PHRASE: Start = (None, [], frozenset(), ())


class Table(dict[str, T]):
    """By unit, what `make` gives for it: made when it is first asked for, and emptied where it has grown large."""

    def __init__(self, make: Callable[[str], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, unit: str) -> T:
        if len(self) > _REMEMBERED:
            self.clear()
        made = self[unit] = self._make(unit)
        return made


class _Trie:
    """Phrases by their units."""

    def __init__(self) -> None:
        self._root = _Node()
        #: By unit, what the phrases are that begin with it.
        self.starts = Table(self._start)

    def _start(self, unit: str) -> Start:
        nodes = self._root.after(unit)
        if not nodes:
            return _NO_PHRASE  # of most words
        entry: tuple[int, str | None] | None = None
        for node in nodes:
            if node.entry is not None:
                entry = node.entry if entry is None else (entry[0] | node.entry[0], entry[1] or node.entry[1])
        longer = [node for node in nodes if node.words or node.stems]
        if not longer:
            return entry, longer, frozenset(), ()
        words = frozenset([word for node in longer for word in node.words])
        stems = (_STRAY, *[stem for node in longer for stem in node.stems])
        return entry, longer, words, stems

    def add(self, units: Iterable[str], tags: int, value: str | None) -> None:
        """Add a phrase; what is known of it already stays true."""
        node = self._root
        for unit in units:
            node = node.child(unit)
        if node.entry is not None:
            tags |= node.entry[0]
            value = "|".join(sorted({v for v in (value, node.entry[1]) if v})) or None
        node.entry = (tags, value)

    def longest(self, units: Sequence[str], at: int) -> tuple[int, int, str | None]:
        """The longest phrase that begins at unit `at`: the index after it, its tags and value; `at` if none."""
        entry, states, _, _ = self.starts[units[at]]
        end, size = at + 1, len(units)
        best: tuple[int, int, str | None] = (end, *entry) if entry is not None else (at, 0, None)
        while states:
            while end < size and units[end][0] == _STRAY:
                end += 1
            if end >= size:
                break
            unit = units[end]
            end += 1
            states = states[0].after(unit) if len(states) == 1 else [n for node in states for n in node.after(unit)]
            for node in states:
                if node.entry is not None:
                    best = _longer(best, end, node.entry)
        return best


def _longer(best: tuple[int, int, str | None], end: int, entry: tuple[int, str | None]) -> tuple[int, int, str | None]:
    """The longer of two phrases; of two that are as long, both (a word and the stem that it begins with)."""
    return (end, best[1] | entry[0], best[2] or entry[1]) if best[0] == end else (end, *entry)


def fold_unit(unit: str) -> str:
    """`unit` in the form in which units are compared: one case, one apostrophe."""
    return "'" if unit == "’" else unit.casefold()


def fold_units(units: Sequence[str]) -> list[str]:
    """Each of `units` as `fold_unit` gives it."""
    folded = [unit.casefold() for unit in units]
    return ["'" if unit == "’" else unit for unit in folded] if "’" in folded else folded


class Lexicon:
    """The phrases of one pack by their units: words, or single characters where words are not spaced."""

    def __init__(self, statements: Statements, *, spaced: bool) -> None:
        self.spaced = spaced
        self.before = statements.order == "before"
        self.unit = _SPACED_UNIT if spaced else _MIXED_UNIT
        self._phrases = _Trie()
        self._symbol_words = _Trie()
        #: Which phrases begin with a unit: to be looked up before the longest of them is asked for.
        self.starts: Mapping[str, Start] = self._phrases.starts
        for _, phrase, tags, value in entries(statements):
            self._phrases.add(self._phrase_units(phrase), tags, value)
        for part, phrases in statements.symbol_words.items():
            for phrase in phrases:
                self._symbol_words.add(self._phrase_units(phrase), 0, part)

    def units(self, text: str) -> list[str]:
        """The units of `text`, folded."""
        return fold_units(self.unit.findall(text))

    def longest(self, units: Sequence[str], at: int) -> tuple[int, int, str | None]:
        """The longest phrase that begins at unit `at`: the index after it, its tags and value; `at` if none.

        A phrase that would end within a value or a name of the return value (``this value`` in ``this value
        returned``) gives way to it.
        """
        found = self._phrases.longest(units, at)
        for start in range(at + 1, found[0]):
            end, tags, _ = self._phrases.longest(units, start)
            if tags & (NOUN | VALUE) and end > found[0]:
                return self._phrases.longest(units[:start], at)
        return found

    def begins_part(self, unit: str) -> bool:
        """Whether words that translate a part of a symbol begin with `unit`."""
        return any(self._symbol_words.starts[unit])

    def symbol_part(self, units: Sequence[str], at: int) -> tuple[int, str]:
        """The parts of symbols (parted by ``|``) that the words from unit `at` can translate, and where they end."""
        entry, longer, _, _ = self._symbol_words.starts[units[at]]
        if not longer:  # nearly always
            return (at + 1, entry[1] or "") if entry else (at, "")
        end, _, parts = self._symbol_words.longest(units, at)
        return end, parts or ""

    def _phrase_units(self, phrase: str) -> list[str]:
        """The units of `phrase`, folded; one that ends in ``*`` is a stem."""
        found: list[str] = []
        for word in phrase.split():
            bare = word.rstrip("*")
            units = [bare.casefold()] if self.spaced and bare.isalpha() else self.units(bare)
            if units and bare != word:
                units[-1] += "*"
            found += units
        return found


def entries(statements: Statements) -> Iterator[tuple[str, str, int, str | None]]:
    """Every phrase of a pack: the key that lists it, the phrase, its tags, and its value where it is one."""
    for key, value in _VALUES.items():
        yield from ((f"values.{key}", phrase, VALUE, value) for phrase in getattr(statements.values, key))
    for number, phrases in statements.values.numbers.items():
        yield from ((f"values.numbers.{number}", phrase, NUMBER, str(number)) for phrase in phrases)
    for key, tags in _TAGS.items():
        group, _, name = key.rpartition(".")
        phrases = getattr(getattr(statements, group) if group else statements, name)
        yield from ((key, phrase, tags, None) for phrase in phrases)
