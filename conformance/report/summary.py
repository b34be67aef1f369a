"""The summary at the end of the text report: counts by rule, by locale, and of the pages read."""

from collections import Counter
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from conformance.diagnostic import SEVERITIES, Diagnostic, Result, Summary
from conformance.report.counts import number, reading_line
from conformance.report.settings import Settings
from conformance.report.visible import brief, visible

_WIDEST_LABEL = 60


def print_summary(result: Result, settings: Settings, out: StringIO) -> None:
    """Write tables of the findings by rule and by locale, and the counts of the run, to `out`."""
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
    live = [diagnostic for diagnostic in result.diagnostics if diagnostic.suppressed is None]
    if live:
        console.print(_by_rule(live))
        console.print(_by_locale(live))
    for path, reason in sorted(result.summary.refused.items()):
        console.print(Text(f"refused {visible(path)}: {brief(reason)}"))
    for line in _counts(result.summary, live):
        console.print(Text(line))


def _by_rule(found: list[Diagnostic]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("code", "rule", "severity"):
        table.add_column(heading, no_wrap=True)
    table.add_column("findings", justify="right")
    table.add_column("pages", justify="right")
    findings = Counter((d.code, d.rule, d.severity) for d in found)
    pages = Counter(key for key, _ in {((d.code, d.rule, d.severity), d.path) for d in found})
    for key, count in sorted(findings.items(), key=lambda item: (-item[1], item[0])):
        table.add_row(*key, str(count), str(pages[key]))
    return table


def _by_locale(found: list[Diagnostic]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("locale", no_wrap=True)
    severities = tuple(reversed(SEVERITIES))
    for severity in (*severities, "all"):
        table.add_column(severity, justify="right")
    count = Counter((d.locale, d.severity) for d in found)
    for locale in sorted({d.locale for d in found}, key=lambda tag: tag or "~"):
        numbers = [count[locale, severity] for severity in severities]
        table.add_row(brief(locale) if locale else "none blamed", *map(str, (*numbers, sum(numbers))))
    return table


def _counts(summary: Summary, live: list[Diagnostic]) -> list[str]:
    """The closing lines: what became of every page, and how many findings there are."""
    lines = [reading_line(summary)]
    if summary.not_comparable or summary.disputed:
        unclear = f"{summary.disputed} disputed, {sum(summary.not_comparable.values())} not comparable"
        lines.append(f"{unclear} (--show disputed,not-comparable lists them)")
    if summary.suppressed:
        reasons = ", ".join(f"{brief(reason)} {count}" for reason, count in sorted(summary.suppressed.items()))
        lines.append(f"{sum(summary.suppressed.values())} suppressed ({reasons})")
    severities = Counter(diagnostic.severity for diagnostic in live)
    found = ", ".join(number(severities[s], s) for s in reversed(SEVERITIES) if severities[s])
    return [*lines, f"found {found}" if found else "nothing found"]
