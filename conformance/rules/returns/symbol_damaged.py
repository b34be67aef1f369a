"""R008: a damaged symbol in the return section."""

from collections.abc import Iterator

from conformance.diagnostic import Finding, Replacement
from conformance.registry import rule
from conformance.rules.returns._symbols import damaged_symbols
from conformance.view import View


@rule("R008", "return-symbol-damaged", "warning")
def symbol_damaged(view: View) -> Iterator[Finding]:
    """A symbol in the return section is translated or transliterated.

    What it stands for could still be proven, so that the contract is not in doubt and this is a warning; where it
    could not, the value counts as changed (R007).

    Example: `ЛБ_ERR` for `LB_ERR`, `verdadero` for `TRUE`.

    How to fix: write the symbol as the headers spell it. The fix is safe where the others agree on it
    and no underscore of it is left over elsewhere in the line.
    """
    for found in damaged_symbols(view):
        if found.spelling:
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
