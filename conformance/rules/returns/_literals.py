"""The numbers and symbols in return sections, whatever the sentences around them say.

Translations rephrase, but the values that are named come through. One that stands in no other locale's
section, in place of one that the others share, was changed, even where the sentence itself was not understood.
"""

import re
from collections import Counter
from collections.abc import Callable

import msgspec

from conformance.view import Siblings, View
from spec_model.grammar.literals import literal_values, literals
from spec_model.identifiers import likeness
from spec_model.locale import LocalePack, pack_for
from spec_model.model import Span
from spec_model.page import Section
from spec_model.remember import remembered

_NUMBER = re.compile(
    r"(?<![\w.,:/#&-])(?P<sign>[-−–]?)"
    r"(?P<digits>0[xX][0-9A-Fa-f]+|\d{1,3}(?:[.,\u00a0 ]\d{3})+|\d+(?:[.,]\d+)?)(?![\w/]|[.,]\d)"
)
_DIGIT = re.compile(r"\d")
_THOUSANDS = re.compile(r"(?<=\d)[.,\u00a0 ](?=\d{3}(?!\d))")
_TARGET = re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|<[^<>]*>")

_ENOUGH = 3  # sections, of which two can outvote one
_CACHED = 600  # characters of a section that is worth remembering

#: What each locale's section names.
Named = dict[str, tuple[str, ...]]
#: What a section names, with the places.
Places = Callable[[Section, LocalePack], list[tuple[str, Span]]]


class Literal(msgspec.Struct, frozen=True):
    """A number or symbol that the page has in place of another: `expected` is what the others have."""

    span: Span
    found: str
    expected: str


def changed_literals(view: View) -> list[Literal]:
    """The literals of the page's return section that were put in place of others, at most one of each sort."""
    siblings = view.siblings
    return _changed(view, siblings.once(_numbers), _placed_numbers) + _changed(view, siblings.once(_names), literals)


def _changed(view: View, named: Named, places: Places) -> list[Literal]:
    """The one value that stands here more often than anywhere else, where one that the others share is short."""
    own = named.get(view.locale)
    if not own:
        return []
    mine = Counter(own)
    others = [Counter(found) for locale, found in named.items() if locale != view.locale]
    every = set(mine).union(*others)
    gained = [value for value in mine if mine[value] > max(other[value] for other in others)]
    lost = sorted(
        (value for value in every if mine[value] < _agreed(value, others)),
        key=lambda value: (_names_a_thing(value), value),
    )
    if len(gained) != 1 or not lost or not _exchangeable(gained[0], lost[0]):
        return []
    placed = places(*view.siblings.once(_sections)[view.locale])
    return [Literal(span, gained[0], lost[0]) for value, span in placed if value == gained[0]][:1]


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
    return _uneven(siblings, lambda section, _: tuple([value for value, _, _ in _numbers_in(section.text)]))


def _names(siblings: Siblings) -> Named:
    return _uneven(siblings, _names_in)


def _uneven(siblings: Siblings, read: Callable[[Section, LocalePack], tuple[str, ...]]) -> Named:
    """What the sections name; nothing where all of them name the same, or too few stand to tell which is wrong."""
    sections = siblings.once(_sections)
    if len(sections) < _ENOUGH:
        return {}
    named = {locale: read(section, pack) for locale, (section, pack) in sections.items()}
    if len(set(named.values())) == 1:
        return {}
    sorts = [sorted(values) for values in named.values()]
    return named if any(other != sorts[0] for other in sorts) else {}


def _sections(siblings: Siblings) -> dict[str, tuple[Section, LocalePack]]:
    """The return sections of the pages whose language is known."""
    found: dict[str, tuple[Section, LocalePack]] = {}
    for locale, page in siblings.translations.items():
        section, pack = page.section("return-value"), pack_for(locale)
        if section is not None and pack is not None:
            found[locale] = section, pack
    return found


def _names_in(section: Section, pack: LocalePack) -> tuple[str, ...]:
    named = literal_values(section, pack)
    return tuple([v for v in named if v.isupper() or v == "nonzero"])


def _placed_numbers(section: Section, _: LocalePack) -> list[tuple[str, Span]]:
    start = section.body.start
    return [(value, Span(start + first, start + last)) for value, first, last in _numbers_in(section.text)]


def _numbers_in(text: str) -> tuple[tuple[str, int, int], ...]:
    """The numbers of a section with their places in it."""
    return _remembered_numbers(text) if _DIGIT.search(text) else ()


@remembered(texts=4096, longest=_CACHED)
def _remembered_numbers(text: str) -> tuple[tuple[str, int, int], ...]:
    text = _TARGET.sub(lambda match: " " * len(match[0]), text)
    digit = _DIGIT.search(text)  # most of the digits of a page are those of targets
    found = _NUMBER.finditer(text, max(0, digit.start() - 1)) if digit else ()
    return tuple((("-" if m["sign"] else "") + _plain(m["digits"]), m.start(), m.end()) for m in found)


def _plain(digits: str) -> str:
    """A number without separators of thousands, with a point for its decimals."""
    return _THOUSANDS.sub("", digits).replace(",", ".").lower()
