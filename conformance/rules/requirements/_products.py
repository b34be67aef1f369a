"""What the rules about products share."""

from conformance.rules.structure._sections import requirements_lost
from conformance.view import View
from spec_model.model import Fact

#: The field, what the page states, and the canonical product.
Stated = tuple[str, Fact[str] | None, str | None]


def products(view: View) -> tuple[Stated, ...]:
    """Client and server, where the page differs: the field, what the page states, and the canonical product.

    Nothing for a page that lacks the requirements as a whole, which is a finding of its own.
    """
    return view.once(_products)


def _products(view: View) -> tuple[Stated, ...]:
    needs, message = view.witness.requirements, view.message
    both: tuple[Stated, ...] = (
        ("requirements.client", needs.client.name if needs.client else None, message.client),
        ("requirements.server", needs.server.name if needs.server else None, message.server),
    )
    found = tuple([each for each in both if _differs(each) and not view.disputed(each[0])])
    return () if found and requirements_lost(view) else found


def _differs(product: Stated) -> bool:
    _, stated, expected = product
    return (stated.value if stated else None) != expected
