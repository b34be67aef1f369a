"""H002: another header in the requirements."""

from collections.abc import Iterator

from conformance.diagnostic import Finding, Replacement
from conformance.registry import rule
from conformance.rules.requirements._headers import same_file
from conformance.view import View, visible_span


@rule("H002", "header-differs", "error")
def header_differs(view: View) -> Iterator[Finding]:
    """The page names another header file than the other locales.

    Example: `Wingdi.h` where the other locales have `Winuser.h`.

    How to fix: write the right file name. The fix is safe where the other locales agree.
    """
    stated, expected = view.witness.requirements.header, view.message.header
    if stated is None or expected is None or same_file(stated.value, expected) or view.disputed("header"):
        return
    span = visible_span(stated) or view.heading("requirements")
    yield Finding(
        span=span,
        field="header",
        expected=expected,
        found=stated.value,
        text=f"the header is {stated.value} here, {expected} elsewhere",
        witnesses=view.words("header"),
        related=view.related("header"),
        confidence=view.confidence("header"),
        fix=Replacement(span, expected, safe=view.firm("header")) if stated.visible else None,
        blamed=view.majority("header"),
    )
