"""H006: the products in the requirements."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.requirements._products import products
from conformance.view import View


@rule("H006", "product-missing", "error")
def product_missing(view: View) -> Iterator[Finding]:
    """The requirements leave out the oldest client or server that the other locales name.

    Example: the row of the server is gone, or its cell holds nothing that names a product.

    How to fix: restore the row.
    """
    for field, stated, expected in products(view):
        if stated is not None or expected is None:
            continue
        yield Finding(
            span=view.heading("requirements"),
            field=field,
            expected=expected,
            text=f"{expected} is missing from the requirements",
            witnesses=view.words(field),
            related=view.related(field),
            confidence=view.confidence(field),
            blamed=view.majority(field),
        )
