"""The report for people: findings by page and locale, each with its line, then a summary."""

from collections.abc import Iterator
from io import StringIO
from itertools import groupby

from rich.color import ColorSystem
from rich.style import Style

from conformance.diagnostic import Diagnostic, Result, Severity
from conformance.report.excerpt import excerpt
from conformance.report.settings import Settings
from conformance.report.summary import Tables, print_summary
from conformance.report.visible import brief, shown, statements, visible

_SEVERITY_STYLES: dict[Severity, str] = {"error": "bold red", "warning": "bold yellow", "info": "bold blue"}
_COLORS = ColorSystem.STANDARD
_LEAST_WIDTH = 40


def render(result: Result, settings: Settings) -> Iterator[str]:
    """`result` as text, page by page; without colours unless `settings.color`, lines cut to `settings.width`."""
    tables = Tables()
    live = (diagnostic for diagnostic in result.diagnostics if diagnostic.suppressed is None)
    for page, on_page in groupby(live, key=lambda d: d.page):
        found = list(on_page)
        tables.add(found)
        yield _page(page, found, settings)
    out = StringIO()
    print_summary(result.summary, tables, settings, out)
    yield out.getvalue()


def _page(page: str, found: list[Diagnostic], settings: Settings) -> str:
    write = _Writer(settings)
    write.heading(page, found)
    for locale, in_locale in groupby(found, key=lambda d: d.locale):
        write.locale(locale)
        for diagnostic in in_locale:
            write.finding(diagnostic)
    return write.text()


class _Writer:
    """Writes the parts of the report, one call a part."""

    def __init__(self, settings: Settings) -> None:
        self._parts: list[str] = []
        self._paint = _painted if settings.color else _plain
        self._width = max(settings.width, _LEAST_WIDTH)

    def text(self) -> str:
        """What was written."""
        return "".join(self._parts)

    def heading(self, page: str, found: list[Diagnostic]) -> None:
        names = sorted({diagnostic.message for diagnostic in found})
        self._parts.append(
            f"{self._paint(brief(', '.join(names)), 'bold')}{self._paint('  ' + visible(page), 'dim')}\n"
        )

    def locale(self, locale: str | None) -> None:
        name = brief(locale) if locale else "no locale blamed"
        self._parts.append(f"{self._paint(f'── {name}', 'cyan')}\n")

    def finding(self, diagnostic: Diagnostic) -> None:
        paint, style = self._paint, _SEVERITY_STYLES[diagnostic.severity]
        place = f"{visible(diagnostic.path)}:{diagnostic.line}:{diagnostic.column}"
        self._parts.append(
            f"{place} {paint(diagnostic.code, style)} {diagnostic.rule} {paint(diagnostic.severity, style)}\n"
            f"  {brief(diagnostic.text)}\n"
        )
        self._source(diagnostic, style)
        facts = _facts(diagnostic)
        width = max([len(label) for label, _ in facts], default=0)
        self._parts += [f"{paint(f'  {label.ljust(width)}  ', 'dim')}{value}\n" for label, value in facts]
        self._parts.append("\n")

    def _source(self, diagnostic: Diagnostic, style: str) -> None:
        line = diagnostic.source_line
        if not line:
            return
        one_line = diagnostic.end_line == diagnostic.line
        gutter = f"  {diagnostic.line:>6} │ "
        part = excerpt(
            line,
            diagnostic.column - 1,
            diagnostic.end_column - 1 if one_line else len(line),
            self._width - len(gutter),
        )
        rest = "" if one_line else f" to line {diagnostic.end_line}"
        paint = self._paint
        self._parts.append(
            f"{paint(gutter, 'dim')}{part.before}{paint(part.wrong, style)}{part.after}\n"
            f"{paint(' ' * (len(gutter) - 2) + '│ ', 'dim')}{paint(part.carets + rest, style)}\n"
        )


def _plain(text: str, style: str) -> str:
    return text


def _painted(text: str, style: str) -> str:
    return Style.parse(style).render(text, color_system=_COLORS) if text else text


def _facts(diagnostic: Diagnostic) -> list[tuple[str, str]]:
    """What was expected and found, what the other locales state and what to do, each with its label."""
    rows: list[tuple[str, str]] = []
    said = statements(diagnostic)
    if diagnostic.expected is not None or diagnostic.found is not None:
        expected = shown(diagnostic.expected)
        agreeing = "".join(f" ({locales})" for locales, value in said if value == expected)
        rows += [("expected", expected + agreeing), ("found", shown(diagnostic.found))]
        said = [(locales, value) for locales, value in said if value != expected]
    rows += said
    if diagnostic.related:
        other = diagnostic.related[0]
        rows.append(("compare", f"{visible(other.path)}:{other.line}:{other.column}"))
    if diagnostic.fix:
        change = f"replace with {shown(diagnostic.fix.replacement)}" if diagnostic.fix.replacement else "remove it"
        rows.append(("fix" if diagnostic.fix.safe else "likely fix", change))
    return rows
