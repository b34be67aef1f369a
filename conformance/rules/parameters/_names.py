"""What the rules about names of parameters share: each name that is not written as the message has it."""

import msgspec

from conformance.view import View
from spec_model.identifiers import damage
from spec_model.model import Span


class Misnamed(msgspec.Struct, frozen=True):
    """A name on the page that is not the canonical one; `proven` where the right one is beyond doubt."""

    field: str
    span: Span
    written: str
    expected: str
    case_only: bool
    proven: bool


def misnamed(view: View) -> tuple[Misnamed, ...]:
    """The parameters of the page whose visible name differs from the canonical one."""
    return view.once(_misnamed)


def _misnamed(view: View) -> tuple[Misnamed, ...]:
    found: list[Misnamed] = []
    for index, parameter, stated in view.parameter_pairs:
        visible = stated.name.visible
        if visible is None or visible.text == parameter.name:
            continue
        field = f"parameters[{index}].name"
        written = visible.text
        kind = damage(written, parameter.name)
        if kind is None or view.disputed(field):
            continue
        own = any(e.kind == "anchor" and e.text == parameter.name for e in stated.name.evidence)
        proven = own or view.confidence(field) >= PROVEN
        found.append(Misnamed(field, visible.span, written, parameter.name, kind == "case", proven))
    return tuple(found)


#: From this confidence on the agreement of the other locales proves a name (four of five, by Laplace's rule).
PROVEN = 0.7
