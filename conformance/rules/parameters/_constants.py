"""What the rules about names of constants share: each name that is not written as the message has it."""

import re

import msgspec

from conformance.diagnostic import Replacement
from conformance.rules.parameters._names import PROVEN
from conformance.view import View
from spec_model.extract.constants import parse_number
from spec_model.identifiers import damage
from spec_model.model import Constant, Span, StatedConstant

_NUMERAL = re.compile(r"(0[xX][0-9A-Fa-f]+|[0-9]+)[uUlL]*")
#: What follows a name that has drawn in its number: the end of the name, and the term that the number has left.
_EMPTY_TERM = re.compile(r"[*`]{0,2}[ \t]{0,9}</dt>[^<>\r\n]{0,9}<dt>[ \t]{0,9}(?=</dt>)")


class MisnamedConstant(msgspec.Struct, frozen=True):
    """A constant on the page that is not written as the message has it.

    `spelling` where only spacing or letter case differs. The `fix` writes underscores escaped as the pages do; it
    is safe where the name is beyond doubt and no number is lost.
    """

    field: str
    span: Span
    written: str
    expected: str
    spelling: bool
    fix: Replacement


def misnamed_constants(view: View) -> tuple[MisnamedConstant, ...]:
    """The constants of the page whose visible name differs from the canonical one."""
    return view.once(_misnamed_constants)


def _misnamed_constants(view: View) -> tuple[MisnamedConstant, ...]:
    found: list[MisnamedConstant] = []
    for index, parameter, stated, constants in view.constant_lists:
        for at, j in constants.pairs:
            expected, here = parameter.constants[at], stated.constants[j]
            name, visible = expected.name, here.name.visible
            if visible is None or visible.text == name or not (name.isupper() or name.isdigit()):
                continue  # a label in words is translated by right
            field = f"parameters[{index}].constants[{at}].name"
            kind = damage(visible.text, name)
            if kind is None or view.disputed(field):
                continue
            own = any(e.kind == "anchor" and e.text == name for e in here.name.evidence)
            fix = _repair(view.page.text, visible.span, expected, here, proven=own or view.confidence(field) >= PROVEN)
            spelling = kind in ("spacing", "case")
            found.append(MisnamedConstant(field, visible.span, visible.text, name, spelling, fix))
    return tuple(found)


def _repair(text: str, span: Span, expected: Constant, stated: StatedConstant, *, proven: bool) -> Replacement:
    """The right name for the one at `span` of `text`; a number that stands within it goes back to its own place."""
    name, written = expected.name, text[span.start : span.end]
    markdown = name.replace("_", "\\_") if "\\_" in written or "_" not in written else name
    own = {numeral[1] for numeral in _NUMERAL.finditer(name)}
    strayed = [numeral for numeral in _NUMERAL.finditer(written) if numeral[1] not in own]
    if not strayed:
        return Replacement(span, markdown, safe=proven)
    number = strayed[0][0]
    known = len(strayed) == 1 and parse_number(number) == expected.value
    if stated.number is not None:
        return Replacement(span, markdown, safe=proven and known and stated.number.value == expected.value)
    place = _EMPTY_TERM.match(text, span.end)
    if place is None or not known:
        return Replacement(span, markdown, safe=False)
    return Replacement(Span(span.start, place.end()), f"{markdown}{place[0]}{number}", safe=proven)
