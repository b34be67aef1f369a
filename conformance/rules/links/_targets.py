"""What the rules about links share: the targets of each page, and how they differ from those of the others."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import unquote

import msgspec
from rapidfuzz import fuzz

from conformance.surface.lines import Block
from conformance.surface.rows import surface
from conformance.surface.vote import Verdict, settle
from conformance.view import Siblings, View
from spec_model.model import Span

#: The one kind of link that nearly all pages have: a pattern that begins with plain text is searched at full speed.
_PLAIN_LINK = re.compile(r"\]\([ ]?(?P<target>[^()\s<>]*(?:\([^()\s<>]*\)[^()\s<>]*)*)")
_LINK = re.compile(
    rf"""
      {_PLAIN_LINK.pattern}
    | <(?:a|img)\s[^<>]*?(?:href|src)\s*=\s*["'](?P<attribute>[^"'<>]*)["']
    | <(?P<auto>https?://[^\s<>]*)>
    | `[^`\n]*`
    """,
    re.VERBOSE,
)
_LOCALE_SEGMENT = re.compile(r"\A(?P<host>(?:https?://[^/]*)?)/[a-z]{2,3}(?:-[a-z]{4})?-[a-z]{2}(?=/)")
_SUFFIX = re.compile(r"\.md(?=[#?]|\Z)")
_PLAIN_MARK = "]("
#: What every other link has.
_OTHER_MARKS = ("href", "src", "<http")
#: Two targets that are less alike than this (in percent) do not stand for each other on that ground alone.
_ALIKE = 60
#: Pages that differ in so many links that there are more pairs than this are not versions of one page.
MOST_PAIRS = 10_000
#: What is lost or added in these sections as a whole is told by the rules about the contract.
_CONTRACT = frozenset({"parameters", "return-value", "requirements"})


class Link(msgspec.Struct, frozen=True):
    """One link or image: the `target` as it is compared, as it is `written`, and where that stands."""

    target: str
    written: str
    span: Span
    section: str


class Difference(msgspec.Struct, frozen=True):
    """A link that the others have (`expected`), one that only the page has (`found`), or one in place of the other."""

    expected: Link | None
    found: Link | None
    verdict: Verdict[int]
    frame: str


@lru_cache(maxsize=4096)
def normalized(target: str) -> str:
    """A target as it is compared: one letter case, no ``.md``, no locale of the site, no percent-encoding."""
    if "%" in target:
        target = unquote(target)
    target = _SUFFIX.sub("", target.lower().replace("\\", "/"), count=1)
    if target[:1] in ("/", "h"):
        target = _LOCALE_SEGMENT.sub(r"\g<host>", target, count=1)
    return target.removeprefix("./").rstrip("/")


class Links(msgspec.Struct, frozen=True):
    """How each page differs from the others, and if any does the links of all pages by locale and target."""

    by_target: dict[str, dict[str, list[Link]]]
    differences: dict[str, tuple[Difference, ...]] = {}


def links(siblings: Siblings) -> Links:
    """The links of the pages that `siblings` holds, read and compared once."""
    return siblings.once(_read)


def _read(siblings: Siblings) -> Links:
    pages = surface(siblings).blocks
    texts = {locale: siblings.translations[locale].text for locale in pages}
    if _agree([_targets(texts[locale], page.values()) for locale, page in pages.items()]):
        return Links({})
    found: dict[str, dict[str, list[Link]]] = {}
    for locale, page in pages.items():
        own = found[locale] = {}
        for link in _links(texts[locale], page.values()):
            own.setdefault(link.target, []).append(link)
    targets = dict.fromkeys(target for own in found.values() for target in own)
    verdicts = {
        target: settle({locale: len(own.get(target, ())) for locale, own in found.items()}, siblings.source)
        for target in targets
    }
    return Links(found, {locale: tuple(_of_page(siblings, locale, found, verdicts)) for locale in found})


def _agree(pages: list[list[str]]) -> bool:
    """Whether all pages link to the same targets, as often: of most messages, so that nobody asks where."""
    if all(targets == pages[0] for targets in pages):
        return True
    counts = [Counter(map(normalized, targets)) for targets in pages]
    return all(count == counts[0] for count in counts)


def _targets(text: str, blocks: Iterable[Block]) -> list[str]:
    """The targets of a page, as they are written."""
    found: list[str] = []
    marks = [mark for mark in _OTHER_MARKS if mark in text]
    if not marks and _PLAIN_MARK not in text:
        return found
    for start, end, _ in _prose(blocks):
        if not marks and text.find("`", start, end) < 0:
            found += _PLAIN_LINK.findall(text, start, end)
        else:
            for groups in _LINK.findall(text, start, end):
                found += groups
    return list(filter(None, found))


