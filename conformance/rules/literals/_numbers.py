"""The numbers of each line that differ from those of the other locales."""

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from conformance.rules.literals._canon import ScannedRow, scanned_rows
from conformance.rules.literals._facts import overlaps, told_by_locale
from conformance.rules.literals._scan import Number
from conformance.surface.rows import Row
from conformance.view import Siblings

_SEPARATOR = re.compile(r"[.,\s]")


class OtherNumber(msgspec.Struct, frozen=True):
    """A number that no other locale has in the line, in place of one that they do have.

    `agreeing` are the locales that have `expected`, with the number as each of them writes it. The places of the
    numbers are those on the page.
    """

    found: Number
    expected: str
    agreeing: dict[str, Number]
    total: int
    row: Row


def other_numbers(siblings: Siblings) -> dict[str, tuple[OtherNumber, ...]]:
    """The numbers that differ on every page, by locale, found once."""
    return siblings.once(_other_numbers)


def value(text: str) -> str:
    """What a number is worth, however a language writes it: ``2,0`` for ``2.0``, ``1024`` for ``1 024``; no sign."""
    text = text.lstrip("-−")
    if text[:2].lower() == "0x":
        return f"0x{int(text, 16):x}"
    groups = _SEPARATOR.split(text)
    if groups[1:] and len(groups[0]) < 4 and all(len(group) == 3 for group in groups[1:]):
        return "".join(groups)
    return ".".join(groups)


def _other_numbers(siblings: Siblings) -> dict[str, tuple[OtherNumber, ...]]:
    found: dict[str, list[OtherNumber]] = {locale: [] for locale in siblings.pages}
    for row in scanned_rows(siblings):
        if row.row.section == "return-value":
            continue  # told by the rules about return values
        if not any(scan.numbers for scan in row.scans.values()):
            continue
        numbers = {locale: {value(n.text): n for n in scan.numbers} for locale, scan in row.scans.items()}
        if len({frozenset(own) for own in numbers.values()}) == 1:
            continue
        for locale, own in numbers.items():
            others = _electorate(numbers, locale, siblings.source)
            if others:
                found[locale] += _of_line(siblings, locale, row, own, others)
    return {locale: tuple(_without_moved(numbers)) for locale, numbers in found.items()}


def _electorate(
    numbers: dict[str, dict[str, Number]], locale: str, source: str | None
) -> dict[str, dict[str, Number]] | None:
    """The pages that a page is held against: the source alone where there is one, else two at least."""
    if source in numbers and source is not None:
        return {source: numbers[source]} if locale != source else None
    others = {tag: found for tag, found in numbers.items() if tag != locale}
    return others if len(others) > 1 else None


def _of_line(
    siblings: Siblings, locale: str, row: ScannedRow, own: dict[str, Number], others: dict[str, dict[str, Number]]
) -> Iterator[OtherNumber]:
    cell = row.row.cells[locale]
    facts = told_by_locale(siblings)[locale].inside(cell.start, cell.end)
    have = Counter(number for found in others.values() for number in found)
    lost = [number for number, votes in have.items() if number not in own and votes * 4 >= len(others) * 3]
    added = [
        token
        for number, token in own.items()
        if have[number] * 4 <= len(others) and not overlaps(token.start, token.end, facts)
    ]
    if len(lost) != len(added):
        return
    page = siblings.translations[locale].text
    for expected, token in zip(sorted(lost, key=lambda number: _place(number, others)), added, strict=True):
        here = _on_page(token, row, locale)
        if _goes_on_in_words(page, here, expected):
            continue
        agreeing = {tag: _on_page(found[expected], row, tag) for tag, found in others.items() if expected in found}
        text = next(iter(agreeing.values())).text
        yield OtherNumber(here, text, agreeing, len(others), row.row)


def _on_page(number: Number, row: ScannedRow, locale: str) -> Number:
    """A number of a line with its place on the page."""
    start = row.row.cells[locale].start
    return Number(number.text, start + number.start, start + number.end)


def _goes_on_in_words(text: str, token: Number, expected: str) -> bool:
    """Whether the zeros that a number lacks may be the word behind it: ``100 million``."""
    zeros = expected.removeprefix(value(token.text))
    behind = text[token.end : token.end + 2].lstrip()[:1]
    return len(zeros) >= 3 and zeros != expected and not zeros.strip("0") and behind.isalpha()


def _place(number: str, others: dict[str, dict[str, Number]]) -> int:
    """How early a number stands in the line, on the page where it does first."""
    return min(found[number].start for found in others.values() if number in found)


def _without_moved(numbers: list[OtherNumber]) -> Iterator[OtherNumber]:
    """Those of a page that are not the same numbers in other lines of the section: lines may change places."""
    by_section: dict[str, list[OtherNumber]] = {}
    for number in numbers:
        by_section.setdefault(number.row.section, []).append(number)
    for same in by_section.values():
        if Counter(value(n.found.text) for n in same) != Counter(value(n.expected) for n in same):
            yield from same
