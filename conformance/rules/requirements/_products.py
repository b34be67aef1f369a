"""What the rules about products share."""

from conformance.rules.structure._sections import requirements_lost
from conformance.view import View
from spec_model.model import Fact

#: The field, what the page states, and the canonical product.
Stated = tuple[str, Fact[str] | None, str | None]


def products(view: View) -> tuple[Stated, ...]:
    """Client and server: the field, what the page states, and the canonical product.

    Nothing for a page that lacks the requirements as a whole, which is a finding of its own.
    """
    return view.once(_products)


def _products(view: View) -> tuple[Stated, ...]:
    if requirements_lost(view):
        return ()
    needs, message = view.witness.requirements, view.message
    return (
        ("requirements.client", needs.client.name if needs.client else None, message.client),
        ("requirements.server", needs.server.name if needs.server else None, message.server),
    )
