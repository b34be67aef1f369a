"""The summary at the end of the text report: counts by rule, by locale, and of the pages read."""

from collections import Counter
from collections.abc import Iterable
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from conformance.diagnostic import SEVERITIES, Diagnostic, Severity, Summary
from conformance.report.counts import closing_lines
from conformance.report.settings import Settings
from conformance.report.visible import brief, visible

_WIDEST_LABEL = 60


class Tables:
    """The findings counted by rule and by locale, page after page."""

    def __init__(self) -> None:
        self._findings: Counter[tuple[str, str, Severity]] = Counter()
        self._pages: Counter[tuple[str, str, Severity]] = Counter()
        self._locales: Counter[tuple[str | None, Severity]] = Counter()

    def add(self, found: Iterable[Diagnostic]) -> None:
        """Count what was found on the pages of one message."""
        seen = set()
        for diagnostic in found:
            key = diagnostic.code, diagnostic.rule, diagnostic.severity
            self._findings[key] += 1
            self._locales[diagnostic.locale, diagnostic.severity] += 1
            seen.add((key, diagnostic.path))
        self._pages.update(key for key, _ in seen)

    def by_rule(self) -> Table:
        """A row for each rule, most findings first."""
        table = Table(box=SIMPLE_HEAD, pad_edge=False)
        for heading in ("code", "rule", "severity"):
            table.add_column(heading, no_wrap=True)
        table.add_column("findings", justify="right")
        table.add_column("pages", justify="right")
        for key, count in sorted(self._findings.items(), key=lambda item: (-item[1], item[0])):
            table.add_row(*key, str(count), str(self._pages[key]))
        return table

    def by_locale(self) -> Table:
        """A row for each locale, those that nobody is blamed for last."""
        table = Table(box=SIMPLE_HEAD, pad_edge=False)
        table.add_column("locale", no_wrap=True)
        severities = tuple(reversed(SEVERITIES))
        for severity in (*severities, "all"):
            table.add_column(severity, justify="right")
        for locale in sorted({locale for locale, _ in self._locales}, key=lambda tag: tag or "~"):
            numbers = [self._locales[locale, severity] for severity in severities]
            table.add_row(brief(locale) if locale else "none blamed", *map(str, (*numbers, sum(numbers))))
        return table


def print_summary(summary: Summary, tables: Tables, settings: Settings, out: StringIO) -> None:
    """Write the tables of the findings, and the counts of the run, to `out`."""
    console = Console(
        file=out,
        width=max(settings.width, _WIDEST_LABEL),
        force_terminal=settings.color,
        color_system="standard" if settings.color else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=True,
    )
    if summary.findings:
        console.print(tables.by_rule())
        console.print(tables.by_locale())
    for path, reason in sorted(summary.refused.items()):
        console.print(Text(f"refused {visible(path)}: {brief(reason)}"))
    for line in closing_lines(summary):
        console.print(Text(line))
