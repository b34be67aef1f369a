"""What the rules about names in headings and titles share."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from conformance.view import View
from spec_model.identifiers import is_joining
from spec_model.locale import fold, pack_for
from spec_model.model import Span
from spec_model.page import Section

#: An underscore with the spaces and the escape that a translation puts around it.
_JOINT = re.compile(r"\s*\\?_\s*")
#: Letters that are other cases of those of ASCII, one for one.
_CASES = str.maketrans("\u0130\u0131\u017f\u212a", "iisk")
#: Words without tags, and with no mark at either end: where they stand is seen without reading what is between.
_PLAIN = re.compile(r"\s*((?:\\_|[^\W_])[^<]*(?:(?<!\\)\\_|[^\W_]))\s*")
_SCOPE = re.compile(r"[(（][^()（）]*[)）]\s*$")


class WrittenName(msgspec.Struct, frozen=True):
    """How a heading or title writes the name of its message.

    `span` covers the damaged words, `text` is what stands there, `spelling` where spacing or letter case is
    all that differs.
    """

    span: Span
    text: str
    spelling: bool


def _written_loosely(part: str, name: str) -> Iterator[tuple[int, int]]:
    """Where `part` has `name` with any spacing and escaping around its underscores, in any letter case.

    One pattern serves all names: to make one for each would cost more than all that is searched with it.
    """
    tight, wanted = _folded(_JOINT.sub("_", part)), _folded(name)
    at = tight.find(wanted)
    if at < 0:
        return
    places, gaps = _gaps(part)
    while at >= 0:
        end = at + len(name)
        yield at + gaps[bisect_left(places, at)], end + gaps[bisect_left(places, end)]
        at = tight.find(wanted, end)


def _folded(text: str) -> str:
    """`text` in one letter case, character by character."""
    return (text if text.isascii() else text.translate(_CASES)).lower()


def _gaps(part: str) -> tuple[list[int], list[int]]:
    """Where the underscores stand that replace the joints of `part`, and by how much it is longer before each."""
    places: list[int] = []
    gaps = [0]
    for joint in _JOINT.finditer(part):
        places.append(joint.start() - gaps[-1])
        gaps.append(gaps[-1] + joint.end() - joint.start() - 1)
    return places, gaps


def _is_whole(part: str, start: int, end: int) -> bool:
    """Whether what stands there is no part of a longer word."""
    return not (is_joining(part[start - 1 : start]) or is_joining(part[end : end + 1]))


def written_name(text: str, start: int, end: int, name: str, kinds: tuple[str, ...]) -> WrittenName | None:
    """How the characters from `start` to `end` of a page write `name`; None where they write it right.

    `kinds` are the words beside it, as `kind_words` gives them.
    """
    part = text[start:end]
    for low, high in _written_loosely(part, name):
        if _is_whole(part, low, high):
            written = part[low:high].replace("\\", "")
            return WrittenName(Span(start + low, start + high), written, True) if written != name else None
    low, high = _without_kind(part, kinds)
    return WrittenName(Span(start + low, start + high), part[low:high].replace("\\", ""), False)


@lru_cache(maxsize=64)
def kind_words(locale: str) -> tuple[str, ...]:
    """The words for kinds of message that headings in `locale` hold, folded, the longest first."""
    pack = pack_for(locale)
    words = (word for words in pack.kinds.values() for word in words) if pack else ()
    return tuple(sorted(map(fold, words), key=len, reverse=True))


def _without_kind(part: str, kinds: tuple[str, ...]) -> tuple[int, int]:
    """The range of a heading without a scope in brackets at its end and the words for its kind at its edges."""
    scope = _SCOPE.search(part)
    low, high = 0, scope.start() if scope and scope.start() else len(part)
    folded = part.casefold()
    for kind in kinds:
        if folded.startswith(kind, low) and not part[low + len(kind) : low + len(kind) + 1].isalpha():
            low += len(kind)
            break
        if folded[:high].rstrip().endswith(kind):
            high = len(folded[:high].rstrip()) - len(kind)
            break
    while low < high and part[low].isspace():
        low += 1
    while high > low and part[high - 1].isspace():
        high -= 1
    return (low, high) if low < high else (0, len(part))


def heading_name(view: View) -> tuple[Section, WrittenName] | None:
    """How the page's heading writes the name, and the heading; None where it writes it right."""
    return view.once(_heading_name)


def _heading_name(view: View) -> tuple[Section, WrittenName] | None:
    title = view.page.title
    if title is None or view.foreign:  # the page of another message rightly bears its name
        return None
    span = visible_heading(view, title)
    found = written_name(view.page.text, span.start, span.end, view.message.name, kind_words(view.locale))
    return (title, found) if found else None


def visible_heading(view: View, title: Section) -> Span:
    """The range of the words of the page's heading `title`, inside the tags of a bilingual page."""
    return view.once(_visible_heading) or title.heading


def _visible_heading(view: View) -> Span | None:
    title = view.page.title
    if title is None:
        return None
    plain = _PLAIN.fullmatch(view.page.text, title.heading.start, title.heading.end)
    if plain:
        return Span(*plain.span(1))
    text = title.words.text
    lead, width = len(text) - len(text.lstrip()), len(text.strip())
    return title.words.span(lead, lead + width) if width else None


def right_heading(view: View, title: Section) -> str | None:
    """The heading as it should be, with the scope that the page has; None where the locale has no pattern."""
    pack = pack_for(view.locale)
    if pack is None:
        return None
    span = visible_heading(view, title)
    scope = _SCOPE.search(view.page.text[span.start : span.end])
    name = view.message.name.replace("_", "\\_") + (f" {scope[0].strip()}" if scope else "")
    return pack.titles[view.message.kind].format(name=name)
