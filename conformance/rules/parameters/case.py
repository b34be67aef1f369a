"""P004: a parameter whose name differs in letter case only."""

from collections.abc import Iterator

from conformance.diagnostic import Finding, Replacement
from conformance.registry import rule
from conformance.rules.parameters._names import misnamed
from conformance.view import View


@rule("P004", "parameter-case", "warning")
def parameter_case(view: View) -> Iterator[Finding]:
    """The name of a parameter differs in letter case only.

    C tells `hwnd` from `Hwnd`, but a reader is hardly misled, so that this is a warning.

    Example: `*Hwnd*` where the message has `hwnd`.

    How to fix: write the name as the message has it. The fix is safe where an anchor on the page, or the
    agreement of the other locales, proves the name.
    """
    for found in misnamed(view):
        if not found.case_only:
            continue
        yield Finding(
            span=found.span,
            field=found.field,
            expected=found.expected,
            found=found.written,
            text=f"parameter {found.expected} is written {found.written}",
            witnesses=view.words(found.field) | {view.locale: found.written},
            related=view.related(found.field),
            confidence=view.confidence(found.field),
            fix=Replacement(found.span, found.expected, safe=found.proven),
        )
