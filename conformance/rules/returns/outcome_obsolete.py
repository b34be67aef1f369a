"""R005: an outcome that no other locale has."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.returns._compare import compare, stated, words
from conformance.rules.returns._rows import is_row
from conformance.view import View


@rule("R005", "outcome-obsolete", "error")
def outcome_obsolete(view: View) -> Iterator[Finding]:
    """The page says that something comes back of which the other locales know nothing.

    Example: "or FALSE otherwise" on one page only.

    How to fix: hold the section against the source page and remove what it does not say.
    """
    for difference in compare(view).differences:
        if difference.change != "obsolete":
            continue
        if is_row(view, difference):
            continue  # a row of a table is a finding of its own
        yield Finding(
            span=difference.span,
            field="returns.outcomes",
            expected=words(difference.expected),
            found=words(difference.found),
            text=f"{words(difference.found)} is said here only",
            witnesses=stated(view),
            related=view.related("returns.disposition"),
            confidence=view.message.returns.confidence,
        )
