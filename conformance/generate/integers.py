"""Integers in generated code: which type holds them, and how they are written."""

from collections.abc import Iterable
from typing import Literal

Storage = Literal["u32", "i32", "u64", "i64"]

_RANGES: dict[Storage, tuple[int, int]] = {
    "u32": (0, 1 << 32),
    "i32": (-(1 << 31), 1 << 31),
    "u64": (0, 1 << 64),
    "i64": (-(1 << 63), 1 << 63),
}


def storage(numbers: Iterable[int]) -> Storage:
    """The smallest type that holds all `numbers`; where none does, the one that holds them by their 64 bits."""
    held = list(numbers)
    low, high = min(held, default=0), max(held, default=0)
    return next((name for name, (first, end) in _RANGES.items() if first <= low and high < end), "i64")


def as_stored(number: int, holds: Storage) -> int:
    """`number` as the type `holds` has it: a large unsigned one is negative in a signed type."""
    return number - (1 << 64) if holds == "i64" and number >= 1 << 63 else number


def fits(number: int) -> bool:
    """Whether any type of 64 bits holds `number`."""
    return -(1 << 63) <= number < 1 << 64


def hexadecimal(number: int) -> str:
    """`number` as a code is written: four hexadecimal digits or more, a negative one in decimal."""
    return str(number) if number < 0 else f"0x{number:04X}"


def c_literal(number: int) -> str:
    """`number` as an integer constant of C that has this value in every expression.

    The lowest number of a type cannot be written as such: its digits alone are too large for it.
    """
    if number < 0:
        suffix = "" if number >= -(1 << 31) else "LL"
        return f"({number}{suffix})" if number not in (-(1 << 31), -(1 << 63)) else f"({number + 1}{suffix} - 1)"
    suffix = "" if number < 1 << 31 else "U" if number < 1 << 32 else "ULL"
    return f"{hexadecimal(number)}{suffix}"
