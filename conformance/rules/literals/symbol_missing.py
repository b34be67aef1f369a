"""T005: a symbol that got lost."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.literals._findings import findings
from conformance.view import View


@rule("T005", "symbol-missing", "error")
def symbol_missing(view: View) -> Iterator[Finding]:
    """A symbol that the other locales have in a line is not there, nor anything that it may have become.

    The finding covers the line.

    Example: "the style **WS _** is set" where the others name two styles.

    How to fix: translate the sentence anew, or put the symbol back into it.
    """
    yield from findings(view, "lost", kind="symbol")
    yield from findings(view, "lost", kind="type")
