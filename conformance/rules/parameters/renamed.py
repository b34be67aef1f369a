"""P003: a parameter under another name."""

from collections.abc import Iterator

from conformance.diagnostic import Finding, Replacement
from conformance.registry import rule
from conformance.rules.parameters._names import misnamed
from conformance.view import View


@rule("P003", "parameter-renamed", "error")
def parameter_renamed(view: View) -> Iterator[Finding]:
    """A parameter stands on the page under another name.

    Translation engines transliterate names (`двдриверид` for `dwDriverId`), translate them, or put spaces
    into them. The reader cannot find such a name in any header.

    Example: `*двдриверид*` beside the anchor `<span id="dwDriverId">`.

    How to fix: write the name as the message has it. The fix is safe where an anchor on the page, or the
    agreement of the other locales, proves the name.
    """
    for found in misnamed(view):
        if found.case_only:
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
