"""Text becomes tokens: phrases of the pack, values, symbols, numbers and marks, each with its place."""

from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from spec_model.grammar import lexicon as lx
from spec_model.grammar.catalogue import catalogue
from spec_model.grammar.lexicon import Lexicon, fold_unit
from spec_model.grammar.symbols import NO_SYMBOLS, Symbols, parts_of
from spec_model.remember import remembered

_MARKS = {
    ".": lx.STOP, "!": lx.STOP, "?": lx.STOP, "。": lx.STOP, "！": lx.STOP, "？": lx.STOP,
    ";": lx.BREAK, "；": lx.BREAK, ":": lx.COLON, "：": lx.COLON,
    ",": lx.COMMA, "，": lx.COMMA, "、": lx.COMMA,
    "(": lx.OPEN, "（": lx.OPEN, ")": lx.CLOSE, "）": lx.CLOSE, "_": lx.LOOSE,
}  # fmt: skip
_MINUS = frozenset("-−–")
_UNKNOWN = (0, None)


class Token(msgspec.Struct, eq=False, gc=False):
    """A phrase or mark: `tags` say what it can be, `value` which value it is, `proven` whether that is certain.

    A word that the pack does not know has no tags.
    """

    start: int
    end: int
    tags: int
    value: str | None = None
    proven: bool = True


def tokenize(text: str, lexicon: Lexicon, family: str = "") -> Sequence[Token]:
    """The tokens of `text` in order; `family` is the prefix of the page's own name (``LB``), for broken symbols.

    Several readings share them: they must stay as they are.
    """
    return _tokenize(text, lexicon, family if "_" in text else "")


@remembered(texts=256, longest=600)  # the pages of one message
def _tokenize(text: str, lexicon: Lexicon, family: str) -> tuple[Token, ...]:
    return tuple(_tokens(text, lexicon, family))


def each_token(text: str, lexicon: Lexicon, family: str = "") -> Iterator[Token]:
    """As `tokenize`, one by one: for a reading that can stop early, as half of them do at the first word."""
    first = _unknown_word(text, lexicon)
    if first is not None:
        yield first
    yield from islice(_tokens(text, lexicon, family, lazily=True), 0 if first is None else 1, None)


def _unknown_word(text: str, lexicon: Lexicon) -> Token | None:
    """The first token where that is a word that the pack does not know, which is told without reading on."""
    match = lexicon.unit.search(text)
    if match is None or not lexicon.spaced or not match[0][0].isalpha():
        return None
    word = match[0]
    known = any(lexicon.starts[fold_unit(word)]) or word in catalogue().plain
    return None if known or ("_" in text and parts_of(lexicon)[word]) else Token(*match.span(), 0)


def _tokens(text: str, lexicon: Lexicon, family: str, *, lazily: bool = False) -> Iterator[Token]:
    symbols = Symbols(text, lexicon, family)
    units, folded, starts, ends = symbols.units, symbols.folded, symbols.starts, symbols.ends
    found, phrases, size = NO_SYMBOLS, lexicon.starts, len(units)
    unsought = symbols.first() if lazily else 0  # the index at which symbols have to be known
    last: Token | None = None
    index = 0
    while index < size:
        if index >= unsought:
            found, unsought = symbols.find(), size
        unit, start = units[index], starts[index]
        symbol = found.get(index) if found else None
        if symbol is not None:
            index = symbol.end
            token = Token(start, ends[index - 1], lx.SYMBOL, symbol.name, symbol.proven)
        elif unit in _MINUS and _signed(symbols, index):
            index, token = _number(symbols, index)
        else:
            entry, longer, words, stems = phrases[folded[index]]
            following = folded[index + 1] if longer and index + 1 < size else ""
            if following in words or following.startswith(stems):
                after, tags, value = lexicon.longest(folded, index)
            else:
                after, (tags, value) = index + 1, entry or _UNKNOWN
            if tags and not (units[index - 1] == "-" and _hyphenated(symbols, index)):
                token = Token(start, ends[after - 1], tags, value)
                index = after
            elif unit[0].isdigit():
                index, token = _number(symbols, index)
            else:
                token = Token(start, ends[index], _mark(text, unit, ends[index]) if unit[0] in _MARKS else 0)
                index += 1
                if not lexicon.spaced and last is not None and _is_more(text, last, token):
                    last.end = token.end
                    continue
        if last is not None:
            yield last
        last = token
    yield from () if last is None else (last,)


def _mark(text: str, unit: str, end: int) -> int:
    """The tags of a unit that begins with a mark, and that no phrase begins with."""
    if unit == "." and end < len(text) and not text[end].isspace():
        return 0  # a point within a name or a number
    return _MARKS[unit[0]]


def _is_more(text: str, last: Token, token: Token) -> bool:
    """Whether `token` goes on with the unknown word `last`, in a language without spaces."""
    return not (token.tags or last.tags) and last.end == token.start and not text[token.start : token.end].isascii()


def _hyphenated(symbols: Symbols, index: int) -> bool:
    """Whether the unit at `index`, behind a hyphen, is the second half of a word such as ``carriage-return``."""
    units = symbols.units
    if index < 2 or not (units[index - 2].isalpha() and units[index].isalpha()):
        return False
    return symbols.touches(index - 2) and symbols.touches(index - 1)


def _signed(symbols: Symbols, index: int) -> bool:
    """Whether the mark at `index` is the sign of a number, not a dash or a hyphen."""
    units, after = symbols.units, index + 1
    return after < len(units) and symbols.touches(index) and units[after][0].isdigit()


def _number(symbols: Symbols, index: int) -> tuple[int, Token]:
    """The number that begins at `index`, with its sign, and the index after it."""
    units = symbols.units
    sign = "-" if units[index] in _MINUS else ""
    at = index + 1 if sign else index
    end = at + 1
    while end + 1 < len(units) and _joined(symbols, end):  # 5.0, 65,535
        end += 2
    tags = lx.NUMBER if end == at + 1 else 0
    value = units[at]
    number = str(int(value, 16 if value[:2] in ("0x", "0X") else 10)) if value.isascii() and len(value) < 20 else value
    return end, Token(symbols.starts[index], symbols.ends[end - 1], tags, sign + number if tags else None)


def _joined(symbols: Symbols, at: int) -> bool:
    units = symbols.units
    return symbols.touches(at - 1) and symbols.touches(at) and units[at] in ".," and units[at + 1][0].isdigit()
