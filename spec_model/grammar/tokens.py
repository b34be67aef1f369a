"""Text becomes tokens: phrases of the pack, values, symbols, numbers and marks, each with its place."""

from collections.abc import Sequence

from spec_model.grammar import lexicon as lx
from spec_model.grammar.lexicon import Lexicon
from spec_model.grammar.symbols import Symbols, Unit

_MARKS = {
    ".": lx.STOP, "!": lx.STOP, "?": lx.STOP, "。": lx.STOP, "！": lx.STOP, "？": lx.STOP,
    ";": lx.BREAK, "；": lx.BREAK, ":": lx.COLON, "：": lx.COLON,
    ",": lx.COMMA, "，": lx.COMMA, "、": lx.COMMA,
    "(": lx.OPEN, "（": lx.OPEN, ")": lx.CLOSE, "）": lx.CLOSE, "_": lx.LOOSE,
}  # fmt: skip
_MINUS = "-−–"


class Token:
    """A phrase or mark: `tags` say what it can be, `value` which value it is, `proven` whether that is certain.

    A word that the pack does not know has no tags.
    """

    __slots__ = ("end", "proven", "start", "tags", "value")

    def __init__(self, start: int, end: int, tags: int, value: str | None = None, *, proven: bool = True) -> None:
        self.start = start
        self.end = end
        self.tags = tags
        self.value = value
        self.proven = proven


def tokenize(text: str, lexicon: Lexicon, family: str = "") -> list[Token]:
    """The tokens of `text` in order; `family` is the prefix of the page's own name (``LB``), for broken symbols."""
    symbols = Symbols(text, lexicon, family)
    units, folded, found = symbols.units, symbols.folded, symbols.find()
    tokens: list[Token] = []
    index = 0
    while index < len(units):
        unit = units[index]
        symbol = found.get(index)
        if symbol is not None:
            last = units[symbol.end - 1]
            index = symbol.end
            tokens.append(Token(unit.start, last.end, lx.SYMBOL, symbol.name, proven=symbol.proven))
            continue
        if unit.text in _MINUS and _signed(units, index):
            index = _number(text, units, index, tokens)
            continue
        end, tags, value = (index, 0, None) if _hyphenated(units, index) else lexicon.longest(folded, index)
        if end > index:
            tokens.append(Token(unit.start, units[end - 1].end, tags, value))
            index = end
        elif unit.text[0].isdigit():
            index = _number(text, units, index, tokens)
        else:
            _plain(text, unit, tokens, spaced=lexicon.spaced)
            index += 1
    return tokens


def _plain(text: str, unit: Unit, tokens: list[Token], *, spaced: bool) -> None:
    tags = _MARKS.get(unit.text[0], 0)
    if tags == lx.STOP and unit.text == "." and not text[unit.end : unit.end + 1].isspace() and unit.end < len(text):
        tags = 0  # a point within a name or a number
    last = tokens[-1] if tokens else None
    if not spaced and not tags and last and not last.tags and last.end == unit.start and not unit.text.isascii():
        last.end = unit.end
        return
    tokens.append(Token(unit.start, unit.end, tags))


def _hyphenated(units: Sequence[Unit], index: int) -> bool:
    """Whether the unit at `index` is the second half of a word such as ``carriage-return``."""
    if index < 2 or units[index - 1].text != "-":
        return False
    before, hyphen, unit = units[index - 2 : index + 1]
    return before.end == hyphen.start and hyphen.end == unit.start and before.text.isalpha() and unit.text.isalpha()


def _signed(units: Sequence[Unit], index: int) -> bool:
    """Whether the mark at `index` is the sign of a number, not a dash or a hyphen."""
    following = units[index + 1] if index + 1 < len(units) else None
    return following is not None and following.start == units[index].end and following.text[0].isdigit()


def _number(text: str, units: Sequence[Unit], index: int, tokens: list[Token]) -> int:
    """Append the number that begins at `index`, with its sign; the index after it."""
    first = units[index]
    at = index
    sign = ""
    if first.text in _MINUS:
        sign = "-"
        at = index + 1
    end = at + 1
    while end + 1 < len(units) and _joined(units, end):  # 5.0, 65,535
        end += 2
    last = units[end - 1]
    tags = lx.NUMBER if end == at + 1 else 0
    value = units[at].text
    number = str(int(value, 16 if value[:2] in ("0x", "0X") else 10)) if value.isascii() and len(value) < 20 else value
    tokens.append(Token(first.start, last.end, tags, sign + number if tags else None))
    return end


def _joined(units: Sequence[Unit], at: int) -> bool:
    mark, after = units[at], units[at + 1]
    touching = mark.start == units[at - 1].end and after.start == mark.end
    return touching and mark.text in ".," and after.text[0].isdigit()
