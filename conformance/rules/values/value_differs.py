"""V001: another number in the #define."""

from collections.abc import Iterator

from conformance.diagnostic import Finding, Replacement
from conformance.registry import rule
from conformance.view import View, visible_span


@rule("V001", "value-differs", "error")
def value_differs(view: View) -> Iterator[Finding]:
    """The page defines the message with another number than the other locales.

    A caller who copies the definition sends another message.

    Example: `#define WM_SIZE 0x0006` where the other locales have `0x0005`.

    How to fix: write the number that the other locales have. The fix is safe where they agree.
    """
    stated = view.witness.value
    if stated is None or view.message.value in (None, stated.value) or view.disputed("value"):
        return
    span = visible_span(stated)
    if span is None:
        return
    written = stated.evidence[0].text
    expected = next((a.text for a in view.attestations("value") if a.text), None) or hex(view.message.value or 0)
    yield Finding(
        span=span,
        field="value",
        expected=expected,
        found=written,
        text=f"{view.message.name} is defined as {written} here, as {expected} elsewhere",
        witnesses=view.words("value"),
        related=view.related("value"),
        confidence=view.confidence("value"),
        fix=Replacement(span, expected, safe=view.firm("value")),
        blamed=view.majority("value"),
    )
