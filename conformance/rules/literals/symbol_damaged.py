"""T001: a symbol that was translated or transliterated."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.literals._findings import findings
from conformance.view import View


@rule("T001", "symbol-damaged", "warning")
def symbol_damaged(view: View) -> Iterator[Finding]:
    """A symbol in the prose is translated, transliterated, or pulled apart.

    The same line of the other locales, or the target of the link on the words, tells which symbol it is; so
    what is meant is not in doubt, and this is a warning. A reader still does not find the symbol anywhere.
    Symbols are names of messages, constants, functions, structures and their members. Parameters, return
    values and requirements have rules of their own for the facts that they state.

    Example: `ХДФ _ SPLITBUTTON` for `HDF_SPLITBUTTON`, `WM _ 命令` for `WM_COMMAND`.

    How to fix: write the symbol as the headers spell it. The fix is safe where nothing else is among the words
    that stand for it, no part of it is left over beside them, and they sound like no other symbol of the line.
    """
    yield from findings(view, "sound", "link", "alone", kind="symbol")
