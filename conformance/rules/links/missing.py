"""L002: a link that the page lacks."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.links._targets import links, stated
from conformance.rules.returns._compare import compare
from conformance.surface.rows import surface
from conformance.view import View


@rule("L002", "link-missing", "warning")
def link_missing(view: View) -> Iterator[Finding]:
    """A link or image that the other locales have is not on the page.

    Example: four locales link to `lb-setcursel.md` under "See also", the fifth does not. A space between
    `[text]` and `(target)` makes a link into plain text, too.

    How to fix: restore the link. The finding points at what is left of it, else at the heading of its section.
    """
    for difference in links(view.siblings).differences.get(view.locale, ()):
        expected = difference.expected
        if expected is None or difference.found is not None:
            continue
        if expected.section == "return-value" and (compare(view).disposition or compare(view).differences):
            continue  # another sentence stands there, which is a finding about what is returned
        block = surface(view.siblings).blocks[view.locale].get(expected.section)
        yield Finding(
            span=block.heading if block else view.heading("title"),
            field="links",
            expected=expected.written,
            text=f"the link to {expected.written} is missing",
            witnesses=stated(view, expected.target),
            related=(view.related_at(difference.frame, expected.span, expected.written),),
            confidence=difference.verdict.confidence,
            blamed=difference.verdict.majority,
        )
