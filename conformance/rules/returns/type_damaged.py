"""R010: the type of the return value."""

from collections.abc import Iterator

from conformance.diagnostic import Finding, Replacement
from conformance.registry import rule
from conformance.view import View


@rule("R010", "return-type-damaged", "warning")
def type_damaged(view: View) -> Iterator[Finding]:
    """The type of the return value is not written as the headers spell it.

    Example: "Type: lresult", or a transliterated type.

    How to fix: write the type. The fix is safe, since the word was recognised as that type.
    """
    stated = view.witness.returns.type
    expected = view.message.returns.type.value if view.message.returns.type else None
    if expected is None or stated is None or stated.value != expected:
        return
    visible = stated.visible
    if visible is None or visible.text == expected:
        return
    if view.page.section("return-value") is None or view.disputed("returns.type"):
        return
    yield Finding(
        span=visible.span,
        field="returns.type",
        expected=expected,
        found=visible.text,
        text=f"the return type {expected} is written {visible.text}",
        witnesses=view.words("returns.type"),
        related=view.related("returns.type"),
        confidence=view.confidence("returns.type"),
        fix=Replacement(visible.span, expected, safe=view.firm("returns.type")),
        blamed=view.majority("returns.type"),
    )
