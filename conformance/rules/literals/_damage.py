"""The names that a page writes otherwise than it should, each with its place and what stands there."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from conformance.rules.literals._canon import Expected, ScannedRow, letters, scanned_rows
from conformance.rules.literals._facts import Told, overlaps, told_by_locale
from conformance.rules.literals._scan import Marked, Scan, Token
from conformance.surface.rows import Row, surface
from conformance.view import Siblings
from spec_model.consensus.align import align
from spec_model.identifiers import likeness, skeleton
from spec_model.model import Span
from spec_model.tree import FILLER

Change = Literal["spelling", "case", "sound", "link", "alone", "lost"]

#: From this likeness of sound on, marked words are taken for a name that the line lacks.
ALIKE = 0.6
#: Marked words are searched for a name in windows of no more than this many words.
MOST_WORDS = 8
#: How far from a broken name outside of marks its other parts are looked for, in characters.
MOST_NEAR = 40

_EDGE = '.,;:!?()"。，；：（）「」'
_STOP = f"*`<>|{FILLER}"
_WORD = re.compile(rf"[^\s{_STOP}{_EDGE}]++(?:[{_EDGE}]+[^\s{_STOP}{_EDGE}]++)*+")
_APART = re.compile(rf"::[ ]?|[.][ ]|<[^<>]*+>|{FILLER}+")
_TARGET = re.compile(r"\]\([^()\s]*+\)")
_IDEOGRAPH = re.compile(r"[\u2e80-\u9fff\uf900-\uffef]")


class Damage(msgspec.Struct, frozen=True):
    """A name that is not written as it should be.

    `change` says what happened: ``spelling`` (spaces), ``case``, or what tells that the words stand for the
    name: their ``sound``, the ``link`` on them, that nothing else is left (``alone``); ``lost`` where nothing
    stands for it. `clear` where the name can take the place of the words as they stand: they are all that is
    marked, or a single word.
    """

    change: Change
    span: Span
    found: str | None
    expected: Expected
    row: Row
    clear: bool = False


def damages(siblings: Siblings) -> dict[str, tuple[Damage, ...]]:
    """The damaged names of every page by locale, found once."""
    made = siblings.once("literal damage", _damages)
    assert isinstance(made, dict)
    return made


def _damages(siblings: Siblings) -> dict[str, tuple[Damage, ...]]:
    found: dict[str, list[Damage]] = {locale: [] for locale in siblings.pages}
    told = told_by_locale(siblings)
    names, reordered = _names_told(siblings), _reordered(siblings)
    rows = scanned_rows(siblings)
    sections = _Sections(siblings, rows)
    for row in rows:
        if not row.expected:
            continue
        even = surface(siblings).sections[row.row.section].even  # else a line may not be the right one
        for locale, scan in row.scans.items():
            if row.row.section == "parameters" and locale in reordered:
                continue
            cell = row.row.cells[locale]
            line = _Line(siblings.translations[locale].text, row, Span(cell.start, cell.end), scan)
            told_there = names if row.row.section == "parameters" else frozenset()
            for damage in _of_line(line, told[locale].inside(cell.start, cell.end)):
                if damage.change not in ("spelling", "case") and sections.moved(locale, damage):
                    continue
                if damage.change != "lost" or (even and _is_loss(damage, told_there)):
                    found[locale].append(damage)
    return {locale: tuple(damage) for locale, damage in found.items()}


def _names_told(siblings: Siblings) -> frozenset[str]:
    """The parameters and constants, whose loss from their section is told by the rules about them."""
    parameters = siblings.message.parameters
    constants = [constant.name for parameter in parameters for constant in parameter.constants]
    return frozenset(map(letters, [*(parameter.name for parameter in parameters), *constants]))


def _reordered(siblings: Siblings) -> frozenset[str]:
    """The locales whose parameters stand in another order, so that their lines are no counterparts."""
    expected = [parameter.name for parameter in siblings.message.parameters]
    return frozenset(
        witness.locale
        for witness in siblings.message.witnesses
        if align(expected, [parameter.name.value for parameter in witness.parameters]).reordered
    )


class _Sections:
    """What the sections of the pages hold and should hold: lines may have changed places within one."""

    def __init__(self, siblings: Siblings, rows: Sequence[ScannedRow]) -> None:
        self._siblings = siblings
        self._expected: defaultdict[str, set[str]] = defaultdict(set)
        self._texts: dict[tuple[str, str], str] = {}
        for row in rows:
            self._expected[row.row.section].update(letters(expected.text) for expected in row.expected)

    def moved(self, locale: str, damage: Damage) -> bool:
        """Whether the name stands in another line, and what is in its place should stand in another line too."""
        key, name = damage.row.section, letters(damage.expected.text)
        if name not in self._text(locale, key):
            return False
        found = letters(damage.found) if damage.found else None
        return found is None or (found != name and found in self._expected[key])

    def _text(self, locale: str, key: str) -> str:
        if (locale, key) not in self._texts:
            body = surface(self._siblings).blocks[locale][key].body
            text = self._siblings.translations[locale].text[body.start : body.end]
            self._texts[locale, key] = skeleton(_TARGET.sub("]", text))
        return self._texts[locale, key]


def _is_loss(damage: Damage, told_elsewhere: frozenset[str]) -> bool:
    """Whether a name that is gone is a finding here: the rules about return values tell what is gone from theirs."""
    expected = damage.expected
    if damage.row.section == "return-value" or expected.kind == "file" or letters(expected.text) in told_elsewhere:
        return False
    return len(expected.attested) * 2 > expected.total


class _Line(msgspec.Struct, frozen=True):
    """One line of one page: the text of the page, the row, where the line stands, and what it holds."""

    text: str
    row: ScannedRow
    span: Span
    scan: Scan

    def damage(self, change: Change, span: Span, expected: Expected, region: Marked | None = None) -> Damage:
        """A damaged name at `span`, among the words of a region."""
        if change == "lost":
            return Damage(change, span, None, expected, self.row.row)
        found = self.text[span.start : span.end]
        around = self.text[region.start : region.end] if region else found
        clear = around.strip(f"{_EDGE}{_STOP} ") == found or not any(map(str.isspace, found))
        return Damage(change, span, found, expected, self.row.row, clear)


def _of_line(line: _Line, facts: Sequence[Told]) -> Iterator[Damage]:
    lost: list[Expected] = []
    present: set[str] = set()
    names = {letters(expected.text) for expected in line.row.expected}
    free = [t for t in line.scan.tokens if t.kind != "number" and not overlaps(t.start, t.end, facts)]
    for expected in line.row.expected:
        key = letters(expected.text)
        same = [t for t in free if t.kind == expected.kind and letters(t.text) == key]
        for token in same:
            cased = expected.kind != "file" and token.text != expected.text
            if cased or not token.exact:
                yield line.damage("case" if cased else "spelling", Span(token.start, token.end), expected)
        elsewhere = sum(letters(fact.value) == key for fact in facts)
        lost += [expected] * (expected.count - len(same) - elsewhere)
        present.update([key] if same or elsewhere else ())
    if not lost:
        return
    whole = [t for t in free if letters(t.text) in names]
    regions = list(_regions(line, whole, facts))
    for damage in _matched(line, lost, regions):
        if damage.change != "lost" or letters(damage.expected.text) not in present:
            yield damage


def _regions(line: _Line, whole: Sequence[Token], facts: Sequence[Told]) -> Iterator[Marked]:
    """The marked words of a line that hold no name it should have, and broken names outside of marks."""
    for marked in line.scan.marked:
        for part in _parts(line.text, marked):
            inside = [t for t in whole if part.start <= t.start and t.end <= part.end]
            if not (inside and _is_all(line.text, part, inside)) and not overlaps(part.start, part.end, facts):
                yield part
    for token in line.scan.tokens:
        broken = token.kind == "name" and token.marked is None and token not in whole
        if broken and not overlaps(token.start, token.end, facts):
            yield _with_neighbours(line, token)


def _is_all(text: str, part: Marked, names: Sequence[Token]) -> bool:
    """Whether no more is broken in marked words than the `names` that they hold."""
    rest, start = "", part.start
    for token in names:
        rest += text[start : token.start]
        start = token.end
    return "_" not in rest + text[start : part.end]


def _parts(text: str, marked: Marked) -> Iterator[Marked]:
    """Marked words, apart where tags are and the members of a path of names: ``structure.member``, ``Class::f``."""
    start = marked.start
    for end, after in [*(m.span() for m in _APART.finditer(text, marked.start, marked.end)), (marked.end, marked.end)]:
        part = Marked(start, end, marked.target)
        if _words(text, part):
            yield part
        start = after


def _with_neighbours(line: _Line, token: Token) -> Marked:
    """A broken name outside of marks with two words on either side, which may be parts of it."""
    first, last = max(line.span.start, token.start - MOST_NEAR), min(line.span.end, token.end + MOST_NEAR)
    before = [m for m in _WORD.finditer(line.text, first, token.start) if not _IDEOGRAPH.search(m[0])][-2:]
    after = [m for m in _WORD.finditer(line.text, token.end, last) if not _IDEOGRAPH.search(m[0])][:2]
    inside = [marked for marked in line.scan.marked if marked.start < token.end + MOST_NEAR]
    low = max([m.end for m in inside if m.end <= token.start], default=line.span.start)
    high = min([m.start for m in inside if m.start >= token.end], default=line.span.end)
    start = min([m.start() for m in before if m.start() >= low], default=token.start)
    end = max([m.end() for m in after if m.end() <= high], default=token.end)
    return Marked(start, end)


def _matched(line: _Line, lost: list[Expected], regions: list[Marked]) -> Iterator[Damage]:
    """Which of the `regions` stands for which of the `lost` names: the most alike pair first."""
    pairs = [
        (*_score(line.text, expected, region), i, j)
        for i, expected in enumerate(lost)
        for j, region in enumerate(regions)
    ]
    names, places = set(range(len(lost))), set(range(len(regions)))
    for score, change, span, i, j in sorted(pairs, key=lambda pair: -pair[0]):
        if score < ALIKE or i not in names or j not in places:
            continue
        names.remove(i)
        places.remove(j)
        yield line.damage(change, span, lost[i], regions[j])
    left = [(lost[i], regions[j]) for i, j in zip(sorted(names), sorted(places), strict=False)]
    if len(names) == len(places) and all(_may_be(line.text, name, region) for name, region in left):
        for name, region in left:
            yield line.damage("alone", _extent(line.text, name.text, region, None), name, region)
    elif not any(_may_be(line.text, lost[i], regions[j]) for i in names for j in places):
        for i in sorted(names):
            yield line.damage("lost", line.span, lost[i])


def _may_be(text: str, expected: Expected, region: Marked) -> bool:
    """Whether words that are left can be what became of a name that is left."""
    words = text[region.start : region.end]
    if expected.kind == "word":
        return " " not in words.strip()
    return ("_" if expected.kind == "name" else ".") in words


def _score(text: str, expected: Expected, region: Marked) -> tuple[float, Change, Span]:
    """How surely the words of a region stand for a name, why, and which of them; a link on them tells most."""
    alike, window = _window(text, expected.text, region)
    same = letters(text[window.start : window.end]) == letters(expected.text)
    span = _extent(text, expected.text, region, window if alike >= ALIKE else None)
    telling = expected.kind == "name" or expected.proven or alike >= ALIKE
    if telling and region.target and region.target in expected.targets:
        return 1 + alike, "case" if same else "link", span
    return alike, "case" if same else "sound", span


def _window(text: str, name: str, region: Marked) -> tuple[float, Span]:
    """The words of a region that sound most like `name`: fewest of those that sound the same."""
    words = _words(text, region)
    best, where = 0.0, Span(region.start, region.end)
    for width in range(1, len(words) + 1):
        for at in range(len(words) - width + 1):
            start, end = words[at].start, words[at + width - 1].end
            score = likeness(text[start:end].replace("\\", ""), name)
            if score > best:
                best, where = score, Span(start, end)
    return best, where


def _extent(text: str, name: str, region: Marked, window: Span | None) -> Span:
    """All that is left of a name in a region: the words that sound like it, underscores, and parts of it."""
    words = _words(text, region)
    if window is None and "_" not in text[region.start : region.end]:
        return Span(words[0].start, words[-1].end) if words else Span(region.start, region.end)
    parts = [part for part in name.split("_") if part] if "_" in name else []
    left = [
        at
        for at, word in enumerate(words)
        if (window and window.start <= word.start < window.end)
        or (parts and _is_left_of(text[word.start : word.end], parts))
    ]
    if not left:
        return Span(words[0].start, words[-1].end)
    last = words[left[-1]]
    if text[last.end - 1] == "_" and last is not words[-1]:
        last = words[left[-1] + 1]  # what a part behind the underscore was translated into
    return Span(words[left[0]].start, last.end)


def _is_left_of(word: str, parts: list[str]) -> bool:
    """Whether a word is an underscore or one of the parts of a name."""
    return "_" in word or any(likeness(word, part) >= ALIKE for part in parts)


def _words(text: str, region: Marked) -> list[Span]:
    """The first words of a region, without the punctuation behind them."""
    return [Span(m.start(), m.end()) for m in _WORD.finditer(text, region.start, region.end)][:MOST_WORDS]
