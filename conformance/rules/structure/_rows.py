"""What the rules about rows of tables share: the rows that a page lacks, and those that only it has."""

import re
from collections.abc import Iterator

import msgspec

from conformance.surface.lines import Line
from conformance.surface.rows import Row, Section, surface
from conformance.surface.vote import settle
from conformance.view import Siblings, View
from spec_model.model import Span

#: The tables of these sections are told by the rules about parameters, return contracts and requirements.
_TOLD_ELSEWHERE = frozenset({"parameters", "return-value", "requirements"})
_DELIMITER = re.compile(r"\|[ :|-]*\Z")
_CELL = re.compile(r"\|\s*(?P<text>(?:[^|\\]|\\.)*)")


class LostRow(msgspec.Struct, frozen=True):
    """A row that the page lacks: `at` is where to point, `cells` the row in the locales that have it."""

    at: Span
    row: Row
    whole: bool
    majority: bool
    confidence: float


def lost_rows(view: View) -> Iterator[LostRow]:
    """The rows that most pages have and this one lacks; of a table that is lost as a whole its first row."""
    for section in _sections(view):
        head: Row | None = None  # the first row of the table that the rows belong to
        lost = False  # whether that table is lost as a whole
        for before, row in zip((None, *section.rows), section.rows, strict=False):
            if not _is_row(row, section):
                continue
            if before is None or not _is_row(before, section):
                head, lost = row, False
            if view.locale in row.cells or lost:
                continue
            lost = row is head and _is_lost_table(section, row, view.locale)
            have = {
                locale: locale in row.cells for locale in surface(view.siblings).blocks if _has(view, section, locale)
            }
            verdict = settle(have, view.siblings.source)
            if verdict.value or not verdict.majority:
                cell = head.cells.get(view.locale) if head else None
                at = Span(cell.start, cell.end) if cell else _heading(view, section.key)
                yield LostRow(at, row, lost, verdict.majority, verdict.confidence)


def added_rows(view: View) -> Iterator[tuple[Section, Line]]:
    """The rows that stand on this page alone, where most pages agree on the table without them."""
    for section in _sections(view):
        if section.majority:
            for locale, line in section.extra:
                if locale == view.locale and line.kind == "|" and not _DELIMITER.match(_text(view, locale, line)):
                    yield section, line


def first_cell(view: View, locale: str, line: Line) -> tuple[Span, str]:
    """The first cell of a row that holds text: where it stands and how it is written."""
    text = view.siblings.translations[locale].text
    for cell in _CELL.finditer(text, line.start, line.end):
        written = cell["text"].strip()
        if written:
            return Span(cell.start("text"), cell.start("text") + len(written)), written
    return Span(line.start, line.end), text[line.start : line.end].strip()


def unescaped(text: str) -> str:
    """Markdown without its backslashes, as a person reads it."""
    return text.replace("\\", "")


def _sections(view: View) -> Iterator[Section]:
    for section in view.siblings.once(_uneven):
        if _has(view, section, view.locale):
            yield section


def _uneven(siblings: Siblings) -> tuple[Section, ...]:
    """The sections whose pages have different lines: of the others no row is lost or added."""
    pages = surface(siblings)
    keys = [key for key in pages.keys if key.split("#")[0] not in _TOLD_ELSEWHERE]
    return tuple([section for key in keys if not (section := pages.section(key)).even])


def _has(view: View, section: Section, locale: str) -> bool:
    """Whether a page has the section in a form that its rows can be told of."""
    block = surface(view.siblings).blocks[locale].get(section.key)
    if block is None or locale in section.unlike:
        return False
    return "<table" not in view.siblings.translations[locale].text[block.body.start : block.body.end]


def _is_row(row: Row, section: Section) -> bool:
    return row.cells[section.frame].kind == "|"


def _is_lost_table(section: Section, head: Row, locale: str) -> bool:
    """Whether the page lacks every row of the table that begins with `head`."""
    for row in section.rows[section.rows.index(head) :]:
        if not _is_row(row, section):
            break
        if locale in row.cells:
            return False
    return True


def _heading(view: View, key: str) -> Span:
    return surface(view.siblings).blocks[view.locale][key].heading


def _text(view: View, locale: str, line: Line) -> str:
    return view.siblings.translations[locale].text[line.start : line.end].rstrip()
