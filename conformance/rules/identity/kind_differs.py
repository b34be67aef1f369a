"""N003: a message called a notification, or the other way round."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.view import View, visible_span


@rule("N003", "kind-differs", "error")
def kind_differs(view: View) -> Iterator[Finding]:
    """The page says that it documents a notification where the others say message, or the other way round.

    The two are sent in different ways, and code is generated differently for them.

    Example: the anchor `wm_size-notification-code` on one page, `wm_size-message` on the others.

    How to fix: put the right word into the heading and its anchor.
    """
    stated = view.witness.kind
    if stated.value == view.message.kind or view.disputed("kind"):
        return
    yield Finding(
        span=visible_span(stated) or view.heading("title"),
        field="kind",
        expected=view.message.kind,
        found=stated.value,
        text=f"{view.message.name} is called a {stated.value} here, a {view.message.kind} elsewhere",
        witnesses=view.words("kind"),
        related=view.related("kind"),
        confidence=view.confidence("kind"),
    )
