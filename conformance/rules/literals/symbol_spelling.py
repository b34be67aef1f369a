"""T004: a symbol with spaces inside or in the wrong letter case."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.literals._findings import findings
from conformance.view import View


@rule("T004", "symbol-spelling", "warning")
def symbol_spelling(view: View) -> Iterator[Finding]:
    """A symbol in the prose has spaces around its underscores, or the wrong letter case.

    It is still to be recognised, so that this is a warning; it cannot be copied or searched for.

    Example: `LB _ ERR` for `LB_ERR`, `true` for `TRUE`, `Showwindow` for `ShowWindow`.

    How to fix: write the symbol as the headers spell it. The fix is safe where most pages have it, or where only
    spaces are wrong and a second page has it, and no piece of a name stands right beside it.
    """
    yield from findings(view, "spelling", "case", kind="symbol")
