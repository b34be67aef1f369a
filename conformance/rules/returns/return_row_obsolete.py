"""R013: a row of the return codes that no other locale has."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.returns._compare import compare, stated, words
from conformance.rules.returns._rows import is_row
from conformance.view import View


@rule("R013", "return-row-obsolete", "error")
def return_row_obsolete(view: View) -> Iterator[Finding]:
    """The table of return codes has a row that no other locale has.

    Example: a row for `E_OTHER` on one page only.

    How to fix: remove the row.
    """
    for difference in compare(view).differences:
        if difference.change != "obsolete" or not is_row(view, difference):
            continue
        yield Finding(
            span=difference.span,
            field="returns.outcomes",
            expected=words(difference.expected),
            found=words(difference.found),
            text=f"the row of {difference.found[1] if difference.found else ''} is here only",
            witnesses=stated(view),
            related=view.related("returns.disposition"),
            confidence=view.message.returns.confidence,
        )
