"""Which names a line should hold: what most pages have there, and what the machinery of the pages proves."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

from conformance.rules.literals._scan import HINT, Scan, letters, scan
from conformance.surface.rows import Row, surface
from conformance.view import Siblings
from spec_model.grammar.catalogue import catalogue

#: The requirements have rules of their own for what they hold.
_TOLD_ELSEWHERE = frozenset({"requirements"})
#: A line that holds more names, numbers and marked words than this is no prose, and is not compared.
MOST_TOKENS = 400
_CODE_NAME = re.compile(r"(?<!\w)[A-Za-z_]\w*+")
_SPACED = re.compile(r"[_.\u00a0 ](?:(?<=_)[ \u00a0]|(?<=[ \u00a0])\\?_|(?<=[.])[ \u00a0][a-z]+\b)")
_REFERENCE = re.compile(r"n[a-z]-[a-z0-9_]+-([a-z0-9_]+)\Z")
_ANCHOR = re.compile(r"<span id=\"([A-Za-z]\w*+)\">")


class Expected(msgspec.Struct, frozen=True):
    """A name that a line should hold `count` times, and who says so; `key` are its letters.

    `attested` are the locales whose pages have it, of `total`. `proven` where what no translator touches
    proves the spelling: code, an anchor, the target of a link, the model of the message.
    """

    kind: str
    text: str
    key: str
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
    """A row with each locale's line, what it holds and what it should hold; places are those in the line."""

    row: Row
    lines: dict[str, str]
    scans: dict[str, Scan]
    expected: tuple[Expected, ...] = ()


def scanned_rows(siblings: Siblings) -> tuple[ScannedRow, ...]:
    """The rows of prose in which the pages differ, read once."""
    return siblings.once(_rows)


def _rows(siblings: Siblings) -> tuple[ScannedRow, ...]:
    read = [(row, lines, scans, _groups(scans)) for row, lines, scans in _scanned(siblings)]
    if not read:
        return ()
    lexicon = _lexicon(siblings)
    for _, _, scans, groups in read:
        for same in groups:
            if same.kind == "name" and (len(same.counts) * 2 > len(scans) or same.proven_by_link):
                spelling = same.spelling(lexicon)
                if spelling:
                    lexicon.setdefault(letters(spelling), spelling)
    return tuple(
        ScannedRow(row, lines, scans, tuple(_expected(siblings, scans, groups, lexicon)) if groups else ())
        for row, lines, scans, groups in read
    )


def _scanned(siblings: Siblings) -> Iterator[tuple[Row, dict[str, str], dict[str, Scan]]]:
    """The rows that differ and may hold a name or number, with each locale's line and what it holds."""
    pages = surface(siblings)
    for key in pages.keys:
        if key.split("#")[0] in _TOLD_ELSEWHERE:
            continue
        section = pages.section(key)
        for index, lines in enumerate(section.written()):
            if len(lines) < 2 or (lines.count(lines[0]) == len(lines) and not _SPACED.search(lines[0])):
                continue  # all alike, and not all damaged alike
            if not any(map(HINT.search, lines)):
                continue
            row = section.row(index)
            written = dict(zip(row.cells, lines, strict=True))
            read = {line: scan(line) for line in set(lines)}
            scans = {tag: read[line] for tag, line in written.items()}
            if all(found.size <= MOST_TOKENS for found in scans.values()):
                yield row, written, scans


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
    """The names of one line, over all pages, that have the same letters and digits.

    `counts` says how often each of the pages that have it does.
    """

    kind: str
    key: str
    spellings: dict[str, set[str]] = {}
    counts: dict[str, int] = {}
    targets: set[str] = set()

    @property
    def proven_by_link(self) -> bool:
        """Whether the page behind a link on the name is called after it: ``wm-size.md``, ``nf-winuser-getdc``."""
        return any(self.key in page_names(target) for target in self.targets)

    @property
    def disproven_by_link(self) -> bool:
        """Whether a link on the name leads to a page that is called after another name with one of its parts."""
        if not self.targets:
            return False
        parts = {letters(part) for text in self.spellings for part in text.split("_")}
        pages = [target.partition("#")[0].rpartition("/")[2].removesuffix(".md") for target in self.targets]
        return any(parts & set(page.split("-")) for page in pages) and not self.proven_by_link

    def spelling(self, lexicon: Mapping[str, str]) -> str | None:
        """The right spelling, or None where it cannot be told."""
        known = lexicon.get(self.key)
        if self.kind == "name":
            return known if known in self.spellings else self._name() or known
        if len(self.spellings) == 1:
            return next(iter(self.spellings))
        votes = sorted((len(tags) for tags in self.spellings.values()), reverse=True)
        best = max(self.spellings, key=lambda text: (len(self.spellings[text]), text))
        clear = self.kind == "file" or votes[0] > 2 * votes[1]
        capitals = next((text for text in self.spellings if text in catalogue().plain), None)
        if not capitals and best != known and f"{best[:1].lower()}{best[1:]}" in self.spellings.keys() - {best}:
            return None  # `hDevice` that begins a sentence on most pages
        return capitals or (best if clear or best == known else None)

    def _name(self) -> str | None:
        """The spelling with the most capitals, of those that are consistent: damage takes capitals away."""
        consistent = [text for text in self.spellings if _is_consistent(text)]
        if not consistent:
            return None
        best = max(consistent, key=lambda text: (sum(map(str.isupper, text)), len(self.spellings[text]), text))
        return best if best.isupper() or len(self.counts) > 1 else None


