"""Integer constant expressions of C, as the ``#define`` of a page or a header writes them.

``0x0031``, ``(WM_USER + 5)``, ``(0U-601U)``: evaluated with C's own types, so that unsigned arithmetic
wraps as it does for a compiler of 64-bit Windows. Nothing is executed.
"""

import operator
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

NameTable = Callable[[str], int | None]

_LONGEST = 2_000
_DEEPEST = 60
_TOKEN = re.compile(
    r"(?P<number>0[xX][0-9A-Fa-f]+|0[bB][01]+|[0-9]+)(?P<suffix>[A-Za-z0-9_]*)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<operator><<|>>|[-+*/%&|^~()])"
)
_BLANK = re.compile(r"(?:\s|/\*.*?\*/|//[^\n]*|\\\r?\n)+", re.DOTALL)
_SUFFIXES = {"": (False, 32), "u": (True, 32), "l": (False, 32), "ul": (True, 32), "lu": (True, 32)}
_SUFFIXES |= {s: ("u" in s, 64) for s in ("ll", "ull", "llu", "i64", "ui64")}
_SUFFIXES |= {"i32": (False, 32), "ui32": (True, 32)}
_CASTS = {  # type -> (unsigned, bits), as 64-bit Windows has them
    **dict.fromkeys(("int", "INT", "long", "LONG", "BOOL", "HRESULT"), (False, 32)),
    **dict.fromkeys(("unsigned", "UINT", "DWORD", "ULONG", "COLORREF"), (True, 32)),
    **dict.fromkeys(("short", "SHORT"), (False, 16)),
    **dict.fromkeys(("WORD", "USHORT", "ATOM"), (True, 16)),
    **dict.fromkeys(("BYTE", "UCHAR"), (True, 8)),
    **dict.fromkeys(("LPARAM", "LRESULT", "LONG_PTR", "INT_PTR", "LONGLONG"), (False, 64)),
    **dict.fromkeys(("WPARAM", "ULONG_PTR", "UINT_PTR", "DWORD_PTR", "ULONGLONG"), (True, 64)),
}
_LEVELS: tuple[tuple[str, ...], ...] = (("|",), ("^",), ("&",), ("<<", ">>"), ("+", "-"), ("*", "/", "%"))
_ARITHMETIC: dict[str, Callable[[int, int], int]] = {
    "|": operator.or_, "^": operator.xor, "&": operator.and_, "+": operator.add, "-": operator.sub,
    "*": operator.mul, "<<": operator.lshift, ">>": operator.rshift,
}  # fmt: skip

_SIGNS: dict[str, Callable[[int], int]] = {"-": operator.neg, "+": operator.pos, "~": operator.invert}


class ExpressionError(ValueError):
    """An expression that has no number: the message says what stands in the way."""


class _Integer(NamedTuple):
    """A value with its C type."""

    value: int
    unsigned: bool = False
    bits: int = 32

    def cast(self, unsigned: bool, bits: int) -> "_Integer":
        """The value converted to another type, as C converts it."""
        low = self.value & ((1 << bits) - 1)
        negative = not unsigned and low >> (bits - 1)
        return _Integer(low - (1 << bits) if negative else low, unsigned, bits)


def evaluate(text: str, names: NameTable = lambda _: None) -> int:
    """The number of the C integer constant expression `text`; `names` gives the numbers of named constants.

    Raises ExpressionError for what is no such expression (a string, a call), an unknown name, a division by
    zero, an overflow of a signed type, and for one that is too long or too deeply nested to be meant.
    """
    if len(text) > _LONGEST:
        raise ExpressionError(f"an expression of {len(text)} characters is too long")
    return _Parser(list(_tokens(text)), names).parse()


def number_of(text: str, names: NameTable = lambda _: None) -> int | None:
    """What `evaluate` gives, None where the text has no number."""
    try:
        return evaluate(text, names)
    except ExpressionError:
        return None


def _tokens(text: str) -> Iterator[re.Match[str]]:
    position = 0
    while position < len(text):
        blank = _BLANK.match(text, position)
        if blank:
            position = blank.end()
            continue
        token = _TOKEN.match(text, position)
        if token is None:
            raise ExpressionError(f"no integer expression from {text[position : position + 20]!r} on")
        yield token
        position = token.end()


