"""What an implementation is known to get wrong: one file each, so that a change either way is seen."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal

import msgspec
import yaml

#: who is wrong: the implementation that differs, or the page that states what no implementation does
Culprit = Literal["implementation", "page"]


class ExpectationError(Exception):
    """A file of expected failures that is wrong; the message says where and how."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Rules (ids, or patterns with ``*``) that are expected to fail, who is wrong, and why we think so."""

    rules: tuple[str, ...]
    who: Culprit
    reason: str


class Expectations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The expected failures of one implementation, as its version was when they were looked at."""

    implementation: str
    version: str
    expected: tuple[Entry, ...] = ()

    def reason(self, rule: str) -> str | None:
        """Why `rule` is expected to fail, or None where it is not."""
        return next((f"{entry.who}: {entry.reason}" for entry in self._entries(rule)), None)

    def _entries(self, rule: str) -> Iterator[Entry]:
        return (entry for entry in self.expected if any(fnmatchcase(rule, pattern) for pattern in entry.rules))


def read_expectations(path: Path) -> Expectations:
    """Read one file. Raises ExpectationError with the file, and the line where it is known."""
    try:
        return msgspec.convert(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader), Expectations)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ExpectationError(f"{path}:{line}: {error.problem}") from error
    except (OSError, yaml.YAMLError, msgspec.ValidationError, ValueError, RecursionError) as error:
        raise ExpectationError(f"{path}: {error}") from error


def shipped_expectations(folder: Path, implementation: str) -> Expectations | None:
    """The file of `implementation` in `folder`, or None where it has none."""
    path = folder / f"{implementation}.yaml"
    return read_expectations(path) if path.is_file() else None
