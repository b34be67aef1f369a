"""The baseline: findings that were there when the project began to check, so that only new ones count."""

import json
from collections.abc import Container, Iterable, Iterator
from itertools import groupby
from pathlib import Path

import msgspec

from conformance.diagnostic import Diagnostic

#: The name of the file where neither an option nor the configuration gives another.
DEFAULT = "polyspec-baseline.json"
_VERSION = 1


class BaselineError(Exception):
    """A baseline file that cannot be used; the message names the file and what is wrong."""


class Entry(msgspec.Struct, frozen=True):
    """One accepted finding. The fingerprint alone decides; the rest is for the reader of the file."""

    fingerprint: str
    code: str
    locale: str | None
    page: str
    text: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: int
    findings: tuple[Entry, ...]


def written(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """The text of a baseline file that accepts `diagnostics`, which come page by page, in pieces.

    One line each, sorted, so that changes read well.
    """
    yield f'{{"version": {_VERSION}, "findings": ['
    comma = ""
    for _, on_page in groupby(diagnostics, key=lambda diagnostic: diagnostic.page):
        entries = {d.fingerprint: Entry(d.fingerprint, d.code, d.locale, d.page, d.text) for d in on_page}
        for entry in sorted(entries.values(), key=lambda e: (e.locale or "", e.code, e.text, e.fingerprint)):
            yield f"{comma}\n{json.dumps(msgspec.to_builtins(entry), ensure_ascii=False)}"
            comma = ","
    yield "\n]}\n"


def read_baseline(file: Path) -> "Baseline":
    """The baseline in a file; raises BaselineError where it cannot be read or is none."""
    try:
        read = msgspec.json.decode(file.read_bytes(), type=_File)
    except OSError as error:
        raise BaselineError(f"{file}: cannot be read: {error.strerror or error}") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BaselineError(f"{file}: is no baseline file: {error}") from error
    if read.version != _VERSION:
        raise BaselineError(f"{file}: has version {read.version}, this program reads version {_VERSION}")
    return Baseline(read.findings)


class Baseline:
    """The findings that are accepted; it remembers which of them were found."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries = {entry.fingerprint: entry for entry in entries}
        self._found: set[str] = set()

    def __call__(self, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """`diagnostics` with those that the baseline accepts marked as suppressed."""
        return tuple(map(self._marked, diagnostics))

    def _marked(self, diagnostic: Diagnostic) -> Diagnostic:
        if diagnostic.fingerprint not in self.entries:
            return diagnostic
        self._found.add(diagnostic.fingerprint)
        return diagnostic if diagnostic.suppressed else msgspec.structs.replace(diagnostic, suppressed="baseline")

    def unused(self, pages: Container[str], codes: Container[str]) -> tuple[str, ...]:
        """What is to be told of entries that nothing needed.

        That can be known only of those whose page is among the checked `pages` and whose rule is among the
        `codes` that ran.
        """
        return tuple(
            f"baseline entry: {entry.code} on {entry.page} ({entry.locale or 'no locale'}) is found no more:"
            f" {entry.text}"
            for entry in self.entries.values()
            if entry.fingerprint not in self._found and entry.page in pages and entry.code in codes
        )