class _Parser:
    """One pass of precedence climbing over the tokens."""

    def __init__(self, tokens: list[re.Match[str]], names: NameTable) -> None:
        self.tokens = tokens
        self.names = names
        self.at = 0
        self.depth = 0

    def parse(self) -> int:
        """The number of the whole expression."""
        value = self.binary(0).value
        if self.at < len(self.tokens):
            raise ExpressionError(f"{self.peek()!r} is left over")
        return value

    def peek(self) -> str:
        """The text of the next token, empty at the end."""
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def take(self) -> re.Match[str]:
        """The next token, which is passed over."""
        if self.at == len(self.tokens):
            raise ExpressionError("the expression ends too early")
        self.at += 1
        return self.tokens[self.at - 1]

    def binary(self, level: int) -> _Integer:
        """An operand, or several joined by operators that bind at `level` or tighter."""
        if level == len(_LEVELS):
            return self.unary()
        left = self.binary(level + 1)
        while self.peek() in _LEVELS[level]:
            left = _apply(self.take()[0], left, self.binary(level + 1))
        return left

    def unary(self) -> _Integer:
        """A number, a name, or either behind signs, casts and parentheses."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise ExpressionError("the expression is nested too deeply")
        token = self.take()
        if token["number"]:
            value = _literal(token["number"], token["suffix"])
        elif token["name"]:
            value = self.named(token["name"])
        elif token[0] == "(":
            value = self.parenthesis()
        elif token[0] in "-+~":
            value = _signed(token[0], self.unary())
        else:
            raise ExpressionError(f"{token[0]!r} is out of place")
        self.depth -= 1
        return value

    def parenthesis(self) -> _Integer:
        """What follows an opening parenthesis: a cast and its operand, or an inner expression."""
        inner = self.tokens[self.at : self.at + 2]
        if len(inner) == 2 and inner[0][0] in _CASTS and inner[1][0] == ")":
            self.at += 2
            return self.unary().cast(*_CASTS[inner[0][0]])
        value = self.binary(0)
        if self.take()[0] != ")":
            raise ExpressionError("a parenthesis is not closed")
        return value

    def named(self, name: str) -> _Integer:
        """The number of a named constant."""
        if self.peek() == "(":
            raise ExpressionError(f"{name}(...) is a call, not a number")
        value = self.names(name)
        if value is None:
            raise ExpressionError(f"the number of {name} is not known")
        return _fit(value)


def _literal(digits: str, suffix: str) -> _Integer:
    form = _SUFFIXES.get(suffix.lower())
    if form is None:
        raise ExpressionError(f"{digits}{suffix} is no integer")
    prefix = digits[:2].lower()
    octal = len(digits) > 1 and digits.isdigit() and digits[0] == "0"
    try:
        value = int(digits, {"0x": 16, "0b": 2}.get(prefix, 8 if octal else 10))
    except ValueError as error:
        raise ExpressionError(f"{digits} is no integer") from error
    unsigned, bits = form
    sized = _fit(value, decimal=prefix not in ("0x", "0b") and not octal)
    return _Integer(value, unsigned or sized.unsigned, max(bits, sized.bits))


def _fit(value: int, decimal: bool = False) -> _Integer:
    """`value` in the smallest type that holds it; a decimal literal is never unsigned of itself."""
    for bits in (32, 64):
        if -(1 << (bits - 1)) <= value < 1 << (bits - 1):
            return _Integer(value, False, bits)
        if 0 <= value < 1 << bits and not (decimal and bits == 32):
            return _Integer(value, True, bits)
    raise ExpressionError(f"{value} does not fit into 64 bits")


def _signed(sign: str, operand: _Integer) -> _Integer:
    return _checked(_SIGNS[sign](operand.value), operand.unsigned, max(32, operand.bits))


def _checked(value: int, unsigned: bool, bits: int) -> _Integer:
    result = _Integer(value).cast(unsigned, bits)
    if not unsigned and result.value != value:
        raise ExpressionError("a signed number overflows")
    return result


def _apply(symbol: str, left: _Integer, right: _Integer) -> _Integer:
    """The result of one binary operator, in the type that C gives it."""
    if symbol in ("<<", ">>"):
        bits = max(32, left.bits)
        if not 0 <= right.value < bits:
            raise ExpressionError(f"a shift by {right.value} has no meaning")
        # (1 << 31) and the like are written for the bit; compilers of Windows accept them as such.
        return _Integer(_ARITHMETIC[symbol](left.value, right.value)).cast(left.unsigned, bits)
    bits = max(32, left.bits, right.bits)
    unsigned = any(side.unsigned and side.bits == bits for side in (left, right))
    a, b = left.cast(unsigned, bits).value, right.cast(unsigned, bits).value
    if symbol in ("/", "%"):
        if b == 0:
            raise ExpressionError("a division by zero")
        quotient = abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)
        return _checked(quotient if symbol == "/" else a - b * quotient, unsigned, bits)
    return _checked(_ARITHMETIC[symbol](a, b), unsigned, bits)
