"""H005: another header to include in the requirements."""

from collections.abc import Iterator

from conformance.diagnostic import Finding, Replacement
from conformance.registry import rule
from conformance.rules.requirements._headers import same_file
from conformance.view import View, visible_span


@rule("H005", "include-differs", "error")
def include_differs(view: View) -> Iterator[Finding]:
    """The page names another header to include than the other locales.

    Example: `Mmsystem.h (include Windowsx.h)` where the other locales have `Windows.h`.

    How to fix: write the right file name.
    """
    stated, expected = view.witness.requirements.include, view.message.include
    if stated is None or expected is None or same_file(stated.value, expected) or view.disputed("include"):
        return
    span = visible_span(stated) or view.heading("requirements")
    yield Finding(
        span=span,
        field="include",
        expected=expected,
        found=stated.value,
        text=f"the header to include is {stated.value} here, {expected} elsewhere",
        witnesses=view.words("include"),
        related=view.related("include"),
        confidence=view.confidence("include"),
        fix=Replacement(span, expected, safe=view.firm("include")) if stated.visible else None,
        blamed=view.majority("include"),
    )
