"""S001: a section that the page lacks."""

from collections.abc import Iterator

from conformance.diagnostic import Finding, NotComparable
from conformance.registry import rule
from conformance.rules.structure._sections import headings, places, unknown, verdicts
from conformance.surface.rows import surface
from conformance.view import View


@rule("S001", "section-missing", "warning")
def section_missing(view: View) -> Iterator[Finding | NotComparable]:
    """The page lacks a section that the other locales have: remarks, an example, see also, security.

    What stands in it is lost to the reader. A page that lacks the parameters, the return value or the
    requirements is reported by the rules about those. A page with a heading that no locale pack knows and
    that has no anchor is not judged: the section may stand under that heading.

    Example: four locales have `<a name="remarks">`, the fifth goes from the return value to the requirements.

    How to fix: restore the section from the source page. There is no automatic fix, since its text has to be
    translated.
    """
    own = surface(view.siblings).blocks[view.locale]
    for key, verdict in verdicts(view).items():
        tie = not verdict.majority
        if key in own or not (verdict.value or tie):
            continue
        span = view.heading("title")
        if unknown(view):
            yield NotComparable(span=span, field="structure", text=f"the section {key} may stand under another heading")
            continue
        yield Finding(
            span=span,
            field="structure",
            expected=key,
            text=f"the section {key} is missing",
            witnesses=headings(view, key),
            related=places(view, key),
            confidence=verdict.confidence,
            blamed=not tie,
        )
