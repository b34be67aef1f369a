"""The canonical contract as a table: a row for each field, with the word of every locale on it."""

import re
from collections.abc import Callable
from itertools import groupby

import msgspec

from conformance.report.html.sheet import Field, Sheet, Word
from conformance.report.visible import brief

_INDEXED = re.compile(r"parameters\[(?P<parameter>\d+)\]\.(?:constants\[(?P<constant>\d+)\]\.)?(?P<what>.*)", re.DOTALL)
_OUTCOME = re.compile(r"outcomes\[(?P<when>[a-z_]+)=(?P<value>.*)\]\Z", re.DOTALL)
#: Fields whose visible words are the value itself, so that other words there are damage worth showing.
_SPELLED = re.compile(r"(?:name|header|include|returns\.type)\Z")

#: Gives the anchor of a line on the page of a locale, None where it has none.
Anchor = Callable[[str, int], str | None]


class Cell(msgspec.Struct, frozen=True):
    """One locale's word: how it stands to the canonical value (`agrees`, `dissents`, `silent`), and where."""

    stance: str
    value: str
    written: str | None = None
    evidence: str | None = None
    line: int | None = None
    anchor: str | None = None


class Line(msgspec.Struct, frozen=True):
    """One field of the table."""

    label: str
    value: str | None
    decided_by: str
    confidence: str
    disputed: bool
    settled: bool
    cells: tuple[Cell, ...]


class Group(msgspec.Struct, frozen=True):
    """Fields under one heading: `settled` where every locale agrees on every one of them."""

    heading: str
    settled: bool
    lines: tuple[Line, ...]


def groups(sheet: Sheet, anchor: Anchor) -> list[Group]:
    """The fields of `sheet` under the headings of identity, each parameter, what is returned and what is required."""
    names = {field.path: field.value or "?" for field in sheet.fields}
    found = []
    for heading, fields in groupby(sheet.fields, lambda field: _heading(field.path, names)):
        lines = tuple(_line(field, sheet.witnesses, names, anchor) for field in fields)
        found.append(Group(heading, all(line.settled for line in lines), lines))
    return found


def _heading(path: str, names: dict[str, str]) -> str:
    if match := _INDEXED.match(path):
        number = match["parameter"]
        return f"Parameter {int(number) + 1}: {brief(names.get(f'parameters[{number}].name', '?'))}"
    return {"returns": "Return value", "requirements": "Requirements"}.get(path.partition(".")[0], "Identity")


def _label(path: str, names: dict[str, str]) -> str:
    if match := _INDEXED.match(path):
        if match["constant"] is None:
            return match["what"]
        name = names.get(f"parameters[{match['parameter']}].constants[{match['constant']}].name", "?")
        return "constant" if match["what"] == "name" else f"{match['what']} of {brief(name, 80)}"
    head, _, rest = path.partition(".")
    if match := _OUTCOME.match(rest):
        return f"outcome: {match['when'].replace('_', ' ')}"
    return (rest or head).replace("_", " ")


def _line(field: Field, witnesses: tuple[str, ...], names: dict[str, str], anchor: Anchor) -> Line:
    cells = tuple(_cell(field, field.words.get(locale), anchor) for locale in witnesses)
    return Line(
        label=_label(field.path, names),
        value=None if field.value is None else brief(field.value),
        decided_by=field.decided_by,
        confidence=f"{field.confidence:.0%}",
        disputed=field.disputed,
        settled=not field.disputed and all(cell.stance == "agrees" for cell in cells),
        cells=cells,
    )


def _cell(field: Field, word: Word | None, anchor: Anchor) -> Cell:
    if word is None:
        return Cell("silent", "not stated")
    odd = word.evidence == "text" and _SPELLED.search(field.path) and word.text not in (None, word.value)
    stance = "agrees" if word.agrees else "silent" if word.value is None else "dissents"
    return Cell(
        stance=stance,
        value="not stated" if word.value is None else brief(word.value, 120),
        written=brief(word.text or "", 60) if odd else None,
        evidence=word.evidence,
        line=word.line,
        anchor=anchor(word.locale, word.line) if word.line is not None else None,
    )
