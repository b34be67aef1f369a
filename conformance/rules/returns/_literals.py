"""The numbers and symbols in return sections, whatever the sentences around them say.

Translations rephrase, but digits and symbols of the headers come through. One that stands in no other
locale's section, in place of one that the others share, was changed, even where the sentence itself was not
understood.
"""

import re
from collections import Counter
from collections.abc import Callable

import msgspec

from conformance.view import Siblings, View
from spec_model.identifiers import likeness, skeleton
from spec_model.model import Span
from spec_model.page import Page

_NUMBER = re.compile(r"(?<![\w.,:/#&-])(?P<sign>[-−–]?)(?P<digits>0[xX][0-9A-Fa-f]+|\d+(?:[.,]\d+)?)(?![\w/]|[.,]\d)")
_SYMBOL = re.compile(r"(?<![\w/\\])(?:[A-Z][A-Z0-9]*(?:\s?\\?_\s?[A-Z0-9]+)+|TRUE|FALSE|NULL)(?!\w|\s?\\?_)")
_TARGET = re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|<[^<>]*>")


class Literal(msgspec.Struct, frozen=True):
    """A number or symbol that the page has in place of another: `expected` is what the others have."""

    span: Span
    found: str
    expected: str


def changed_literals(view: View) -> list[Literal]:
    """The literals of the page's return section that were put in place of others."""
    found = _changed(view, "numbers", _numbers)
    return found + _changed(view, "symbols", _symbols)


Reader = Callable[[Page], list[tuple[str, Span]]]


def _changed(view: View, kind: str, read: Reader) -> list[Literal]:
    every = view.siblings.once(f"return {kind}", lambda siblings: _read_all(siblings, read))
    assert isinstance(every, dict)
    own: list[tuple[str, Span]] = every.get(view.locale, [])
    others = [Counter(value for value, _ in every[locale]) for locale in every if locale != view.locale]
    if not own or len(others) < 2:
        return []
    shared = {v for v in set().union(*others) if sum(v in other for other in others) * 3 >= 2 * len(others)}
    mine = Counter(value for value, _ in own)
    lost = sorted(v for v in shared if v not in mine)
    alien = [(v, span) for v, span in own if not any(v in other for other in others)]
    if len(lost) != len(alien):
        return []
    return [
        Literal(span, value, expected)
        for (value, span), expected in zip(alien, _in_order(lost, every, view.locale), strict=True)
        if kind == "numbers" or likeness(value, expected) < 0.6
    ]


def _in_order(lost: list[str], every: dict[str, list[tuple[str, Span]]], locale: str) -> list[str]:
    """What got lost in the order in which the first locale that has all of it does."""
    for other, literals in every.items():
        values = [value for value, _ in literals]
        if other != locale and all(value in values for value in lost):
            return sorted(lost, key=values.index)
    return lost


def _read_all(siblings: Siblings, read: Reader) -> dict[str, list[tuple[str, Span]]]:
    return {locale: read(page) for locale, page in siblings.translations.items() if page.section("return-value")}


def _prose(page: Page) -> tuple[str, int]:
    """The text of the return section with link targets and tags blanked out, and where it starts."""
    section = page.section("return-value")
    if section is None:
        return "", 0
    return _TARGET.sub(lambda match: " " * len(match[0]), section.text), section.body.start


def _numbers(page: Page) -> list[tuple[str, Span]]:
    text, start = _prose(page)
    return [
        (("-" if m["sign"] else "") + m["digits"].replace(",", ".").lower(), Span(start + m.start(), start + m.end()))
        for m in _NUMBER.finditer(text)
    ]


def _symbols(page: Page) -> list[tuple[str, Span]]:
    text, start = _prose(page)
    found = [(m, re.sub(r"[\s\\]", "", m[0])) for m in _SYMBOL.finditer(text)]
    return [(name, Span(start + m.start(), start + m.end())) for m, name in found if skeleton(name)]
