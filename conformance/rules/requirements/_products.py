"""What the rules about products share."""

from collections.abc import Iterator

from conformance.rules.structure._sections import requirements_lost
from conformance.view import View
from spec_model.model import Fact


def products(view: View) -> Iterator[tuple[str, Fact[str] | None, str | None]]:
    """Client and server: the field, what the page states, and the canonical product.

    Nothing for a page that lacks the requirements as a whole, which is a finding of its own.
    """
    if requirements_lost(view):
        return
    needs = view.witness.requirements
    for field, product, expected in (
        ("requirements.client", needs.client, view.message.client),
        ("requirements.server", needs.server, view.message.server),
    ):
        yield field, product.name if product else None, expected
