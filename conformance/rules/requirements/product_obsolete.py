"""H010: the products in the requirements."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.requirements._products import products
from conformance.view import View, visible_span


@rule("H010", "product-obsolete", "error")
def product_obsolete(view: View) -> Iterator[Finding]:
    """The requirements name an oldest client or server where the other locales name none.

    Example: a row for the server on one page only.

    How to fix: remove the row.
    """
    for field, stated, expected in products(view):
        if stated is None or expected is not None:
            continue
        yield Finding(
            span=visible_span(stated) or view.heading("requirements"),
            field=field,
            found=stated.value,
            text=f"{stated.value} is required here only",
            witnesses=view.words(field),
            related=view.related(field),
            confidence=view.confidence(field),
            blamed=view.majority(field),
        )
