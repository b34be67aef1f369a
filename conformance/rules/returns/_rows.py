"""Whether an outcome stands in a row of a table of return codes."""

from conformance.rules.returns._compare import Difference
from conformance.view import View
from spec_model.model import Span
from spec_model.page import Page


def is_row(view: View, difference: Difference) -> bool:
    """Whether the outcome of `difference` is a row of a table, here or where the other locales state it."""
    if difference.change == "obsolete":
        return _in_table(view.page, difference.span)
    if difference.expected is None:
        return False
    when, value = difference.expected
    places = [
        (witness.locale, outcome.span)
        for witness in view.message.witnesses
        for outcome in witness.returns.outcomes
        if (outcome.when, outcome.value) == (when, value) and outcome.span and witness.locale in view.pages
    ]
    return bool(places) and all(_in_table(view.pages[locale], span) for locale, span in places)


def _in_table(page: Page, span: Span) -> bool:
    line, _ = page.position(span.start)
    return page.line(line).lstrip().startswith(("|", "<tr", "<td"))
