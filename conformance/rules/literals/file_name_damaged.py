"""T006: the name of a file with spaces inside."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.literals._findings import findings
from conformance.view import View


@rule("T006", "file-name-damaged", "warning")
def file_name_damaged(view: View) -> Iterator[Finding]:
    """The name of a header or library in the prose has spaces or another dot inside, or is transliterated.

    The header in the requirements has rules of its own.

    Example: `Commctrl. h` for `Commctrl.h`.

    How to fix: write the name of the file.
    """
    yield from findings(view, "spelling", "case", "sound", "link", "alone", kind="file")
