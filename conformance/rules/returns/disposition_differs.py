"""R003: a value where the others have none, or the other way round."""

from collections.abc import Iterator

from conformance.diagnostic import Finding, NotComparable
from conformance.registry import rule
from conformance.rules.returns._compare import compare, stated
from conformance.view import View


@rule("R003", "disposition-differs", "error")
def disposition_differs(view: View) -> Iterator[Finding | NotComparable]:
    """The page says that nothing is returned where the others describe a value, or the other way round.

    Also counted here, as not comparable: sections that were not understood well enough to be compared.

    Example: "Returns nothing" in one locale, "TRUE if successful" in the others.

    How to fix: translate the section anew.
    """
    comparison = compare(view)
    span = view.witness.returns.span
    if span is None or (comparison.doubt is None and comparison.disposition is None):
        return
    section = view.page.section("return-value")
    place = section.first_words if section else span
    if comparison.doubt:
        yield NotComparable(place, "returns", comparison.doubt, view.witness.returns.disposition)
    if comparison.disposition is None:
        return
    expected, found = comparison.disposition
    yield Finding(
        span=place,
        field="returns.disposition",
        expected=expected,
        found=found,
        text=_TEXTS[found],
        witnesses=stated(view),
        related=view.related("returns.disposition"),
        confidence=view.confidence("returns.disposition"),
    )


_TEXTS = {
    "value": "a value is returned here, none elsewhere",
    "none": "nothing is returned here, a value elsewhere",
    "ignored": "the return value is ignored here, the other locales describe it",
    "unspecified": "nothing is said here about the return value",
}
