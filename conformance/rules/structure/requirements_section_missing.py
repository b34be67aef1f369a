"""S008: a page without requirements."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.structure._sections import REQUIREMENTS, missing_section, requirements_lost
from conformance.view import View


@rule("S008", "requirements-section-missing", "error")
def requirements_section_missing(view: View) -> Iterator[Finding]:
    """The page lacks the requirements that the other locales have.

    The reader does not learn which header to include, nor where the message can be sent. This is one finding;
    the header and the products that stood in the section are not reported one by one.

    Example: four locales end with the requirements, the fifth with the remarks.

    How to fix: restore the section from the source page.
    """
    if requirements_lost(view):
        yield missing_section(view, REQUIREMENTS)
