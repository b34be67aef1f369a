"""The report as SARIF 2.1.0, which code scanning services and editors read."""

import json
import re
from collections.abc import Iterator
from urllib.parse import quote

from conformance.diagnostic import Diagnostic, Fix, Related, Result, Severity, Summary
from conformance.registry import Rule
from conformance.report.settings import Settings
from conformance.report.visible import brief, shown, statements

Object = dict[str, object]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_ROOT = "%SRCROOT%"
_DRIVE = re.compile(r"[A-Za-z]:/")
_LONGEST_SNIPPET = 1000


def render(result: Result, settings: Settings) -> Iterator[str]:
    """`result` as a SARIF log with one run, one line a result; the same result gives the same text."""
    index = {rule.code: number for number, rule in enumerate(settings.rules)}
    baselined = "baseline" in result.summary.suppressed
    run: Object = {
        "tool": {"driver": _driver(settings)},
        "columnKind": "unicodeCodePoints",
        "defaultEncoding": "utf-8",
        "newlineSequences": ["\r\n", "\r", "\n"],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder in which polyspec was run."}}},
        "invocations": [_invocation(result.summary)],
    }
    yield f'{{"$schema": {_encode(_SCHEMA)}, "version": "2.1.0", "runs": [{_encode(run)[:-1]}, "results": ['
    comma = ""
    for diagnostic in result.diagnostics:
        yield f"{comma}\n{_encode(_result(diagnostic, index, baselined=baselined))}"
        comma = ","
    yield "]}]}\n"


def _encode(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


def _driver(settings: Settings) -> Object:
    driver: Object = {
        "name": "polyspec",
        "version": settings.version,
        "rules": [_rule(rule, settings.documentation) for rule in settings.rules],
    }
    if settings.documentation:
        driver["informationUri"] = settings.documentation
    return driver


def _rule(rule: Rule, documentation: str | None) -> Object:
    described: Object = {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": _message(rule.summary)},
        "fullDescription": {"text": _message(rule.summary)},
        "help": {"text": _message(rule.documentation), "markdown": _message(rule.documentation)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.family, rule.name]},
    }
    if documentation:
        described["helpUri"] = f"{documentation.rstrip('/')}/rules.md#{rule.code.lower()}"
    return described


def _invocation(summary: Summary) -> Object:
    notifications: list[Object] = [
        {
            "level": "warning",
            "message": {"text": _message(f"page refused: {brief(reason)}")},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(path)}}],
        }
        for path, reason in sorted(summary.refused.items())
    ]
    notifications += [{"level": "note", "message": {"text": _message(f"unused {brief(n)}")}} for n in summary.unused]
    return {"executionSuccessful": True, "toolExecutionNotifications": notifications}


def _result(diagnostic: Diagnostic, index: dict[str, int], *, baselined: bool) -> Object:
    region = _region(diagnostic.line, diagnostic.column, diagnostic.end_line, diagnostic.end_column)
    if diagnostic.line == diagnostic.end_line and diagnostic.end_column - diagnostic.column <= _LONGEST_SNIPPET:
        region["snippet"] = {"text": diagnostic.source_line[diagnostic.column - 1 : diagnostic.end_column - 1]}
    member = {"fullyQualifiedName": f"{diagnostic.message}.{diagnostic.field}", "kind": "member"}
    described: Object = {
        "ruleId": diagnostic.code,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": _message(_words(diagnostic))},
        "locations": [{"physicalLocation": _physical(diagnostic.path, region), "logicalLocations": [member]}],
        "relatedLocations": [_related(number, other) for number, other in enumerate(diagnostic.related, start=1)],
        "partialFingerprints": {"polyspec/v1": diagnostic.fingerprint},
        "rank": round(diagnostic.confidence * 100, 1),
        "properties": {
            "locale": diagnostic.locale,
            "page": diagnostic.page,
            "field": diagnostic.field,
            "expected": diagnostic.expected,
            "found": diagnostic.found,
            "witnesses": dict(sorted(diagnostic.witnesses.items())),
        },
    }
    if diagnostic.code in index:
        described["ruleIndex"] = index[diagnostic.code]
    if diagnostic.fix:
        described["fixes"] = [_fix(diagnostic.path, diagnostic.fix)]
    if baselined:
        described["baselineState"] = "unchanged" if diagnostic.suppressed == "baseline" else "new"
    if diagnostic.suppressed is not None:
        kind = "inSource" if diagnostic.suppressed == "inline" else "external"
        described["suppressions"] = [{"kind": kind, "justification": diagnostic.suppressed}]
    return described


def _words(diagnostic: Diagnostic) -> str:
    said = "; ".join(f"{locales}: {value}" for locales, value in statements(diagnostic))
    expected = f" Expected: {shown(diagnostic.expected)}." if diagnostic.expected is not None else ""
    return f"{brief(diagnostic.text)}.{expected}" + (f" Stated by {said}" if said else "")


def _related(number: int, other: Related) -> Object:
    region = _region(other.line, other.column, other.line, other.end_column)
    return {
        "id": number,
        "message": {"text": _message(f"{other.locale}: {shown(other.text)}")},
        "physicalLocation": _physical(other.path, region),
    }


def _fix(path: str, fix: Fix) -> Object:
    words = f"replace with {shown(fix.replacement)}" if fix.replacement else "remove"
    change = {
        "deletedRegion": _region(fix.line, fix.column, fix.end_line, fix.end_column),
        "insertedContent": {"text": fix.replacement},
    }
    return {
        "description": {"text": _message(words if fix.safe else f"{words} (likely, not proven)")},
        "artifactChanges": [{"artifactLocation": _artifact(path), "replacements": [change]}],
        "properties": {"safe": fix.safe},
    }


def _physical(path: str, region: Object) -> Object:
    return {"artifactLocation": _artifact(path), "region": region}


def _region(line: int, column: int, end_line: int, end_column: int) -> Object:
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _artifact(path: str) -> Object:
    """The URI of a file: absolute for an absolute path, else relative to the folder polyspec was run in."""
    if _DRIVE.match(path):
        return {"uri": f"file:///{_percent(path, safe='/:')}"}
    if path.startswith("/"):
        return {"uri": f"file://{_percent(path)}"}
    return {"uri": _percent(path), "uriBaseId": _ROOT}


def _percent(path: str, safe: str = "/") -> str:
    return quote(path, safe=safe, errors="surrogateescape")


def _message(text: str) -> str:
    """`text` where SARIF would read braces as placeholders and ``[a](b)`` as a link."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "\\](")
