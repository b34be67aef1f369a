"""The names that a page writes otherwise than it should, each with its place and what stands there."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from conformance.rules.literals._canon import Expected, ScannedRow, page_names, scanned_rows
from conformance.rules.literals._facts import Told, overlaps, told_by_locale
from conformance.rules.literals._regions import ALIKE, CLAUSE, IDEOGRAPH, WORD, Match, Region, matches
from conformance.rules.literals._scan import Marked, Scan, Token, letters
from conformance.rules.returns._symbols import ASTRAY, PAIRS
from conformance.surface.rows import Row, surface
from conformance.view import Siblings
from spec_model.consensus.align import align
from spec_model.identifiers import likeness, skeleton
from spec_model.model import Span
from spec_model.tree import FILLER

Change = Literal["spelling", "case", "sound", "link", "alone", "lost"]

#: How far from a broken name outside of marks its other parts are looked for, in characters.
MOST_NEAR = 40

#: How near a part of a name stands to the words that lack it, where it is left over, in characters.
MOST_BESIDE = 16
#: How long the target of a link may be that stands between them.
MOST_TARGET = 200

_APART = re.compile(
    rf"[:.<{FILLER}{CLAUSE}](?:(?<=:):[ ]?|(?<=[.])[ ]|(?<=<)[^<>]*+>|(?<={FILLER}){FILLER}*|(?<=[{CLAUSE}]))"
)
_BESIDE = re.compile(r"[_A-Za-z0-9]")
_CLAUSE = re.compile(f"[{CLAUSE}]")
#: The mark of a quotation that translation puts before the first of marked words.
_QUOTED = ("*>", "[>")
#: A piece with an underscore that nothing parts from the name before or behind it.
_PIECE_BEFORE = re.compile(r"\\?_[ \u00a0]?\w+[ \u00a0]\Z")
_PIECE_BEHIND = re.compile(r"[ \u00a0]\w*[ \u00a0]?\\?_")
_TARGET = re.compile(r"\]\([^()\s]*+\)")
_BRACKETS = frozenset(bracket for pair in PAIRS for bracket in pair)
_PART = re.compile(r"(?<![\w\\])[A-Za-z][A-Za-z0-9]+(?!\w|\s?\\?_)")


class Damage(msgspec.Struct, frozen=True):
    """A name that is not written as it should be.

    `change` says what happened: ``spelling`` (spaces), ``case``, or what tells that the words stand for the
    name: their ``sound``, the ``link`` on them, that nothing else is left (``alone``); ``lost`` where nothing
    stands for it. `clear` where the name can take the place of the words as they stand: they are all that is
    marked, or a single word, no part of the name is left over beside them, they sound like no other name, and no
    link on them leads to another one.
    """

    change: Change
    span: Span
    found: str | None
    expected: Expected
    row: Row
    clear: bool = False


def damages(siblings: Siblings) -> dict[str, tuple[Damage, ...]]:
    """The damaged names of every page by locale, found once."""
    return siblings.once(_damages)


def _damages(siblings: Siblings) -> dict[str, tuple[Damage, ...]]:
    rows = [row for row in scanned_rows(siblings) if row.expected]
    if not rows:
        return {}
    found: dict[str, list[Damage]] = {locale: [] for locale in siblings.pages}
    told = told_by_locale(siblings)
    names, reordered = _names_told(siblings), _reordered(siblings)
    sections = _Sections(siblings, rows)
    for row in rows:
        even = surface(siblings).section(row.row.section).even  # else a line may not be the right one
        parameters = row.row.section == "parameters"
        for locale, scan in row.scans.items():
            if parameters and locale in reordered:
                continue
            cell = row.row.cells[locale]
            line = _Line(row.lines[locale], cell.start, row, scan)
            told_there = names if parameters else frozenset()
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
    stated = {w.locale: [parameter.name.value for parameter in w.parameters] for w in siblings.message.witnesses}
    return frozenset(
        locale for locale, names in stated.items() if names != expected and align(expected, names).reordered
    )


class _Sections:
    """What the sections of the pages hold and should hold: lines may have changed places within one."""

    def __init__(self, siblings: Siblings, rows: Sequence[ScannedRow]) -> None:
        self._siblings = siblings
        self._expected: defaultdict[str, set[str]] = defaultdict(set)
        self._texts: dict[tuple[str, str], str] = {}
        for row in rows:
            self._expected[row.row.section].update(expected.key for expected in row.expected)

    def moved(self, locale: str, damage: Damage) -> bool:
        """Whether the name stands in another line, and what is in its place should stand in another line too."""
        key, name = damage.row.section, damage.expected.key
        found = letters(damage.found) if damage.found else None
        if found is not None and (found == name or found not in self._expected[key]):
            return False
        return name in self._text(locale, key)

    def _text(self, locale: str, key: str) -> str:
        if (locale, key) not in self._texts:
            body = surface(self._siblings).blocks[locale][key].body
            text = self._siblings.translations[locale].text[body.start : body.end]
            self._texts[locale, key] = skeleton(_TARGET.sub("]", text))
        return self._texts[locale, key]


def _is_loss(damage: Damage, told_elsewhere: frozenset[str]) -> bool:
    """Whether a name that is gone is a finding here: the rules about return values tell what is gone from theirs."""
    expected = damage.expected
    if damage.row.section == "return-value" or expected.kind == "file" or expected.key in told_elsewhere:
        return False
    return len(expected.attested) * 2 > expected.total


class _Line(msgspec.Struct, frozen=True):
    """One line of one page: where on the page it starts, its row, and what it holds, by places in the line."""

    text: str
    start: int
    row: ScannedRow
    scan: Scan

    def damage(
        self, change: Change, span: Span, expected: Expected, region: Region | None = None, target: str | None = None
    ) -> Damage:
        """A damaged name at `span` of the line, among the words of a region, or in a link to `target`."""
        found = self.text[span.start : span.end]
        clear = region is None or region.is_all(found, expected.text) or _is_one_word(found, expected)
        clear = clear and not self._leads_elsewhere(expected, region.target if region else target)
        clear = clear and not self._parts_a_pair(found, region)
        if change in ("spelling", "case"):
            clear = clear and not self._has_piece_beside(span)
        if change in ("sound", "link"):
            clear = clear and not self._is_half(expected, region) and not self._left_beside(span, expected)
        if change == "sound":
            clear = clear and not self._is_of_rival(found, expected)
        if self.text.endswith(_QUOTED, 0, span.start):
            span = Span(span.start - 1, span.end)
        return self._at(change, span, expected, clear)

    def lost(self, expected: Expected) -> Damage:
        """A name that nothing stands for: the damage is all of the line."""
        span = Span(self.start, self.start + len(self.text))
        return Damage("lost", span, None, expected, self.row.row)

    def without_joints(self, expected: Expected) -> Damage | None:
        """Where the parts of a name stand side by side, and the underscores somewhere else in the line."""
        if expected.kind != "name":
            return None
        words = expected.text.replace("_", " ")
        start = self.text.find(words)
        if start < 0:
            return None
        end = start + len(words)
        if _BESIDE.search(self.text[max(start - 3, 0) : start] + self.text[end : end + 3]):
            return None
        return self._at("case", Span(start, end), expected)

    def _at(self, change: Change, span: Span, expected: Expected, clear: bool = False) -> Damage:
        """A damage at `span` of the line."""
        found = self.text[span.start : span.end]
        on_page = Span(self.start + span.start, self.start + span.end)
        return Damage(change, on_page, found, expected, self.row.row, clear)

    @staticmethod
    def _is_half(expected: Expected, region: Region | None) -> bool:
        """Whether a name without an underscore would be put among words that have one."""
        return expected.kind == "word" and region is not None and "_" in region.written

    def _leads_elsewhere(self, expected: Expected, target: str | None) -> bool:
        """Whether a link leads to a page that is called after another name, which some locale has in this line."""
        called = page_names(target) if target and expected.kind == "name" else frozenset()
        if not called or expected.key in called:
            return False
        return any(token.key in called for scan in self.row.scans.values() for token in scan.tokens)

    def _parts_a_pair(self, found: str, region: Region | None) -> bool:
        """Whether a bracket or quotation mark would be left without its counterpart."""
        if region and not region.loose and region.written.count('"') % 2:
            return True
        if _BRACKETS.isdisjoint(found):
            return False
        for first, last in PAIRS:
            more = found.count(first) - found.count(last)
            if more:
                left = self.text.count(first) - self.text.count(last)
                if abs(left - more) > abs(left):
                    return True
        return False

    def _left_beside(self, span: Span, expected: Expected) -> bool:
        """Whether what the words at `span` lack of the name stands beside them: it would be there twice."""
        have = set(_PART.findall(self.text, span.start, span.end))
        lacking = {part for part in expected.text.split("_") if len(part) > 1} - have
        before = self.text[max(0, span.start - MOST_BESIDE) : span.start]
        after = _TARGET.sub("]", self.text[span.end : span.end + MOST_TARGET], count=1)
        beside = f"{before} {after[:MOST_BESIDE]}"
        torn = self.text.count("_", span.start, span.end) < expected.text.count("_")
        return not lacking.isdisjoint(_PART.findall(beside)) or (torn and ASTRAY.search(beside) is not None)

    def _has_piece_beside(self, span: Span) -> bool:
        """Whether a piece of a name stands right beside the name at `span`, and may be a part of it."""
        before = self.text[max(0, span.start - MOST_NEAR) : span.start]
        behind = _PIECE_BEHIND.match(self.text, span.end, span.end + MOST_NEAR)
        return behind is not None or _PIECE_BEFORE.search(before) is not None

    def _is_of_rival(self, found: str, expected: Expected) -> bool:
        """Whether the words sound as much like another name of the line."""
        words = found.replace("\\", "")
        names = (other.text for other in self.row.expected if other.kind == expected.kind and other is not expected)
        return any(likeness(words, name) >= likeness(words, expected.text) for name in names)


def _has_no_more(token: Token) -> bool:
    """Whether a name has no letters beside those of its key: ideographs are what a part of it was translated into."""
    return token.text.isascii() or sum(map(str.isalnum, token.text)) == len(token.key)


def _is_one_word(found: str, expected: Expected) -> bool:
    """Whether words are one, and no piece that was torn from a name at its underscore."""
    torn = expected.kind == "name" and "_" not in found.replace("\\", "").strip("_")
    return not torn and not any(map(str.isspace, found))


def _of_line(line: _Line, facts: Sequence[Told]) -> Iterator[Damage]:
    free = [t for t in line.scan.tokens if not overlaps(t.start, t.end, facts)] if facts else line.scan.tokens
    told = [letters(fact.value) for fact in facts]
    lost: list[Expected] = []
    present: set[str] = set()
    for expected in line.row.expected:
        kind, key = expected.kind, expected.key
        same = [t for t in free if t.key == key and t.kind == kind and _has_no_more(t)]
        for token in same:
            cased = kind != "file" and token.text != expected.text
            if cased or not token.exact:
                target = token.marked.target if token.marked else None
                place = Span(token.start, token.end)
                yield line.damage("case" if cased else "spelling", place, expected, target=target)
        number = len(same) + told.count(key)
        lost += [expected] * (expected.count - number)
        if number:
            present.add(key)
    if not lost:
        return
    for expected in list(lost):
        apart = line.without_joints(expected)
        if apart:
            lost.remove(expected)
            yield apart
    names = {expected.key for expected in line.row.expected}
    regions = list(_regions(line, [t for t in free if t.key in names], facts))
    for damage in _matched(line, lost, regions):
        if damage.change != "lost" or damage.expected.key not in present:
            yield damage


def _regions(line: _Line, whole: Sequence[Token], facts: Sequence[Told]) -> Iterator[Region]:
    """The marked words of a line that hold no name it should have, and broken names outside of marks."""
    for marked in line.scan.marked:
        for start, end in _parts(line.text, marked):
            inside = [t for t in whole if start <= t.start and t.end <= end]
            if (inside and _is_all(line.text, start, end, inside)) or overlaps(start, end, facts):
                continue
            region = Region(line.text, start, end, marked.target)
            if region.words:
                yield region
    starts = {token.start for token in whole}
    for token in line.scan.tokens:
        broken = token.kind == "name" and token.marked is None and token.start not in starts
        if broken and not overlaps(token.start, token.end, facts):
            yield _with_neighbours(line, token)


def _is_all(text: str, start: int, end: int, names: Sequence[Token]) -> bool:
    """Whether no more is broken in the marked words from `start` to `end` than the `names` that they hold."""
    rest = ""
    for token in names:
        rest += text[start : token.start]
        start = token.end
    return "_" not in rest + text[start:end]


def _parts(text: str, marked: Marked) -> Iterator[tuple[int, int]]:
    """Where marked words are, apart where tags are and the members of a path: ``structure.member``, ``Class::f``."""
    start = marked.start
    for match in _APART.finditer(text, marked.start, marked.end):
        yield start, match.start()
        start = match.end()
    yield start, marked.end


def _with_neighbours(line: _Line, token: Token) -> Region:
    """A broken name outside of marks with two words on either side, which may be parts of it."""
    first, last = max(0, token.start - MOST_NEAR), min(len(line.text), token.end + MOST_NEAR)
    before = [m for m in WORD.finditer(line.text, first, token.start) if not IDEOGRAPH.search(m[0])][-2:]
    after = [m for m in WORD.finditer(line.text, token.end, last) if not IDEOGRAPH.search(m[0])][:2]
    inside = [marked for marked in line.scan.marked if marked.start < token.end + MOST_NEAR]
    stops = [m.start() for m in _CLAUSE.finditer(line.text, first, last)]
    low = max([m.end for m in inside if m.end <= token.start] + [s for s in stops if s < token.start], default=first)
    high = min([m.start for m in inside if m.start >= token.end] + [s for s in stops if s >= token.end], default=last)
    start = min([m.start() for m in before if m.start() >= low], default=token.start)
    end = max([m.end() for m in after if m.end() <= high], default=token.end)
    return Region(line.text, start, end, loose=True)


def _matched(line: _Line, lost: list[Expected], regions: list[Region]) -> Iterator[Damage]:
    """Which of the `regions` stands for which of the `lost` names: the most alike pair first."""
    names, places = set(range(len(lost))), set(range(len(regions)))
    for match in sorted(matches(lost, regions), key=lambda match: -match.score):
        i, j = match.name, match.place
        if i in names and j in places:
            names.remove(i)
            places.remove(j)
            yield _damage(line, lost[i], regions[j], match)
    if not names:
        return
    left = [(lost[i], regions[j]) for i, j in zip(sorted(names), sorted(places), strict=False)]
    if len(names) == len(places) and all(_may_be_whole(name, region) for name, region in left):
        for name, region in left:
            yield line.damage("alone", region.extent(name.text, None), name, region)
    elif not any(_may_be(lost[i], regions[j]) for i in names for j in places):
        for i in sorted(names):
            yield line.lost(lost[i])


def _damage(line: _Line, expected: Expected, region: Region, match: Match) -> Damage:
    """The damage that a match tells of: words with the letters of the name differ from it in their spelling only."""
    change: Change = "link" if match.linked else "sound"
    written = region.text(match.window) if match.window else ""
    if sum(map(str.isalnum, written)) == len(expected.key) and letters(written) == expected.key:
        change = "case"  # and no letters of another alphabet
    span = region.extent(expected.text, match.window if match.alike >= ALIKE else None)
    return line.damage(change, span, expected, region)


def _may_be_whole(expected: Expected, region: Region) -> bool:
    """Whether words that are left can be one name alone: with more underscores they are another name."""
    return _may_be(expected, region) and region.written.count("_") <= max(expected.text.count("_"), 1)


def _may_be(expected: Expected, region: Region) -> bool:
    """Whether words that are left can be what became of a name that is left."""
    if expected.kind == "word":
        return " " not in region.written.strip()
    return ("_" if expected.kind == "name" else ".") in region.written
