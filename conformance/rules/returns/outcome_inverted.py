"""R006: the values of two conditions exchanged."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.returns._compare import compare, stated, words
from conformance.view import View


@rule("R006", "outcome-inverted", "error")
def outcome_inverted(view: View) -> Iterator[Finding]:
    """The values of two conditions have changed places: success reads as failure.

    The most dangerous thing that a translation can do to a contract: every caller does the opposite.

    Example: "zero if successful, otherwise nonzero" for "nonzero if successful, otherwise zero".

    How to fix: exchange the two values.
    """
    for difference in compare(view).differences:
        if difference.change != "inverted":
            continue
        yield Finding(
            span=difference.span,
            field="returns.outcomes",
            expected=words(difference.expected),
            found=words(difference.found),
            text=f"{words(difference.found)} here, {words(difference.expected)} elsewhere: the values are exchanged",
            witnesses=stated(view),
            related=view.related("returns.disposition"),
            confidence=view.message.returns.confidence,
        )
