"""Counts in words."""

from conformance.diagnostic import Summary
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
