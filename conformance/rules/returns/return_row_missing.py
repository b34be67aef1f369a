"""R012: a row of the return codes that the page lacks."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.returns._compare import compare, stated, words
from conformance.rules.returns._rows import is_row
from conformance.view import View


@rule("R012", "return-row-missing", "error")
def return_row_missing(view: View) -> Iterator[Finding]:
    """A row of the table of return codes is missing.

    Example: four locales list `ICERR_BADFORMAT`, the fifth does not.

    How to fix: restore the row.
    """
    for difference in compare(view).differences:
        if difference.change != "missing" or not is_row(view, difference):
            continue
        yield Finding(
            span=difference.span,
            field="returns.outcomes",
            expected=words(difference.expected),
            found=words(difference.found),
            text=f"the row of {difference.expected[1] if difference.expected else ''} is missing",
            witnesses=stated(view),
            related=view.related("returns.disposition"),
            confidence=view.message.returns.confidence,
        )
