"""S006: code that the page lacks."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.structure._fences import pairings, related_code
from conformance.surface.rows import surface
from conformance.surface.vote import settle
from conformance.view import View


@rule("S006", "code-fence-missing", "error")
def code_fence_missing(view: View) -> Iterator[Finding]:
    """A section lacks a code fence that the other locales have there.

    Example: the definition of the message, `#define WM_SIZE 0x0005`, is gone from one page.

    How to fix: copy the code from the source page.
    """
    for pairing in pairings(view.siblings):
        for at, own in enumerate(pairing.found.get(view.locale, ())):
            if own is not None:
                continue
            verdict = settle({tag: found[at] is not None for tag, found in pairing.found.items()}, view.siblings.source)
            if not verdict.value and verdict.majority:
                continue
            expected, span = related_code(view, pairing, at)
            yield Finding(
                span=surface(view.siblings).blocks[view.locale][pairing.key].heading,
                field="structure",
                expected=expected,
                text=f"the code that begins with {expected} is missing",
                related=(view.related_at(pairing.frame, span, expected),),
                confidence=verdict.confidence,
                blamed=verdict.majority,
            )
