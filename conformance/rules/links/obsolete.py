"""L003: a link that the other locales do not have."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.links._targets import links, stated
from conformance.view import View


@rule("L003", "link-obsolete", "warning")
def link_obsolete(view: View) -> Iterator[Finding]:
    """The page has a link or image that the other locales do not have, or has it more often.

    Example: a link to `drv-disable.md` under "See also" of one locale.

    How to fix: remove the link, or restore it in the other locales if the source page has it.
    """
    for difference in links(view.siblings).differences.get(view.locale, ()):
        found = difference.found
        if found is None or difference.expected is not None:
            continue
        yield Finding(
            span=found.span,
            field="links",
            found=found.written,
            text=f"most other locales do not have the link to {found.written}",
            witnesses=stated(view, found.target),
            confidence=difference.verdict.confidence,
            blamed=difference.verdict.majority,
        )