def _links(text: str, blocks: Iterable[Block]) -> Iterator[Link]:
    for start, end, key in _prose(blocks):
        for match in _LINK.finditer(text, start, end):
            if match.lastgroup:
                written = match[match.lastgroup]
                if written:
                    yield Link(normalized(written), written, Span(*match.span(match.lastgroup)), key)


def _prose(blocks: Iterable[Block]) -> Iterator[tuple[int, int, str]]:
    """What stands between the code fences of each block: where it starts and ends, and the key of the block."""
    for block in blocks:
        start = block.body.start
        for fence in block.fences:
            yield start, fence.start, block.key
            start = fence.end
        yield start, block.body.end, block.key


def _of_page(
    siblings: Siblings, locale: str, found: dict[str, dict[str, list[Link]]], verdicts: dict[str, Verdict[int]]
) -> Iterator[Difference]:
    lost: list[tuple[Link, str]] = []
    added: list[Link] = []
    for target, verdict in verdicts.items():
        own = found[locale].get(target, [])
        frame = max(found, key=lambda tag: len(found[tag].get(target, ())))
        expected = verdict.value if verdict.majority else len(found[frame][target])
        if len(own) < expected:
            left = _unmatched(found[frame][target], own)[: expected - len(own)]
            lost += [(link, frame) for link in left if not _lost_with_its_place(siblings, link, frame, locale)]
        elif len(own) > expected:
            others = found[frame].get(target, []) if frame != locale else []
            left = _unmatched(own, others[:expected])[-(len(own) - expected) :]
            added += [link for link in left if not _added_with_its_place(siblings, link, locale)]
    stand_ins = _stand_ins([link for link, _ in lost], added)
    for at, (link, frame) in enumerate(lost):
        yield Difference(link, stand_ins.get(at), verdicts[link.target], frame)
    taken = {link.span for link in stand_ins.values()}
    for link in added:
        if link.span not in taken:
            yield Difference(None, link, verdicts[link.target], locale)


def _unmatched(some: list[Link], others: list[Link]) -> list[Link]:
    """Those of `some` links to one target that have no counterpart in their section, then the others of them."""
    left = Counter(link.section for link in others)
    without: list[Link] = []
    matched: list[Link] = []
    for link in some:
        left[link.section] -= 1
        (matched if left[link.section] >= 0 else without).append(link)
    return without + matched


def _lost_with_its_place(siblings: Siblings, link: Link, frame: str, locale: str) -> bool:
    """Whether the section, row or parameter that holds the link is lost, which is a finding of its own."""
    pages = surface(siblings)
    if link.section not in pages.blocks[locale]:
        return True
    row = pages.row_at(link.section, frame, link.span.start)
    if row is None or locale in row.cells:
        return False
    return row.cells[frame].kind == "|" or link.section in _CONTRACT


def _added_with_its_place(siblings: Siblings, link: Link, locale: str) -> bool:
    """Whether the section, row or parameter that holds the link stands on this page alone."""
    pages = surface(siblings)
    if sum(link.section in page for page in pages.blocks.values()) == 1 < len(pages.blocks):
        return True
    line = pages.extra_at(link.section, locale, link.span.start)
    return line is not None and (line.kind == "|" or link.section in _CONTRACT)


def _stand_ins(lost: list[Link], added: list[Link]) -> dict[int, Link]:
    """The added link that stands in place of each lost one: much like it, or the only ones left in the section."""
    found: dict[int, Link] = {}
    if len(lost) * len(added) > MOST_PAIRS:
        return found
    free = list(added)
    for at, link in enumerate(lost):
        near = [other for other in free if other.section == link.section]
        best = max(near or free, key=lambda other: fuzz.ratio(other.target, link.target), default=None)
        alone = len(near) == 1 and sum(other.section == link.section for other in lost) == 1
        if best and (alone or fuzz.ratio(best.target, link.target) >= _ALIKE):
            found[at] = best
            free.remove(best)
    return found


def stated(view: View, target: str) -> dict[str, str | None]:
    """How each locale writes a target, and how often it links to it."""
    words: dict[str, str | None] = {}
    for locale, own in links(view.siblings).by_target.items():
        same = own.get(target)
        times = f" ({len(same)} times)" if same and same[1:] else ""
        words[locale] = same[0].written + times if same else None
    return words
