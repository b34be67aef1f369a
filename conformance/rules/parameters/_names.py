"""What the rules about names of parameters share: each name that is not written as the message has it."""

from collections.abc import Iterator

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


def misnamed(view: View) -> Iterator[Misnamed]:
    """The parameters of the page whose visible name differs from the canonical one."""
    for index, parameter, stated in view.parameter_pairs():
        field = f"parameters[{index}].name"
        visible = stated.name.visible
        if visible is None or view.disputed(field):
            continue
        written = visible.text
        kind = damage(written, parameter.name)
        if kind is None:
            continue
        own = any(e.kind == "anchor" and e.text == parameter.name for e in stated.name.evidence)
        proven = own or view.confidence(field) >= PROVEN
        yield Misnamed(field, visible.span, written, parameter.name, kind == "case", proven)


#: From this confidence on the agreement of the other locales proves a name (four of five, by Laplace's rule).
PROVEN = 0.7
