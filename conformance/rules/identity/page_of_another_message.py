"""N004: the page of another message at this path."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.view import View, visible_span


@rule("N004", "page-of-another-message", "error")
def page_of_another_message(view: View) -> Iterator[Finding]:
    """The page documents another message than the pages of the other locales at the same path.

    Everything on it is then right for the wrong message. No other rule speaks about such a page.

    Example: `wm-size.md` holds the page of `WM_MOVE` in one locale.

    How to fix: put the translation of the right page in its place.
    """
    if not view.foreign:
        return
    name = view.witness.name
    yield Finding(
        span=visible_span(name) or view.heading("title"),
        field="name",
        expected=view.message.name,
        found=name.value,
        text=f"this is the page of {name.value}, the other locales have {view.message.name} here",
        witnesses=view.words("name"),
        related=view.related("name"),
        confidence=view.confidence("name"),
        blamed=not view.disputed("name"),
    )
