"""R011: the type of the return value."""

from collections.abc import Iterator

from conformance.diagnostic import Finding, Replacement
from conformance.registry import rule
from conformance.view import View, visible_span


@rule("R011", "return-type-changed", "error")
def type_changed(view: View) -> Iterator[Finding]:
    """The page gives another type for the return value than the other locales.

    Example: "Type: BOOL" where the other locales have `LRESULT`.

    How to fix: write the right type. The fix is safe where the other locales agree.
    """
    stated = view.witness.returns.type
    expected = view.message.returns.type.value if view.message.returns.type else None
    if expected is None or stated is None or stated.value == expected:
        return
    section = view.page.section("return-value")
    if section is None or view.disputed("returns.type"):
        return
    yield Finding(
        span=visible_span(stated) or section.heading,
        field="returns.type",
        expected=expected,
        found=stated.value,
        text=f"the return type is {stated.value} here, {expected} elsewhere",
        witnesses=view.words("returns.type"),
        related=view.related("returns.type"),
        confidence=view.confidence("returns.type"),
        fix=Replacement(visible_span(stated) or view.heading("return-value"), expected, safe=view.firm("returns.type")),
        blamed=view.majority("returns.type"),
    )
