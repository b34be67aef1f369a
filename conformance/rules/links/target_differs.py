"""L001: a link to somewhere else."""

from collections.abc import Iterator

from conformance.diagnostic import Finding, Replacement
from conformance.registry import rule
from conformance.rules.links._targets import links, stated
from conformance.view import View


@rule("L001", "link-target-differs", "warning")
def link_target_differs(view: View) -> Iterator[Finding]:
    """A link leads somewhere else than in the other locales.

    The targets of a page are compared as a whole, whatever their order; letter case, `.md`, the locale of the
    site and percent-encoding make no difference. A target that the others have and one that only this page
    has are taken for each other where they are alike, or where nothing else is left in the section.

    Example: `heading-controls.md` where the other locales have `header-controls.md`.

    How to fix: write the target that the others have. The fix is safe where they agree on it.
    """
    for difference in links(view.siblings).differences.get(view.locale, ()):
        expected, found = difference.expected, difference.found
        if expected is None or found is None:
            continue
        yield Finding(
            span=found.span,
            field="links",
            expected=expected.written,
            found=found.written,
            text=f"the link leads to {found.written}, in the other locales to {expected.written}",
            witnesses=stated(view, expected.target) | {view.locale: found.written},
            related=(view.related_at(difference.frame, expected.span, expected.written),),
            confidence=difference.verdict.confidence,
            fix=Replacement(found.span, expected.written, safe=difference.verdict.firm),
            blamed=difference.verdict.majority,
        )
