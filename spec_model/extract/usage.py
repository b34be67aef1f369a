"""Whether a parameter is used, from its description."""

from spec_model.locale import LocalePack
from spec_model.model import Evidence, Fact
from spec_model.tree import Element


def read_usage(element: Element, pack: LocalePack) -> Fact[bool] | None:
    """Whether the description `element` lets the parameter be used; None where it has no text."""
    for leaf in element.leaves():
        flow = leaf.flow()
        if flow.text.strip():
            return Fact(True, (Evidence("text", flow.span(0, len(flow.text)), flow.text),))
    return None
