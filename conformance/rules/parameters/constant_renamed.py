"""P012: a constant under another name."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.parameters._constants import misnamed_constants
from conformance.view import View


@rule("P012", "constant-renamed", "error")
def constant_renamed(view: View) -> Iterator[Finding]:
    """A named value stands on the page under a name that no header has.

    Translation engines translate the parts of symbols that look like words.

    Example: `TAMAÑO _ MAXHIDE` for `SIZE_MAXHIDE`.

    How to fix: write the symbol as the headers spell it. The fix is safe where an anchor on the page, or the
    agreement of the other locales, proves it and no number is lost: one that the damaged words have drawn in goes
    back to the empty term behind them.
    """
    for found in misnamed_constants(view):
        if found.spelling:
            continue
        yield Finding(
            span=found.span,
            field=found.field,
            expected=found.expected,
            found=found.written,
            text=f"constant {found.expected} is written {found.written}",
            witnesses=view.words(found.field) | {view.locale: found.written},
            related=view.related(found.field),
            confidence=view.confidence(found.field),
            fix=found.fix,
        )
