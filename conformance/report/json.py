"""The report for programs: one JSON object, described in docs/findings.md and docs/schema/findings.schema.json."""

import json
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from conformance.diagnostic import Diagnostic, Fix, Related, Result, Severity, Summary
from conformance.report.settings import Settings
from conformance.spool import Spool


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One finding as programs get it: a Diagnostic without the source line, which may be of any length."""

    code: str
    rule: str
    severity: Severity
    locale: str | None
    page: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    field: str
    expected: str | None
    found: str | None
    text: str
    witnesses: dict[str, str | None]
    confidence: float
    fix: Fix | None
    fingerprint: str
    related: tuple[Related, ...]
    suppressed: str | None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The whole report: `suppressed` holds what a baseline or a comment keeps out of `diagnostics`."""

    summary: Summary
    diagnostics: tuple[Entry, ...]
    suppressed: tuple[Entry, ...]


_ENTRIES = msgspec.msgpack.Decoder(tuple[Entry, ...])
_ENCODER = msgspec.json.Encoder(order="deterministic")


def render(result: Result, settings: Settings) -> Iterator[str]:
    """`result` as JSON with one line a finding; the same result gives the same text."""
    yield f'{{"summary": {_encode(result.summary)},\n"diagnostics": ['
    yield from _listed(result, suppressed=False)
    yield '],\n"suppressed": ['
    if result.summary.suppressed:
        yield from _listed(result, suppressed=True)
    yield "]}\n"


def _listed(result: Result, *, suppressed: bool) -> Iterator[str]:
    """The findings that are suppressed, or those that are not: what stands between the brackets of a list."""
    comma = "\n"
    for entries in _entries(result.diagnostics):
        wanted = [entry for entry in entries if (entry.suppressed is not None) is suppressed]
        if wanted:
            yield comma + _lines(wanted)
            comma = ",\n"


def _entries(diagnostics: Iterable[Diagnostic]) -> Iterator[Iterable[Entry]]:
    """The findings, some at a time."""
    if isinstance(diagnostics, Spool):  # from its bytes at once
        yield from map(_ENTRIES.decode, diagnostics.blocks())
    else:
        yield (msgspec.convert(diagnostic, Entry, from_attributes=True) for diagnostic in diagnostics)


def _lines(entries: Sequence[Entry]) -> str:
    try:
        return b",\n".join(map(_ENCODER.encode, entries)).decode()
    except UnicodeEncodeError:
        return ",\n".join(map(_encode, entries))


def _encode(data: msgspec.Struct) -> str:
    try:
        return _ENCODER.encode(data).decode()
    except UnicodeEncodeError:  # the lone surrogates of undecodable file names, which only the standard library takes
        return json.dumps(msgspec.to_builtins(data, order="deterministic"), ensure_ascii=False)


def schema() -> dict[str, object]:
    """The JSON Schema of the report."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Findings of polyspec check",
        **msgspec.json.schema(Report),
    }
