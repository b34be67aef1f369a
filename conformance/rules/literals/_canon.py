"""Which names a line should hold: what most pages have there, and what the machinery of the pages proves."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

import msgspec

from conformance.rules.literals._scan import Scan, scan
from conformance.surface.rows import Row, surface
from conformance.view import Siblings
from spec_model.grammar.catalogue import catalogue
from spec_model.identifiers import skeleton

#: The requirements have rules of their own for what they hold.
_TOLD_ELSEWHERE = frozenset({"requirements"})
#: A line that holds more names, numbers and marked words than this is no prose, and is not compared.
MOST_TOKENS = 400
_CODE_NAME = re.compile(r"(?<!\w)[A-Za-z_]\w*+")
_SPACED = re.compile(r"_[ \u00a0]|[ \u00a0]\\?_|[.][ \u00a0][a-z]+\b")
_REFERENCE = re.compile(r"n[a-z]-[a-z0-9_]+-([a-z0-9_]+)\Z")
_ANCHOR = re.compile(r"<span id=\"([A-Za-z]\w*+)\">")


class Expected(msgspec.Struct, frozen=True):
    """A name that a line should hold `count` times, and who says so.

    `attested` are the locales whose pages have it, of `total`. `proven` where what no translator touches
    proves the spelling: code, an anchor, the target of a link, the model of the message.
    """

    kind: str
    text: str
    count: int
    attested: tuple[str, ...]
    total: int
    proven: bool
    targets: frozenset[str]

    @property
    def confidence(self) -> float:
        """How sure it is that the name stands here."""
        return 0.98 if self.proven else (len(self.attested) + 1) / (self.total + 2)

    @property
    def firm(self) -> bool:
        """Whether the name is beyond doubt: proven, or attested two to one."""
        return self.proven or len(self.attested) * 3 >= self.total * 2

    @property
    def likely(self) -> bool:
        """Whether what stands in its place is wrong: two pages hardly come to the same capitals by mistake."""
        return self.firm or (self.kind == "name" and len(self.attested) > 1 and self.text.isupper())


class ScannedRow(msgspec.Struct, frozen=True):
    """A row with what each locale's line holds and what it should hold."""

    row: Row
    scans: dict[str, Scan]
    expected: tuple[Expected, ...] = ()


@lru_cache(maxsize=16384)
def letters(text: str) -> str:
    """Letters and digits of a name in lower case: equal for names that differ in spelling only."""
    return skeleton(text)


def scanned_rows(siblings: Siblings) -> tuple[ScannedRow, ...]:
    """The rows of prose in which the pages differ, read once."""
    made = siblings.once("literals", lambda given: tuple(_rows(given)))
    assert isinstance(made, tuple)
    return made


def _rows(siblings: Siblings) -> Iterator[ScannedRow]:
    lexicon = _lexicon(siblings)
    rows = list(_scanned(siblings))
    groups = [_groups(row.scans) for row in rows]
    for row, found in zip(rows, groups, strict=True):
        for same in found:
            if same.kind == "name" and (same.proven_by_link or len(same.locales) * 2 > len(row.scans)):
                spelling = same.spelling(lexicon)
                if spelling:
                    lexicon.setdefault(letters(spelling), spelling)
    for row, found in zip(rows, groups, strict=True):
        yield msgspec.structs.replace(row, expected=tuple(_expected(siblings, row, found, lexicon)))


def _scanned(siblings: Siblings) -> Iterator[ScannedRow]:
    texts = {locale: page.text for locale, page in siblings.translations.items()}
    for section in surface(siblings).sections.values():
        if section.key.split("#")[0] in _TOLD_ELSEWHERE:
            continue
        for row in section.rows:
            written = {texts[tag][x.start : x.end] for tag, x in row.cells.items()}
            if len(row.cells) < 2 or (len(written) == 1 and not _SPACED.search(min(written))):
                continue  # all alike, and not all damaged alike
            scans = {tag: scan(texts[tag], x.start, x.end) for tag, x in row.cells.items()}
            if all(len(found.tokens) + len(found.marked) <= MOST_TOKENS for found in scans.values()):
                yield ScannedRow(row, scans)


def _lexicon(siblings: Siblings) -> dict[str, str]:
    """Names that the machinery of the pages proves, by their letters and digits."""
    message = siblings.message
    names = [message.name, *message.aliases]
    for parameter in message.parameters:
        names += [parameter.name, *(constant.name for constant in parameter.constants)]
    for locale, page in surface(siblings).blocks.items():
        text = siblings.translations[locale].text
        for block in page.values():
            for fence in block.fences:
                names += _CODE_NAME.findall(text, fence.code.start, fence.code.end)
        names += _ANCHOR.findall(text)
        break  # code and anchors are alike on all pages
    lexicon: dict[str, str] = {}
    for name in names:
        key = letters(name)
        if key not in lexicon or (lexicon[key].islower() and not name.islower()):
            lexicon[key] = name
    return lexicon


