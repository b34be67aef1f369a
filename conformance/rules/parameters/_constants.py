"""What the rules about names of constants share: each name that is not written as the message has it."""

from collections.abc import Iterator

import msgspec

from conformance.rules.parameters._names import PROVEN
from conformance.view import View
from spec_model.identifiers import damage
from spec_model.model import Span


class MisnamedConstant(msgspec.Struct, frozen=True):
    """A constant on the page that is not written as the message has it.

    `spelling` where only spacing or letter case differs, `markdown` the right name with its underscores
    escaped as the pages do.
    """

    field: str
    span: Span
    written: str
    expected: str
    spelling: bool
    proven: bool
    markdown: str


def misnamed_constants(view: View) -> Iterator[MisnamedConstant]:
    """The constants of the page whose visible name differs from the canonical one."""
    for index, parameter, stated in view.parameter_pairs():
        for at, j in view.constants(index, stated).pairs:
            field = f"parameters[{index}].constants[{at}].name"
            name, visible = parameter.constants[at].name, stated.constants[j].name.visible
            kind = damage(visible.text, name) if visible else None
            if visible is None or kind is None or view.disputed(field) or not name.isupper():
                continue  # a label in words is translated by right
            own = any(e.kind == "anchor" and e.text == name for e in stated.constants[j].name.evidence)
            proven = own or view.confidence(field) >= PROVEN
            written = view.page.text[visible.span.start : visible.span.end]
            markdown = name.replace("_", "\\_") if "\\_" in written or "_" not in written else name
            spelling = kind in ("spacing", "case")
            yield MisnamedConstant(field, visible.span, visible.text, name, spelling, proven, markdown)
