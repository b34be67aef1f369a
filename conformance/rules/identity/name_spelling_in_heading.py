"""N005: the name of the message in the heading of its page."""

from collections.abc import Iterator

from conformance.diagnostic import Finding, Replacement
from conformance.registry import rule
from conformance.rules.identity._heading import heading_name
from conformance.view import View


@rule("N005", "name-spelling-in-heading", "warning")
def name_spelling_in_heading(view: View) -> Iterator[Finding]:
    """The name in the heading has spaces around its underscores or the wrong letter case.

    The name is still to be recognised, so that this is a warning; it cannot be searched for or copied.

    Example: `WM _ SIZE` for `WM_SIZE`.

    How to fix: write the name as the headers spell it.
    """
    heading = heading_name(view)
    if heading is None:
        return
    _, found = heading
    if not found.spelling:
        return
    yield Finding(
        span=found.span,
        field="name",
        expected=view.message.name,
        found=found.text,
        text=f"{view.message.name} is written {found.text} in the heading",
        confidence=view.confidence("name"),
        fix=Replacement(found.span, view.message.name.replace("_", "\\_"), safe=True),
    )