def _groups(scans: Mapping[str, Scan]) -> list[_Group]:
    groups: dict[tuple[str, str], _Group] = {}
    for locale, found in scans.items():
        for token in found.tokens:
            marked = token.marked
            if not token.whole or (marked is None and token.kind == "word"):
                continue
            group = groups.get((token.kind, token.key))
            if group is None:
                group = groups[token.kind, token.key] = _Group(token.kind, token.key)
            group.spellings.setdefault(token.text, set()).add(locale)
            group.counts[locale] = group.counts.get(locale, 0) + 1
            if marked and marked.target:
                group.targets.add(marked.target)
    return list(groups.values())


def _expected(
    siblings: Siblings, scans: Mapping[str, Scan], groups: list[_Group], lexicon: Mapping[str, str]
) -> Iterator[Expected]:
    words = [group.key for group in groups if group.kind == "word"]
    parts = _parts(scans, words) if words else frozenset()
    total = len(scans)
    source = siblings.source if siblings.source in scans else None
    for group in groups:
        spelling = group.spelling(lexicon)
        if source:
            spelling = next((text for text, tags in group.spellings.items() if source in tags), None)
        if spelling is None or (group.kind == "word" and group.key in parts):
            continue
        proof = _proof(group, spelling, lexicon)
        if not source and not proof and len(group.counts) * 2 <= total:
            joint = group.kind == "name" and len(group.counts) > 1 and not group.disproven_by_link
            if not joint:
                continue
        counts = sorted(group.counts.values())
        count = group.counts.get(source, 0) if source else counts[(len(counts) - 1) // 2]
        attested, targets = tuple(sorted(group.counts)), frozenset(group.targets)
        proven = proof or source is not None
        yield Expected(group.kind, spelling, letters(spelling), count, attested, total, proven, targets)


def _parts(scans: Mapping[str, Scan], words: Sequence[str]) -> frozenset[str]:
    """The letters of every part of the names that lines hold, where any of the `words` may be one of them."""
    names = {token.text: token.key for found in scans.values() for token in found.tokens if token.kind == "name"}
    keys = " ".join(names.values())
    if not any(word in keys for word in words):
        return frozenset()
    return frozenset([letters(part) for name in names for part in name.split("_")])


def _proof(group: _Group, spelling: str, lexicon: Mapping[str, str]) -> bool:
    """Whether something that no translator touches proves the name and its spelling."""
    if group.proven_by_link:
        return True
    if group.kind == "name":
        return lexicon.get(group.key) == spelling
    return group.kind == "word" and spelling in catalogue().plain


def _is_consistent(text: str) -> bool:
    """Whether a name is written in capitals throughout or nowhere: a mixture was damaged."""
    if text.isascii() and text.isupper():
        return True
    parts = [part for part in text.split("_") if any(map(str.isalpha, part))]
    capitals = [part.isupper() for part in parts]
    return all(capitals) or not any(c and len(part) > 1 for c, part in zip(capitals, parts, strict=True))


@lru_cache(maxsize=4096)
def page_names(target: str) -> frozenset[str]:
    """Letters and digits of what the page behind a link is called after.

    The page of a function or structure says so: ``nf-winuser-getdc``, ``ns-winuser-msg``, with the letter of
    the ANSI or Unicode form where it has two.
    """
    name = target.partition("#")[0].rpartition("/")[2].removesuffix(".md").lower()
    reference = _REFERENCE.match(name)
    if not reference:
        return frozenset({letters(name)})
    last = letters(reference[1])
    return frozenset({last, last[:-1]} if last[-1:] in ("a", "w") else {last})
