"""H004: the header to include that the page leaves out."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.view import View


@rule("H004", "include-missing", "error")
def include_missing(view: View) -> Iterator[Finding]:
    """The requirements do not say which header to include instead of the one that declares the message.

    Example: `Mmsystem.h` alone, where the other locales have `Mmsystem.h (include Windows.h)`.

    How to fix: restore the remark in brackets.
    """
    stated, expected = view.witness.requirements.include, view.message.include
    if stated is not None or expected is None or view.disputed("include"):
        return
    if view.message.header is not None and view.witness.requirements.header is None:
        return  # the row of the header is gone, with all that stood in it: one finding
    yield Finding(
        span=view.heading("requirements"),
        field="include",
        expected=expected,
        text=f"the header to include {expected} is missing",
        witnesses=view.words("include"),
        related=view.related("include"),
        confidence=view.confidence("include"),
        blamed=view.majority("include"),
    )
