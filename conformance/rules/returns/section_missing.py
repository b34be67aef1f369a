"""R001: no return section."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.returns._compare import stated
from conformance.view import View


@rule("R001", "return-section-missing", "error")
def return_section_missing(view: View) -> Iterator[Finding]:
    """The page has no section that says what is returned, and most of the other locales have one.

    Example: four locales have "Return value", the fifth goes on to the remarks.

    How to fix: restore the section from the source page.
    """
    if view.witness.returns.span is not None:
        return
    have = view.siblings.sections("return-value")
    if have == 0 or have * 2 < len(view.pages):
        return
    yield Finding(
        span=view.heading("return-value"),
        field="returns",
        expected=view.message.returns.disposition,
        text="the section about the return value is missing",
        witnesses=stated(view),
        related=view.related("returns.disposition"),
        blamed=have * 2 > len(view.pages),
    )
