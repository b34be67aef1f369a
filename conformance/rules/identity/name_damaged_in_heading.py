"""N001: the name of the message in the heading of its page."""

from collections.abc import Iterator

from conformance.diagnostic import Finding, Replacement
from conformance.registry import rule
from conformance.rules.identity._heading import heading_name, right_heading, visible_heading
from conformance.view import View


@rule("N001", "name-damaged-in-heading", "error")
def name_damaged_in_heading(view: View) -> Iterator[Finding]:
    """The heading does not name the message: its name is translated, transliterated or pulled apart.

    A reader who looks for the name does not find the page, and every table of contents is made from headings.

    Example: `Mensaje _ EXITSESSION de DRV` for `DRV_EXITSESSION`.

    How to fix: write the heading by the pattern of the locale. The anchor of the heading proves the name.
    """
    heading = heading_name(view)
    if heading is None:
        return
    title, found = heading
    if found.spelling:
        return
    right = right_heading(view, title)
    yield Finding(
        span=found.span,
        field="name",
        expected=view.message.name,
        found=found.text,
        text=f"{view.message.name} is written {found.text} in the heading",
        confidence=view.confidence("name"),
        fix=Replacement(visible_heading(view, title), right, safe=True) if right else None,
    )
