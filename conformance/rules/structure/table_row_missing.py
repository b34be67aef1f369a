"""S003: a row of a table that the page lacks."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.structure._rows import first_cell, lost_rows, unescaped
from conformance.view import View


@rule("S003", "table-row-missing", "warning")
def table_row_missing(view: View) -> Iterator[Finding]:
    """A row of a table outside the parameters, the return value and the requirements is missing.

    Rows of those sections belong to the contract and are told by its rules. A table that is lost as a whole
    is one finding. The finding points at the head of the table.

    Example: the table of the remarks has the rows `SIZE_MAXIMIZED` and `SIZE_MINIMIZED` in four locales, and
    the first alone in the fifth.

    How to fix: restore the row from the source page.
    """
    for lost in lost_rows(view):
        cells = {locale: first_cell(view, locale, line) for locale, line in lost.row.cells.items()}
        expected = next(iter(cells.values()))[1]
        what = "the table that begins with" if lost.whole else "the row"
        yield Finding(
            span=lost.at,
            field="structure",
            expected=expected,
            text=f"{what} {unescaped(expected)} is missing",
            witnesses={locale: cells[locale][1] if locale in cells else None for locale in view.pages},
            related=tuple(view.related_at(locale, span, text) for locale, (span, text) in cells.items()),
            confidence=lost.confidence,
            blamed=lost.majority,
        )
