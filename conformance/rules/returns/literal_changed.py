"""R015: another number or symbol somewhere in the return section."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.returns._compare import compare
from conformance.rules.returns._literals import changed_literals
from conformance.view import View


@rule("R015", "return-literal-changed", "error")
def return_literal_changed(view: View) -> Iterator[Finding]:
    """A number or a symbol in the return section stands where the other locales have another one.

    This looks at the literals alone, so that it also speaks where a sentence was not understood. It is silent
    where the outcomes themselves already differ.

    Example: "or 2 if there is none" where the other locales have -1.

    How to fix: write the number or symbol that the other locales have.
    """
    comparison = compare(view)
    if comparison.disposition or any(difference.change != "damaged" for difference in comparison.differences):
        return
    for literal in changed_literals(view):
        yield Finding(
            span=literal.span,
            field="returns.text",
            expected=literal.expected,
            found=literal.found,
            text=f"{literal.found} stands where the other locales have {literal.expected}",
            related=view.related("returns.disposition"),
            confidence=0.8,
        )
