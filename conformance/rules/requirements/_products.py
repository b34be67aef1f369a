"""What the rules about products share."""

from collections.abc import Iterator

from conformance.view import View
from spec_model.model import Fact


def products(view: View) -> Iterator[tuple[str, Fact[str] | None, str | None]]:
    """Client and server: the field, what the page states, and the canonical product."""
    needs = view.witness.requirements
    for field, product, expected in (
        ("requirements.client", needs.client, view.message.client),
        ("requirements.server", needs.server, view.message.server),
    ):
        yield field, product.name if product else None, expected
