"""T002: a type of C that is not written as the headers spell it."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.literals._findings import findings
from conformance.view import View


@rule("T002", "type-damaged", "warning")
def type_damaged(view: View) -> Iterator[Finding]:
    """The name of a type in the prose is in the wrong letter case, transliterated or translated.

    The type of the return value has a rule of its own.

    Example: `lresult` for `LRESULT`, `логическое` for `BOOL`.

    How to fix: write the type as the headers spell it.
    """
    yield from findings(view, "spelling", "case", "sound", "link", "alone", kind="type")