class _Group(msgspec.Struct):
    """The names of one line, over all pages, that have the same letters and digits."""

    kind: str
    key: str
    spellings: dict[str, set[str]] = {}
    counts: Counter[str] = msgspec.field(default_factory=Counter)
    targets: set[str] = msgspec.field(default_factory=set)

    @property
    def locales(self) -> set[str]:
        """The pages that have the name in some spelling."""
        return set(self.counts)

    @property
    def proven_by_link(self) -> bool:
        """Whether the page behind a link on the name is called after it: ``wm-size.md``, ``nf-winuser-getdc``."""
        return any(self.key in _page_names(target) for target in self.targets)

    @property
    def disproven_by_link(self) -> bool:
        """Whether a link on the name leads to a page that is called after another name with one of its parts."""
        parts = {letters(part) for text in self.spellings for part in text.split("_")}
        pages = [target.partition("#")[0].rpartition("/")[2].removesuffix(".md") for target in self.targets]
        return any(parts & set(page.split("-")) for page in pages) and not self.proven_by_link

    def spelling(self, lexicon: Mapping[str, str]) -> str | None:
        """The right spelling, or None where it cannot be told."""
        known = lexicon.get(self.key)
        if self.kind == "name":
            return known if known in self.spellings else self._name() or known
        votes = sorted((len(tags) for tags in self.spellings.values()), reverse=True)
        best = max(self.spellings, key=lambda text: (len(self.spellings[text]), text))
        clear = self.kind == "file" or len(votes) == 1 or votes[0] > 2 * votes[1]
        capitals = next((text for text in self.spellings if text in catalogue().plain), None)
        return capitals or (best if clear or best == known else None)

    def _name(self) -> str | None:
        """The spelling with the most capitals, of those that are consistent: damage takes capitals away."""
        consistent = [text for text in self.spellings if _is_consistent(text)]
        if not consistent:
            return None
        best = max(consistent, key=lambda text: (sum(map(str.isupper, text)), len(self.spellings[text]), text))
        return best if best.isupper() or len(self.locales) > 1 else None


def _groups(scans: Mapping[str, Scan]) -> list[_Group]:
    groups: dict[tuple[str, str], _Group] = {}
    for locale, found in scans.items():
        for token in found.tokens:
            if token.kind == "number" or not token.whole:
                continue
            marked = token.marked
            if token.kind == "word" and marked is None:
                continue
            key = token.kind, letters(token.text)
            group = groups.setdefault(key, _Group(*key, spellings={}))
            group.spellings.setdefault(token.text, set()).add(locale)
            group.counts[locale] += 1
            if marked and marked.target:
                group.targets.add(marked.target)
    return list(groups.values())


def _expected(
    siblings: Siblings, row: ScannedRow, groups: list[_Group], lexicon: Mapping[str, str]
) -> Iterator[Expected]:
    parts = {
        letters(part)
        for found in row.scans.values()
        for t in found.tokens
        if t.kind == "name"
        for part in t.text.split("_")
    }
    total = len(row.scans)
    source = siblings.source if siblings.source in row.scans else None
    for group in groups:
        spelling = group.spelling(lexicon)
        if source:
            spelling = next((text for text, tags in group.spellings.items() if source in tags), None)
        if spelling is None or (group.kind == "word" and group.key in parts):
            continue
        proof = _proof(group, spelling, lexicon)
        joint = group.kind == "name" and len(group.locales) > 1 and not group.disproven_by_link
        if not source and len(group.locales) * 2 <= total and not (proof or joint):
            continue
        counts = sorted(group.counts.values())
        count = group.counts[source] if source else counts[(len(counts) - 1) // 2]
        attested = tuple(sorted(group.locales))
        yield Expected(
            group.kind, spelling, count, attested, total, proof or source is not None, frozenset(group.targets)
        )


def _proof(group: _Group, spelling: str, lexicon: Mapping[str, str]) -> bool:
    """Whether something that no translator touches proves the name and its spelling."""
    if group.proven_by_link:
        return True
    if group.kind == "name":
        return lexicon.get(group.key) == spelling
    return group.kind == "word" and spelling in catalogue().plain


def _is_consistent(text: str) -> bool:
    """Whether a name is written in capitals throughout or nowhere: a mixture was damaged."""
    parts = [part for part in text.split("_") if any(letter.isalpha() for letter in part)]
    capitals = [part.isupper() for part in parts]
    return all(capitals) or not any(c and len(part) > 1 for c, part in zip(capitals, parts, strict=True))


def _page_names(target: str) -> set[str]:
    """Letters and digits of what the page behind a link is called after.

    The page of a function or structure says so: ``nf-winuser-getdc``, ``ns-winuser-msg``, with the letter of
    the ANSI or Unicode form where it has two.
    """
    name = target.partition("#")[0].rpartition("/")[2].removesuffix(".md").lower()
    reference = _REFERENCE.match(name)
    if not reference:
        return {letters(name)}
    last = letters(reference[1])
    return {last, last[:-1]} if last[-1:] in ("a", "w") else {last}
