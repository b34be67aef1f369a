"""The report for programs: one JSON object, described in docs/findings.md and docs/schema/findings.schema.json."""

import json
from collections.abc import Iterable

import msgspec

from conformance.diagnostic import Diagnostic, Fix, Related, Result, Severity, Summary
from conformance.report.settings import Settings


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


def render(result: Result, settings: Settings) -> str:
    """`result` as JSON with one line a finding; the same result gives the same text."""
    entries = [_entry(diagnostic) for diagnostic in result.diagnostics]
    live = _lines(entry for entry in entries if entry.suppressed is None)
    suppressed = _lines(entry for entry in entries if entry.suppressed is not None)
    summary = _encode(result.summary)
    return f'{{"summary": {summary},\n"diagnostics": [{live}],\n"suppressed": [{suppressed}]}}\n'


def _lines(entries: Iterable[Entry]) -> str:
    return ",".join(f"\n{_encode(entry)}" for entry in entries)


def _encode(data: msgspec.Struct) -> str:
    # The json of the standard library takes the lone surrogates of undecodable file names; msgspec does not.
    return json.dumps(msgspec.to_builtins(data, order="deterministic"), ensure_ascii=False)


def schema() -> dict[str, object]:
    """The JSON Schema of the report."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Findings of polyspec check",
        **msgspec.json.schema(Report),
    }


def _entry(diagnostic: Diagnostic) -> Entry:
    return msgspec.convert(diagnostic, Entry, from_attributes=True)
