"""Curated numbers: what a constant is worth, in which header, and by whose word (`docs/values.md`).

Each file of `specs/values` holds the constants of one header, as one toolchain compiled them.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from spec_model.expression import ExpressionError, evaluate, number_of
from spec_model.nesting import check_nesting
from spec_model.resources import data_folder

__all__ = [
    "CuratedValue",
    "ExpressionError",
    "Pair",
    "Source",
    "ValueFile",
    "Values",
    "ValuesError",
    "evaluate",
    "load_values",
    "number_of",
    "same_number",
    "shipped_values",
]


# A line of the values as `polyspec values` writes them; names that YAML would read as something else are quoted there.
_INTEGER = "(-?(?:0|[1-9][0-9]{0,19}+))"  # of 64 bits: 20 digits at most
_LINE = re.compile(
    rf"^  (?!(?i:y|n|yes|no|on|off|true|false|null):)([A-Za-z_][A-Za-z0-9_]*+): "
    rf"(?:{_INTEGER}|\{{ansi: {_INTEGER}, unicode: {_INTEGER}\}})\n",
    re.MULTILINE,
)


class ValuesError(Exception):
    """A file of values that cannot be read or does not fit its schema; the message says which and where."""


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose word a number is: the compiler, its version, and the SDK whose headers it read."""

    toolchain: str
    version: str
    sdk: str

    def __str__(self) -> str:
        return f"{self.sdk}, {self.toolchain} {self.version}"


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The two numbers of a name that means another one where ``UNICODE`` is defined."""

    ansi: int
    unicode: int


class ValueFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of `specs/values`: numbers by name, the header that defines them, and the source."""

    header: str
    source: Source
    values: dict[str, int | Pair]


class CuratedValue(msgspec.Struct, frozen=True):
    """The number of one name in one header.

    `number` is what a Unicode program gets; `ansi` differs from it only where the name is one of a pair.
    """

    name: str
    number: int
    ansi: int
    header: str
    source: Source

    @property
    def is_pair(self) -> bool:
        """Whether the name stands for an ANSI and a Unicode form with different numbers."""
        return self.number != self.ansi


class Values:
    """Numbers by name. A name can be known from several files; they are asked in the order they were given."""

    def __init__(self, files: Iterable[ValueFile] = ()) -> None:
        self._files: tuple[ValueFile, ...] = tuple(files)
        self._index: dict[str, list[ValueFile]] = {}
        for file in self._files:
            for name in file.values:
                self._index.setdefault(name, []).append(file)

    def __len__(self) -> int:
        return len(self._index)

    def __contains__(self, name: object) -> bool:
        return name in self._index

    def __iter__(self) -> Iterator[str]:
        """The names, sorted."""
        return iter(sorted(self._index))

    def find_all(self, name: str) -> tuple[CuratedValue, ...]:
        """What every file says of `name`."""
        return tuple(_curated(name, file) for file in self._index.get(name, ()))

    def find(self, name: str, header: str | None = None) -> CuratedValue | None:
        """The value of `name`, of `header` (any letter case) before others.

        None where no file has the name, or where files of other headers disagree about it.
        """
        found = self.find_all(name)
        own = [value for value in found if header and value.header.lower() == header.lower()]
        candidates = own or found
        if len({(value.number, value.ansi) for value in candidates}) != 1:
            return None
        return candidates[0]

    def number(self, name: str, header: str | None = None) -> int | None:
        """The number of `name` as `find` knows it, or None: a name table for `evaluate`."""
        value = self.find(name, header)
        return value.number if value else None

    def joined(self, other: "Values") -> "Values":
        """These values and those of `other`."""
        return Values((*self._files, *other._files))


def _curated(name: str, file: ValueFile) -> CuratedValue:
    value = file.values[name]
    if isinstance(value, Pair):
        return CuratedValue(name, value.unicode, value.ansi, file.header, file.source)
    return CuratedValue(name, value, value, file.header, file.source)


def same_number(one: int, other: int) -> bool:
    """Whether two numbers mean the same 32-bit code, whether it is written signed or unsigned."""
    if one == other:
        return True
    low, high = -(1 << 31), 1 << 32
    return low <= one < high and low <= other < high and (one - other) % high == 0


def read_value_file(path: Path) -> ValueFile:
    """One file of values; raises ValuesError where it cannot be read or does not fit."""
    where = path.as_posix()
    try:
        return parse_value_file(path.read_text(encoding="utf-8"), where)
    except (OSError, UnicodeDecodeError) as error:
        raise ValuesError(f"{where}: {error}") from error


def parse_value_file(text: str, where: str) -> ValueFile:
    """The file of values in the YAML `text`; raises ValuesError, naming `where`, where it does not fit."""
    head, _, body = text.partition("\nvalues:\n")
    plain = _plain_values(body)
    try:
        data = _yaml(head if plain else text)
        if plain and isinstance(data, dict):
            data["values"] = plain
        return msgspec.convert(data, ValueFile, strict=True)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ValuesError(f"{where}:{line}: {error.problem}") from error
    except (yaml.YAMLError, msgspec.ValidationError, ValueError, RecursionError) as error:
        raise ValuesError(f"{where}: {error}") from error


def _yaml(text: str) -> Any:
    check_nesting(text)
    return yaml.load(text, Loader=yaml.CSafeLoader)


def _plain_values(body: str) -> dict[str, int | Pair] | None:
    """The values where every line of them is plain, which a pattern reads ten times faster than the YAML library."""
    lines = _LINE.findall(body)
    if not body.endswith("\n") or len(lines) != body.count("\n"):
        return None
    return {name: int(one) if one else Pair(int(ansi), int(wide)) for name, one, ansi, wide in lines}


def load_values(paths: Iterable[Path]) -> Values:
    """The values of files, and of every ``.yaml`` file below folders; raises ValuesError."""
    files: list[Path] = []
    for path in paths:
        files += sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    return Values(read_value_file(file) for file in files)


@cache
def shipped_values() -> Values:
    """The values that ship with the program."""
    return load_values([data_folder("specs") / "values"])
