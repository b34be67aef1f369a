"""H009: the header to include that the others do not have."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.view import View, visible_span


@rule("H009", "include-obsolete", "error")
def include_obsolete(view: View) -> Iterator[Finding]:
    """The requirements name a header to include that no other locale names.

    Example: `Commctrl.h (include Windows.h)` where the other locales have `Commctrl.h` alone.

    How to fix: remove the remark in brackets.
    """
    stated, expected = view.witness.requirements.include, view.message.include
    if stated is None or expected is not None or view.disputed("include"):
        return
    yield Finding(
        span=visible_span(stated) or view.heading("requirements"),
        field="include",
        found=stated.value,
        text=f"the header to include {stated.value} is named here only",
        witnesses=view.words("include"),
        related=view.related("include"),
        confidence=view.confidence("include"),
        blamed=view.majority("include"),
    )
