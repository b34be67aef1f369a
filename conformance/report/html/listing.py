"""Lists of messages, in files of a bounded length that are written as soon as they are full."""

from collections import Counter
from collections.abc import Callable, Sequence

import msgspec

from conformance.diagnostic import Diagnostic
from conformance.report.html.layout import fill
from conformance.report.html.sheet import Sheet
from conformance.report.html.tally import GRAVEST_FIRST, NOBODY
from conformance.report.visible import brief, shown

ROWS_A_FILE = 200
#: What the findings of a row are about, as words with numbers.
Tags = Callable[[Sequence[Diagnostic]], tuple[tuple[str, int], ...]]


class Row(msgspec.Struct, frozen=True):
    """One message of a list: `counts` by severity, the gravest first, `tags` what its findings are about."""

    name: str
    scope: str | None
    page: str
    href: str
    counts: tuple[int, ...]
    tags: tuple[tuple[str, int], ...]
    example: str = ""


class Paragraph(msgspec.Struct, frozen=True):
    """Lines of a text; in each every second piece is code."""

    lines: tuple[tuple[str, ...], ...]


class Heading(msgspec.Struct, frozen=True):
    """What a list is about: its title, the word over the tags, and what stands above the table."""

    title: str
    kind: str
    tags: str
    paragraphs: tuple[Paragraph, ...] = ()


class Listing:
    """One list. `path` is that of its first file without the ending, `write` takes a path and a text."""

    def __init__(self, path: str, heading: Heading, write: Callable[[str, str], None]) -> None:
        self.path = path
        self.heading = heading
        self._write = write
        self._rows: list[Row] = []
        self._file = 1

    def add(self, row: Row) -> None:
        """Put `row` at the end of the list."""
        if len(self._rows) == ROWS_A_FILE:
            self._flush(last=False)
            self._file += 1
            self._rows.clear()
        self._rows.append(row)

    def close(self) -> None:
        """Write what is left; nothing is added after this."""
        self._flush(last=True)

    def _flush(self, *, last: bool) -> None:
        path = self._name(self._file)
        self._write(
            path,
            fill(
                "list",
                path,
                heading=self.heading,
                rows=self._rows,
                severities=GRAVEST_FIRST,
                file=self._file,
                first=(self._file - 1) * ROWS_A_FILE + 1,
                previous=self._name(self._file - 1) if self._file > 1 else None,
                following=None if last else self._name(self._file + 1),
            ),
        )

    def _name(self, number: int) -> str:
        return f"{self.path}.html" if number == 1 else f"{self.path}.{number}.html"


def paragraphs(documentation: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a rule's documentation: one line each, but for lists and what else is indented."""
    found = []
    for block in documentation.split("\n\n"):
        lines = block.splitlines()
        if not any(line.startswith((" ", "- ", "* ")) for line in lines):
            lines = [" ".join(lines)]
        found.append(Paragraph(tuple(tuple(line.split("`")) for line in lines)))
    return tuple(found)


def row(sheet: Sheet, href: str, found: Sequence[Diagnostic], tags: Tags) -> Row:
    """The row of a message whose page is at `href`, about the findings `found`."""
    count = Counter(diagnostic.severity for diagnostic in found)
    counts = tuple(count[severity] for severity in GRAVEST_FIRST)
    return Row(sheet.name, sheet.scope, sheet.page, href, counts, tags(found), _example(found[0]) if found else "")


def locale_tags(found: Sequence[Diagnostic]) -> tuple[tuple[str, int], ...]:
    """The locales that are blamed, each with its number of findings."""
    return tuple(sorted(Counter(diagnostic.locale or NOBODY for diagnostic in found).items()))


def rule_tags(found: Sequence[Diagnostic]) -> tuple[tuple[str, int], ...]:
    """The codes of the rules, each with its number of findings."""
    return tuple(sorted(Counter(diagnostic.code for diagnostic in found).items()))


def parted(found: Sequence[Diagnostic], key: Callable[[Diagnostic], str]) -> list[tuple[str, list[Diagnostic]]]:
    """`found` by what `key` gives, in the order of that."""
    parts: dict[str, list[Diagnostic]] = {}
    for diagnostic in found:
        parts.setdefault(key(diagnostic), []).append(diagnostic)
    return sorted(parts.items())


def _example(diagnostic: Diagnostic) -> str:
    """What a finding says is wrong and right."""
    if diagnostic.expected is None and diagnostic.found is None:
        return brief(diagnostic.text)
    return f"{shown(diagnostic.found)} → {shown(diagnostic.expected)}"
