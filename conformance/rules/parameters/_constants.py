"""What the rules about names of constants share: each name that is not written as the message has it."""

import re

import msgspec

from conformance.rules.parameters._names import PROVEN
from conformance.view import View
from spec_model.identifiers import damage
from spec_model.model import Span

_NUMBER = re.compile(r"[0-9]+")


class MisnamedConstant(msgspec.Struct, frozen=True):
    """A constant on the page that is not written as the message has it.

    `spelling` where only spacing or letter case differs, `markdown` the right name with its underscores
    escaped as the pages do. `proven` where the name is beyond doubt and a repair loses no number.
    """

    field: str
    span: Span
    written: str
    expected: str
    spelling: bool
    proven: bool
    markdown: str


def misnamed_constants(view: View) -> tuple[MisnamedConstant, ...]:
    """The constants of the page whose visible name differs from the canonical one."""
    return view.once(_misnamed_constants)


def _misnamed_constants(view: View) -> tuple[MisnamedConstant, ...]:
    found: list[MisnamedConstant] = []
    for index, parameter, stated, constants in view.constant_lists:
        for at, j in constants.pairs:
            name, visible = parameter.constants[at].name, stated.constants[j].name.visible
            if visible is None or visible.text == name or not name.isupper():
                continue  # a label in words is translated by right
            field = f"parameters[{index}].constants[{at}].name"
            kind = damage(visible.text, name)
            if kind is None or view.disputed(field):
                continue
            own = any(e.kind == "anchor" and e.text == name for e in stated.constants[j].name.evidence)
            proven = own or view.confidence(field) >= PROVEN
            written = view.page.text[visible.span.start : visible.span.end]
            proven = proven and set(_NUMBER.findall(written)) <= set(_NUMBER.findall(name))
            markdown = name.replace("_", "\\_") if "\\_" in written or "_" not in written else name
            spelling = kind in ("spacing", "case")
            found.append(MisnamedConstant(field, visible.span, visible.text, name, spelling, proven, markdown))
    return tuple(found)
