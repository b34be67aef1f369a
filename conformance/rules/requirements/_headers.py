"""What the rules about header file names share."""

from collections.abc import Iterator

import msgspec

from conformance.view import View
from spec_model.identifiers import skeleton
from spec_model.model import Fact, Span

FIELDS = ("header", "include")


class WrittenHeader(msgspec.Struct, frozen=True):
    """A visible file name beside the canonical one, which it names in a damaged way.

    `spelling` where spacing or letter case is all that differs.
    """

    field: str
    span: Span
    written: str
    expected: str
    spelling: bool


def stated_headers(view: View) -> Iterator[tuple[str, Fact[str] | None, str | None]]:
    """Each header field with what the page states and the canonical name."""
    needs = view.witness.requirements
    yield "header", needs.header, view.message.header
    yield "include", needs.include, view.message.include


def damaged_headers(view: View) -> tuple[WrittenHeader, ...]:
    """The file names in the requirements that stand for the right header but are not written as it is."""
    return view.once(_damaged_headers)


def _damaged_headers(view: View) -> tuple[WrittenHeader, ...]:
    found: list[WrittenHeader] = []
    for field, stated, expected in stated_headers(view):
        visible = stated.visible if stated else None
        if stated is None or expected is None or visible is None or visible.text == expected or view.disputed(field):
            continue
        written = visible.text
        if not same_file(stated.value, expected) or right_spelling(written, expected):
            continue
        spelling = skeleton(written) == skeleton(expected)
        found.append(WrittenHeader(field, visible.span, written, expected, spelling))
    return tuple(found)


def same_file(one: str, other: str) -> bool:
    """Whether two names are of one file: header files are found whatever their letter case."""
    return one.lower() == other.lower()


def right_spelling(written: str, expected: str) -> bool:
    """Whether a file name is written as it should be, or with another first letter case (``winuser.h``)."""
    return written == expected or (written.lower() == expected.lower() and written[1:] != written[1:].upper())
