"""What the overview counts, added up one message at a time."""

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from conformance.diagnostic import SEVERITIES, Diagnostic, Severity

#: The word for findings that blame no locale.
NOBODY = "none blamed"
#: From the gravest to the least.
GRAVEST_FIRST: tuple[Severity, ...] = tuple(reversed(SEVERITIES))
#: How many shades the table of rules and locales has.
SHADES = 5


class Counts(msgspec.Struct, frozen=True):
    """How many findings of each severity, and in how many messages: one row of a chart."""

    error: int
    warning: int
    info: int
    messages: int

    @property
    def findings(self) -> int:
        """All of them."""
        return self.error + self.warning + self.info


class Tally:
    """Counts the findings of messages by locale, rule and area."""

    def __init__(self) -> None:
        self.messages_found = 0
        self.areas: Counter[str] = Counter()
        self.cells: Counter[tuple[str, str]] = Counter()
        self._severities: Counter[tuple[str, str, Severity]] = Counter()
        self._messages: Counter[tuple[str, str]] = Counter()

    def add(self, area: str, found: Sequence[Diagnostic]) -> None:
        """Count one message of an area with its findings, suppressed ones left out."""
        self.areas[area] += 1
        self.messages_found += bool(found)
        for kind, words in (
            ("area", [area] * len(found)),
            ("rule", [d.code for d in found]),
            ("locale", [d.locale or NOBODY for d in found]),
        ):
            self._messages.update((kind, word) for word in set(words))
            for word, diagnostic in zip(words, found, strict=True):
                self._severities[kind, word, diagnostic.severity] += 1
        self.cells.update((d.code, d.locale or NOBODY) for d in found)

    def findings(self) -> dict[str, int]:
        """The number of findings of each severity that has any, the gravest first."""
        count: Counter[str] = Counter()
        for (kind, _, severity), number in self._severities.items():
            count[severity] += number if kind == "area" else 0
        return {severity: count[severity] for severity in GRAVEST_FIRST if count[severity]}

    def of(self, kind: str, word: str) -> Counts:
        """The counts of one locale, rule or area (`kind`)."""
        error, warning, info = (self._severities[kind, word, severity] for severity in GRAVEST_FIRST)
        return Counts(error, warning, info, self._messages[kind, word])

    def ranked(self, kind: str, words: Iterable[str]) -> list[tuple[str, Counts]]:
        """`words` with their counts, most findings first."""
        return sorted(((word, self.of(kind, word)) for word in words), key=lambda row: (-row[1].findings, row[0]))

    def shade(self, code: str, locale: str) -> int:
        """How dark the cell of a rule and a locale is, 0 where nothing was found: each step is a power."""
        count, most = self.cells[code, locale], max(self.cells.values(), default=1)
        if not count:
            return 0
        return next(step for step in range(1, SHADES + 1) if count**SHADES <= most**step)
