"""R002: a return section that no other locale has."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.returns._compare import stated
from conformance.view import View


@rule("R002", "return-section-obsolete", "error")
def return_section_obsolete(view: View) -> Iterator[Finding]:
    """The page has a section that says what is returned, and most of the other locales have none.

    Example: a section "Return value" on one page only.

    How to fix: hold the page against its source and remove what is not there.
    """
    if view.siblings.sections("return-value") * 2 >= len(view.pages):
        return
    section = view.page.section("return-value")
    if section is None:
        return
    yield Finding(
        span=section.heading,
        field="returns",
        found=view.witness.returns.disposition,
        text="only this locale has a section about the return value",
        witnesses=stated(view),
    )
