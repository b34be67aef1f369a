"""The numbers and symbols in return sections, whatever the sentences around them say.

Translations rephrase, but the values that are named come through. One that stands in no other locale's
section, in place of one that the others share, was changed, even where the sentence itself was not understood.
"""

import re
from collections import Counter
from collections.abc import Callable

import msgspec

from conformance.view import Siblings, View
from spec_model.grammar.literals import literals
from spec_model.identifiers import likeness
from spec_model.locale import LocalePack, pack_for
from spec_model.model import Span
from spec_model.page import Section

_NUMBER = re.compile(
    r"(?<![\w.,:/#&-])(?P<sign>[-−–]?)"
    r"(?P<digits>0[xX][0-9A-Fa-f]+|\d{1,3}(?:[.,\u00a0 ]\d{3})+|\d+(?:[.,]\d+)?)(?![\w/]|[.,]\d)"
)
_DIGIT = re.compile(r"\d")
_THOUSANDS = re.compile(r"(?<=\d)[.,\u00a0 ](?=\d{3}(?!\d))")
_TARGET = re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|<[^<>]*>")

#: What each locale's section names, with the places.
Named = dict[str, list[tuple[str, Span]]]


class Literal(msgspec.Struct, frozen=True):
    """A number or symbol that the page has in place of another: `expected` is what the others have."""

    span: Span
    found: str
    expected: str


def changed_literals(view: View) -> list[Literal]:
    """The literals of the page's return section that were put in place of others, at most one of each sort."""
    siblings = view.siblings
    return _changed(view.locale, siblings.once(_numbers)) + _changed(view.locale, siblings.once(_names))


def _changed(own_locale: str, named: Named) -> list[Literal]:
    """The one value that stands here more often than anywhere else, where one that the others share is short."""
    own = named.get(own_locale)
    if not own or len(named) < 3:
        return []
    mine = Counter(value for value, _ in own)
    others = [Counter(value for value, _ in found) for locale, found in named.items() if locale != own_locale]
    every = set(mine).union(*others)
    gained = [value for value in mine if mine[value] > max(other[value] for other in others)]
    lost = sorted((value for value in every if mine[value] < _agreed(value, others)), key=_names_a_thing)
    if len(gained) != 1 or not lost or not _exchangeable(gained[0], lost[0]):
        return []
    span = next(span for value, span in own if value == gained[0])
    return [Literal(span, gained[0], lost[0])]


def _agreed(value: str, others: list[Counter[str]]) -> int:
    """How often `value` stands at least in two thirds of the other sections."""
    counts = sorted((other[value] for other in others), reverse=True)
    return counts[-(-2 * len(counts) // 3) - 1]


def _names_a_thing(value: str) -> bool:
    """Whether a value is a symbol of a header: translations damage those, but not truth values."""
    return "_" in value


def _exchangeable(found: str, expected: str) -> bool:
    """Whether a well formed value stands for another one, not for a damaged spelling of it."""
    if {found, expected} == {"0", "NULL"} or not found.isascii() or found.endswith("_") or found.startswith("_"):
        return False
    if not _names_a_thing(found) and not _names_a_thing(expected):
        return True
    shared = set(found.split("_")) & set(expected.split("_"))
    return found.isupper() and not shared and likeness(found, expected) < 0.6


def _numbers(siblings: Siblings) -> Named:
    return _read(siblings, _read_numbers)


def _names(siblings: Siblings) -> Named:
    return _read(siblings, _read_names)


def _read(siblings: Siblings, read: Callable[[Section, LocalePack], list[tuple[str, Span]]]) -> Named:
    """What the sections name; nothing where all of them name the same."""
    found: Named = {}
    for locale, page in siblings.translations.items():
        section, pack = page.section("return-value"), pack_for(locale)
        if section is not None and pack is not None:
            found[locale] = read(section, pack)
    sorts = [sorted(value for value, _ in named) for named in found.values()]
    return found if any(other != sorts[0] for other in sorts) else {}


def _read_names(section: Section, pack: LocalePack) -> list[tuple[str, Span]]:
    named = literals(section, pack)
    return [(v, span) for v, span in named if not v.lstrip("-").isdigit() and (v.isupper() or v == "nonzero")]


def _read_numbers(section: Section, pack: LocalePack) -> list[tuple[str, Span]]:
    text = section.text
    if not _DIGIT.search(text):
        return []
    text = _TARGET.sub(lambda match: " " * len(match[0]), text)
    start = section.body.start
    return [
        (("-" if m["sign"] else "") + _plain(m["digits"]), Span(start + m.start(), start + m.end()))
        for m in _NUMBER.finditer(text)
    ]


def _plain(digits: str) -> str:
    """A number without separators of thousands, with a point for its decimals."""
    return _THOUSANDS.sub("", digits).replace(",", ".").lower()
