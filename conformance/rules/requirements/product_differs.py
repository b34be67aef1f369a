"""H007: the products in the requirements."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.requirements._products import products
from conformance.view import View, visible_span


@rule("H007", "product-differs", "error")
def product_differs(view: View) -> Iterator[Finding]:
    """The requirements name another oldest client or server than the other locales.

    Example: `Windows XP` where the other locales have `Windows Vista`.

    How to fix: write the right product.
    """
    for field, stated, expected in products(view):
        if stated is None or expected is None:
            continue
        yield Finding(
            span=visible_span(stated) or view.heading("requirements"),
            field=field,
            expected=expected,
            found=stated.value,
            text=f"{stated.value} is required here, {expected} elsewhere",
            witnesses=view.words(field),
            related=view.related(field),
            confidence=view.confidence(field),
            blamed=view.majority(field),
        )
