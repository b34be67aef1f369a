"""S002: a section that the other locales do not have."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.structure._sections import headings, verdicts
from conformance.surface.rows import surface
from conformance.view import View


@rule("S002", "section-obsolete", "warning")
def section_obsolete(view: View) -> Iterator[Finding]:
    """The page has a section that the other locales do not have.

    It may come from an older version of the source page.

    Example: one locale has an example, the four others have none.

    How to fix: remove the section, or restore it in the other locales if the source page has it.
    """
    uneven = verdicts(view)
    own = surface(view.siblings).blocks[view.locale] if uneven else {}
    for key, verdict in uneven.items():
        if key not in own or verdict.value or not verdict.majority:
            continue
        yield Finding(
            span=own[key].heading,
            field="structure",
            found=key,
            text=f"most other locales do not have the section {key}",
            witnesses=headings(view, key),
            confidence=verdict.confidence,
        )
