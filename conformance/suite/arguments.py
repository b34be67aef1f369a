"""Arguments of a step: what the files of states write, read into values that are known now or when the test runs."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import msgspec

from conformance.suite.memory import Memory, ansi, array, buffer, struct_of, text


class ArgumentError(ValueError):
    """An argument that cannot be read, or a symbol whose number nobody knows; the message says which."""


class Number(msgspec.Struct, frozen=True, tag=True):
    """A number; `label` is what it was written as."""

    value: int
    label: str | None = None


class Reference(msgspec.Struct, frozen=True, tag=True):
    """The result of an earlier step."""

    name: str


class Content(msgspec.Struct, frozen=True, tag=True):
    """A text, of UTF-16 or of bytes."""

    string: str
    wide: bool = True


class Blank(msgspec.Struct, frozen=True, tag=True):
    """Memory of zeros."""

    size: int


class Series(msgspec.Struct, frozen=True, tag=True):
    """Numbers of one kind, one behind the other."""

    kind: str
    numbers: tuple[int, ...]


class Structure(msgspec.Struct, frozen=True, tag=True):
    """A structure with these fields."""

    name: str
    fields: "tuple[tuple[str, Argument], ...]"


Argument: TypeAlias = Number | Reference | Content | Blank | Series | Structure | Memory
Lookup: TypeAlias = Callable[[str], int | None]


def read_argument(raw: object, lookup: Lookup) -> Argument:
    """Read what a file of states has. Raises ArgumentError."""
    if isinstance(raw, bool) or raw is None or isinstance(raw, float):
        raise ArgumentError(f"{raw!r} is no argument")
    if isinstance(raw, int):
        return Number(raw)
    if isinstance(raw, str):
        return Reference(raw[1:]) if raw.startswith("$") else _symbols(raw, lookup)
    if isinstance(raw, Mapping) and raw:
        return _read_memory(dict(raw), lookup)
    raise ArgumentError(f"{raw!r} is no argument")


def _read_memory(raw: dict[str, object], lookup: Lookup) -> Argument:
    kind, value = next(iter(raw.items()))
    if kind == "struct":
        fields = [(str(path), read_argument(item, lookup)) for path, item in list(raw.items())[1:]]
        return Structure(str(value), tuple(fields))
    if len(raw) == 1 and isinstance(value, str) and kind in ("text", "ansi"):
        return Content(value, wide=kind == "text")
    if len(raw) == 1 and isinstance(value, int) and kind == "buffer":
        return Blank(value)
    if len(raw) == 1 and isinstance(value, list):
        numbers = tuple(_known(read_argument(item, lookup)) for item in value)
        if kind == "pair" and len(numbers) == 2:
            return Number((numbers[0] & 0xFFFF) | (numbers[1] & 0xFFFF) << 16)
        return Series(kind, numbers)
    raise ArgumentError(f"{raw!r} is no argument")


def _known(argument: Argument) -> int:
    if not isinstance(argument, Number):
        raise ArgumentError("only numbers can stand in a list")
    return argument.value


def _symbols(raw: str, lookup: Lookup) -> Number:
    """Names joined by ``|``."""
    number = 0
    for name in raw.split("|"):
        found = lookup(name.strip())
        if found is None:
            raise ArgumentError(f"the number of {name.strip()} is not known")
        number |= found
    return Number(number, raw)


def evaluate(argument: Argument, known: Mapping[str, int]) -> int | Memory:
    """What `argument` is, now that the results of earlier steps are `known`."""
    if isinstance(argument, Number):
        return argument.value
    if isinstance(argument, Reference):
        if argument.name not in known:
            raise ArgumentError(f"no earlier step kept {argument.name}")
        return known[argument.name]
    return argument if isinstance(argument, Memory) else _memory(argument, known)


def _memory(argument: Content | Blank | Series | Structure, known: Mapping[str, int]) -> Memory:
    match argument:
        case Content():
            return text(argument.string) if argument.wide else ansi(argument.string)
        case Blank():
            return buffer(argument.size)
        case Series():
            return array(argument.kind, *argument.numbers)
        case Structure():
            return struct_of(argument.name, {path: evaluate(item, known) for path, item in argument.fields})
