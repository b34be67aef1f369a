"""The report for programs: one JSON object, described in docs/findings.md and docs/schema/findings.schema.json."""

import json

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
    """`result` as JSON; the same result gives the same text."""
    entries = [_entry(diagnostic) for diagnostic in result.diagnostics]
    report = Report(
        summary=result.summary,
        diagnostics=tuple(entry for entry in entries if entry.suppressed is None),
        suppressed=tuple(entry for entry in entries if entry.suppressed is not None),
    )
    # The json of the standard library takes the lone surrogates of undecodable file names; msgspec does not.
    return json.dumps(msgspec.to_builtins(report, order="deterministic"), ensure_ascii=False, indent=2) + "\n"


def schema() -> dict[str, object]:
    """The JSON Schema of the report."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Findings of polyspec check",
        **msgspec.json.schema(Report),
    }


def _entry(diagnostic: Diagnostic) -> Entry:
    return msgspec.convert(diagnostic, Entry, from_attributes=True)
