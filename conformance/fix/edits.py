"""Proposed edits of one page: which of them go together, and what the text becomes."""

from bisect import bisect_right
from collections.abc import Iterable

import msgspec

from conformance.diagnostic import Diagnostic
from spec_model.identifiers import is_joining
from spec_model.page import Page

#: What tells one finding from another whatever its place and whatever the words about it.
Key = tuple[str, str, str, str | None, str | None]


class Edit(msgspec.Struct, frozen=True):
    """Put `text` in place of the characters from `start` to `end` of the page of `locale`.

    `safe` where the one right text is proven. `keys` are the findings that it settles, `codes` their rules.
    """

    locale: str
    start: int
    end: int
    text: str
    safe: bool
    keys: tuple[Key, ...]
    codes: tuple[str, ...]


def key(diagnostic: Diagnostic) -> Key:
    """What tells the finding of `diagnostic` from the others of its message."""
    return diagnostic.code, diagnostic.path, diagnostic.field, diagnostic.expected, diagnostic.found


def edit(diagnostic: Diagnostic, page: Page) -> Edit | None:
    """The edit that a diagnostic proposes for its `page`; None where it has none or blames no locale.

    None too where a word that goes on beside the edit would grow together with the new text: half a word is no
    name, so that the finding is mistaken or its place is.
    """
    fix = diagnostic.fix
    if fix is None or diagnostic.locale is None:
        return None
    start, end = page.offset(fix.line, fix.column), page.offset(fix.end_line, fix.end_column)
    if page.text[start:end] == fix.replacement or _grows_together(page.text, start, end, fix.replacement):
        return None
    return Edit(diagnostic.locale, start, end, fix.replacement, fix.safe, (key(diagnostic),), (diagnostic.code,))


def _grows_together(text: str, start: int, end: int, new: str) -> bool:
    joints = ((text[max(start - 1, 0) : start], new[:1]), (new[-1:], text[end : end + 1]))
    return any(is_joining(left) and is_joining(right) for left, right in joints)


def compatible(edits: Iterable[Edit]) -> list[Edit]:
    """Those of `edits` that can be made together, in the order of locale and place.

    Of two that overlap the safe one stays, then the longer one, then the one that begins first; what is left
    out is proposed again by the next check. Edits that say the same become one.
    """
    merged: dict[tuple[str, int, int, str], Edit] = {}
    for new in edits:
        place = (new.locale, new.start, new.end, new.text)
        old = merged.get(place)
        merged[place] = _both(old, new) if old else new
    kept: dict[str, list[Edit]] = {}
    for wanted in sorted(merged.values(), key=lambda e: (not e.safe, e.start - e.end, e.start, e.codes)):
        chosen = kept.setdefault(wanted.locale, [])
        at = bisect_right(chosen, wanted.start, key=_start)
        if not any(_overlap(wanted, other) for other in chosen[max(at - 1, 0) : at + 1]):
            chosen.insert(at, wanted)
    return [e for _, chosen in sorted(kept.items()) for e in chosen]


def _start(edit: Edit) -> int:
    return edit.start


def _both(one: Edit, other: Edit) -> Edit:
    return Edit(
        one.locale,
        one.start,
        one.end,
        one.text,
        one.safe or other.safe,
        one.keys + other.keys,
        tuple(sorted({*one.codes, *other.codes})),
    )


def _overlap(one: Edit, other: Edit) -> bool:
    """Whether two edits touch: two that meet at one place could be made in two orders."""
    return one.start <= other.end and other.start <= one.end


def applied(text: str, edits: Iterable[Edit]) -> str:
    """`text` with `edits` made, which must not overlap; every other character stays."""
    parts: list[str] = []
    position = 0
    for change in sorted(edits, key=lambda e: e.start):
        parts += (text[position : change.start], change.text)
        position = change.end
    return "".join((*parts, text[position:]))
