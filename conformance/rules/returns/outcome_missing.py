"""R004: an outcome that the page leaves out."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.returns._compare import compare, stated, words
from conformance.rules.returns._rows import is_row
from conformance.view import View


@rule("R004", "outcome-missing", "error")
def outcome_missing(view: View) -> Iterator[Finding]:
    """The page does not say something that comes back in the other locales.

    A caller who reads this page does not check for it.

    Example: the other locales add that `LB_ERR` comes back on failure.

    How to fix: translate the missing part of the section.
    """
    for difference in compare(view).differences:
        if difference.change != "missing":
            continue
        if is_row(view, difference):
            continue  # a row of a table is a finding of its own
        yield Finding(
            span=difference.span,
            field="returns.outcomes",
            expected=words(difference.expected),
            found=words(difference.found),
            text=f"{words(difference.expected)} is missing",
            witnesses=stated(view),
            related=view.related("returns.disposition"),
            confidence=view.message.returns.confidence,
        )
