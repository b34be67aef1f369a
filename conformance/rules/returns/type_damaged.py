"""R010: the type of the return value."""

from collections.abc import Iterator

from conformance.diagnostic import Finding, Replacement
from conformance.registry import rule
from conformance.view import View, visible_span


@rule("R010", "return-type-damaged", "warning")
def type_damaged(view: View) -> Iterator[Finding]:
    """The type of the return value is not written as the headers spell it.

    Example: "Type: lresult", or a transliterated type.

    How to fix: write the type. The fix is safe, since the word was recognised as that type.
    """
    stated, section = view.witness.returns.type, view.page.section("return-value")
    expected = view.message.returns.type.value if view.message.returns.type else None
    if section is None or view.disputed("returns.type"):
        return
    if (
        expected is None
        or stated is None
        or stated.value != expected
        or stated.visible is None
        or stated.visible.text == expected
    ):
        return
    yield Finding(
        span=visible_span(stated) or section.heading,
        field="returns.type",
        expected=expected,
        found=stated.visible.text,
        text=f"the return type {expected} is written {stated.visible.text}",
        witnesses=view.words("returns.type"),
        related=view.related("returns.type"),
        confidence=view.confidence("returns.type"),
        fix=Replacement(visible_span(stated) or view.heading("return-value"), expected, safe=view.firm("returns.type")),
        blamed=view.majority("returns.type"),
    )
