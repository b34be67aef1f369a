"""The report as workflow commands, which GitHub shows as annotations of the changed lines."""

from collections.abc import Iterator

from conformance.diagnostic import Diagnostic, Result
from conformance.report.settings import Settings
from conformance.report.visible import brief, shown, statements, visible

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(result: Result, settings: Settings) -> Iterator[str]:
    """`result` as one workflow command a finding, one a refused page, and one a suppression without effect."""
    for diagnostic in result.diagnostics:
        if diagnostic.suppressed is None:
            yield _finding(diagnostic) + "\n"
    for path, reason in sorted(result.summary.refused.items()):
        yield _command("warning", {"file": visible(path), "title": "page refused"}, brief(reason)) + "\n"
    for note in result.summary.unused:
        yield _command("notice", {"title": "unused suppression"}, brief(note)) + "\n"


def _finding(diagnostic: Diagnostic) -> str:
    place = {"file": visible(diagnostic.path), "line": str(diagnostic.line), "endLine": str(diagnostic.end_line)}
    if diagnostic.line == diagnostic.end_line:  # columns are only understood within one line
        place |= {"col": str(diagnostic.column), "endColumn": str(diagnostic.end_column)}
    lines = [brief(diagnostic.text)]
    if diagnostic.expected is not None or diagnostic.found is not None:
        lines.append(f"expected: {shown(diagnostic.expected)}; found: {shown(diagnostic.found)}")
    lines += [f"{locales}: {value}" for locales, value in statements(diagnostic)]
    title = visible(f"{diagnostic.code} {diagnostic.rule}")
    return _command(_COMMANDS[diagnostic.severity], place | {"title": title}, "\n".join(lines))


def _command(name: str, properties: dict[str, str], message: str) -> str:
    listed = ",".join(f"{key}={_escape_property(value)}" for key, value in properties.items())
    return f"::{name} {listed}::{_escape(message)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
