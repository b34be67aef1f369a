"""Counts in words."""

from conformance.diagnostic import SEVERITIES, Summary
from conformance.report.visible import brief


def number(count: int, noun: str) -> str:
    """``1 page``, ``2 pages``."""
    return f"{count} {noun}" if count == 1 or noun == "info" else f"{count} {noun}s"


def reading_line(summary: Summary) -> str:
    """What became of every page that was read, the commonest kinds of other pages first."""
    ranked = sorted(summary.not_a_message.items(), key=lambda item: (-item[1], item[0]))
    kinds = ", ".join(f"{brief(kind)} {count}" for kind, count in ranked)
    others = sum(summary.not_a_message.values())
    return (
        f"{number(summary.pages, 'page')} read: {summary.modelled} modelled, {others} not a message"
        f"{f' ({kinds})' if kinds else ''}, {len(summary.refused)} refused; {number(summary.messages, 'message')}"
    )


def closing_lines(summary: Summary) -> list[str]:
    """The closing lines: what became of every page, and how many findings there are."""
    lines = [reading_line(summary)]
    if summary.not_comparable or summary.disputed:
        unclear = f"{summary.disputed} disputed, {sum(summary.not_comparable.values())} not comparable"
        lines.append(f"{unclear} (--show disputed,not-comparable lists them)")
    if summary.suppressed:
        reasons = ", ".join(f"{brief(reason)} {count}" for reason, count in sorted(summary.suppressed.items()))
        lines.append(f"{sum(summary.suppressed.values())} suppressed ({reasons})")
    severities = reversed(SEVERITIES)
    found = ", ".join(number(summary.findings[s], s) for s in severities if s in summary.findings)
    return [*lines, f"found {found}" if found else "nothing found"]
