"""R009: the type of the return value."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.view import View


@rule("R009", "return-type-missing", "error")
def type_missing(view: View) -> Iterator[Finding]:
    """The line with the type of the return value is missing.

    Example: four locales begin the section with "Type: LRESULT".

    How to fix: restore the line.
    """
    stated = view.witness.returns.type
    expected = view.message.returns.type.value if view.message.returns.type else None
    if expected is None or stated is not None:
        return
    section = view.page.section("return-value")
    if section is None or view.disputed("returns.type"):
        return
    yield Finding(
        span=section.heading,
        field="returns.type",
        expected=expected,
        text=f"the return type {expected} is missing",
        witnesses=view.words("returns.type"),
        related=view.related("returns.type"),
        confidence=view.confidence("returns.type"),
        blamed=view.majority("returns.type"),
    )
