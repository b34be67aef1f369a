"""H003: the header that the page leaves out."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.structure._sections import requirements_lost
from conformance.view import View


@rule("H003", "header-missing", "error")
def header_missing(view: View) -> Iterator[Finding]:
    """The requirements do not name the header file that the other locales name.

    Example: the row of the header is gone.

    How to fix: restore the row.
    """
    stated, expected = view.witness.requirements.header, view.message.header
    if stated is not None or expected is None or view.disputed("header") or requirements_lost(view):
        return
    yield Finding(
        span=view.heading("requirements"),
        field="header",
        expected=expected,
        text=f"the header {expected} is missing",
        witnesses=view.words("header"),
        related=view.related("header"),
        confidence=view.confidence("header"),
        blamed=view.majority("header"),
    )
