"""The data that the search page reads: scripts of our own that hold one table of JSON each."""

import json
from collections import Counter
from collections.abc import Callable, Sequence

from conformance.diagnostic import SEVERITIES, Diagnostic
from conformance.report.html.sheet import Sheet

ROWS_A_FILE = 2000


class Index:
    """Collects a row for each message and writes it with many others: name, scope, page, link and what was found.

    What was found is a list of [number of the locale, number of the rule, number of the severity, findings].
    Numbers are places in `locales` and `codes`; that of no locale is -1.
    """

    def __init__(self, locales: Sequence[str], codes: Sequence[str], write: Callable[[str, str], None]) -> None:
        self.files: list[str] = []
        self._locales = {locale: number for number, locale in enumerate(locales)}
        self._codes = {code: number for number, code in enumerate(codes)}
        self._write = write
        self._rows: list[str] = []

    def add(self, sheet: Sheet, href: str, found: Sequence[Diagnostic]) -> None:
        """Add one message."""
        count = Counter(
            (self._locales.get(d.locale or "", -1), self._codes.get(d.code, -1), SEVERITIES.index(d.severity))
            for d in found
        )
        row = [sheet.name, sheet.scope, sheet.page, href, [[*key, number] for key, number in sorted(count.items())]]
        # Escapes keep every file ASCII: no lone surrogate, and no character that a script takes for a line end.
        self._rows.append(json.dumps(row, separators=(",", ":")))
        if len(self._rows) == ROWS_A_FILE:
            self.close()

    def close(self) -> None:
        """Write what is left."""
        if self._rows:
            path = f"data/messages-{len(self.files) + 1}.js"
            rows = ",\n".join(self._rows)
            self._write(path, f"(window.polyspecRows ??= []).push(\n{rows}\n);\n")
            self.files.append(path)
            self._rows.clear()
