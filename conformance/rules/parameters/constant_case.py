"""P014: a constant whose spacing or letter case is damaged."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.parameters._constants import misnamed_constants
from conformance.view import View


@rule("P014", "constant-spelling", "warning")
def constant_spelling(view: View) -> Iterator[Finding]:
    """The name of a constant has spaces around its underscores or the wrong letter case.

    The symbol is still to be recognised, so that this is a warning; it cannot be copied or searched for.

    Example: `SIZE _ MAXHIDE` for `SIZE_MAXHIDE`.

    How to fix: write the symbol as the headers spell it.
    """
    for found in misnamed_constants(view):
        if not found.spelling:
            continue
        yield Finding(
            span=found.span,
            field=found.field,
            expected=found.expected,
            found=found.written,
            text=f"constant {found.expected} is written {found.written}",
            confidence=view.confidence(found.field),
            fix=found.fix,
        )
