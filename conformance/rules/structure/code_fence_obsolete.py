"""S007: code that the other locales do not have."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.structure._fences import pairings
from conformance.view import View
from spec_model.model import Span


@rule("S007", "code-fence-obsolete", "warning")
def code_fence_obsolete(view: View) -> Iterator[Finding]:
    """A section has a code fence that the other locales do not have there.

    Example: a second definition of the message on one page, from an older version of the source page.

    How to fix: remove the code, or restore it in the other locales if the source page has it.
    """
    for pairing in pairings(view.siblings):
        if view.locale not in pairing.found or not pairing.number.majority:
            continue
        matched = set(pairing.found[view.locale])
        for index, code in enumerate(pairing.codes[view.locale]):
            if index in matched:
                continue
            span = code.spans[0] if code.spans else Span(code.fence.start, code.fence.start + 3)
            written = view.page.text[span.start : span.end]
            yield Finding(
                span=span,
                field="structure",
                found=written,
                text=f"most other locales do not have the code that begins with {written}",
                confidence=pairing.number.confidence,
            )
