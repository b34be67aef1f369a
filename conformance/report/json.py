"""The report for programs: one JSON object, described in docs/findings.md and docs/schema/findings.schema.json."""

import json
from collections.abc import Iterable, Iterator

import msgspec

from conformance.diagnostic import Diagnostic, Entry, Result, Summary
from conformance.report.settings import Settings
from conformance.spool import Spool


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The whole report: `suppressed` holds what a baseline or a comment keeps out of `diagnostics`."""

    summary: Summary
    diagnostics: tuple[Entry, ...]
    suppressed: tuple[Entry, ...]


_ENCODER = msgspec.json.Encoder(order="deterministic")
#: What ends an entry, where the line of a Diagnostic goes on with what people get beside it. No text can hold it:
#: within the strings of JSON a quotation mark has a backslash before it.
_END = b',"source_line":'
_LIVE = b'"suppressed":null'


def render(result: Result, settings: Settings) -> Iterator[bytes]:
    """`result` as JSON with one line a finding, in UTF-8; the same result gives the same bytes."""
    yield b'{"summary": %b,\n"diagnostics": [' % _encode(result.summary)
    yield from _listed(result, suppressed=False)
    yield b'],\n"suppressed": ['
    if result.summary.suppressed:
        yield from _listed(result, suppressed=True)
    yield b"]}\n"


def _listed(result: Result, *, suppressed: bool) -> Iterator[bytes]:
    """The findings that are suppressed, or those that are not: what stands between the brackets of a list."""
    comma = b"\n"
    for lines in _lines(result.diagnostics):
        entries = [line[: line.rindex(_END)] for line in lines]
        if result.summary.suppressed:
            entries = [entry for entry in entries if entry.endswith(_LIVE) is not suppressed]
        if entries:
            yield b"%b%b}" % (comma, b"},\n".join(entries))
            comma = b",\n"


def _lines(diagnostics: Iterable[Diagnostic]) -> Iterator[list[bytes]]:
    """The findings in JSON, each a line, some at a time."""
    if isinstance(diagnostics, Spool):  # as they were put away
        yield from (block.split(b"\n")[:-1] for block in diagnostics.blocks())
    else:
        yield list(map(_encode, diagnostics))


def _encode(data: msgspec.Struct) -> bytes:
    try:
        return _ENCODER.encode(data)
    except UnicodeEncodeError:  # the lone surrogates of undecodable file names, which only the standard library takes
        plain = msgspec.to_builtins(data, order="deterministic")
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def schema() -> dict[str, object]:
    """The JSON Schema of the report."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Findings of polyspec check",
        **msgspec.json.schema(Report),
    }
