"""R014: a damaged symbol in the return section."""

from collections.abc import Iterator

from conformance.diagnostic import Finding, Replacement
from conformance.registry import rule
from conformance.rules.returns._symbols import damaged_symbols
from conformance.view import View


@rule("R014", "return-symbol-spelling", "warning")
def symbol_spelling(view: View) -> Iterator[Finding]:
    """A symbol in the return section has spaces around its underscores or the wrong letter case.

    Example: `LB _ ERR` for `LB_ERR`, `true` for `TRUE`.

    How to fix: write the symbol as the headers spell it.
    """
    for found in damaged_symbols(view):
        if not found.spelling:
            continue
        yield Finding(
            span=found.span,
            field="returns.outcomes",
            expected=found.symbol,
            found=found.written,
            text=f"{found.symbol} is written {found.written}",
            confidence=view.message.returns.confidence,
            fix=Replacement(found.span, found.symbol.replace("_", "\\_"), safe=found.proven),
        )
