"""R007: another value under the same condition."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.returns._compare import compare, stated, words
from conformance.view import View


@rule("R007", "outcome-value-changed", "error")
def outcome_value_changed(view: View) -> Iterator[Finding]:
    """Another value comes back under the same condition than in the other locales, or the same under another.

    Example: `S_OK` on success, where the other locales have `TRUE`.

    How to fix: write the value that the other locales have.
    """
    for difference in compare(view).differences:
        if difference.change != "changed":
            continue
        yield Finding(
            span=difference.span,
            field="returns.outcomes",
            expected=words(difference.expected),
            found=words(difference.found),
            text=f"{words(difference.found)} here, {words(difference.expected)} elsewhere",
            witnesses=stated(view),
            related=view.related("returns.disposition"),
            confidence=view.message.returns.confidence,
        )
