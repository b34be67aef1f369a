"""S001: a section that the page lacks."""

from collections.abc import Iterator

from conformance.diagnostic import Finding, NotComparable
from conformance.registry import rule
from conformance.rules.structure._sections import REQUIREMENTS, lost, missing_section, unknown
from conformance.view import View


@rule("S001", "section-missing", "warning")
def section_missing(view: View) -> Iterator[Finding | NotComparable]:
    """The page lacks a section that the other locales have: remarks, an example, see also, security.

    What stands in it is lost to the reader. A page that lacks the parameters, the return value or the
    requirements is told by the rules about those. A page with a heading that no locale pack knows and
    that has no anchor is not judged: the section may stand under that heading.

    Example: four locales have `<a name="remarks">`, the fifth goes from the return value to the requirements.

    How to fix: restore the section from the source page. There is no automatic fix, since its text has to be
    translated.
    """
    for key in lost(view):
        if unknown(view):
            text = f"the section {key} may stand under another heading"
            yield NotComparable(span=view.heading("title"), field="structure", text=text)
        elif key != REQUIREMENTS:
            yield missing_section(view, key)
