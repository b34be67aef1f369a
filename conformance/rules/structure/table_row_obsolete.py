"""S004: a row of a table that the other locales do not have."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.structure._rows import added_rows, first_cell, unescaped
from conformance.view import View


@rule("S004", "table-row-obsolete", "warning")
def table_row_obsolete(view: View) -> Iterator[Finding]:
    """A table has a row that most other locales do not have.

    Tables in the parameters, the return value and the requirements belong to the contract and its rules.

    Example: a row `SIZE_MAXSHOW` in the table of the remarks of one locale.

    How to fix: remove the row, or restore it in the other locales if the source page has it.
    """
    for _, line in added_rows(view):
        span, text = first_cell(view, view.locale, line)
        yield Finding(
            span=span,
            field="structure",
            found=text,
            text=f"most other locales do not have the row {unescaped(text)}",
        )
