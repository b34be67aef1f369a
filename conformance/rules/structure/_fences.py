"""What the rules about code fences share: the code of each fence without its comments, paired over the locales."""

import re

import msgspec
from rapidfuzz import fuzz

from conformance.surface.lines import Fence
from conformance.surface.rows import surface
from conformance.surface.vote import Verdict, settle
from conformance.view import Siblings, View
from spec_model.model import Span

# A comment is not code, and a string of several words is text that may well be translated.
_BLANKED = re.compile(
    r"""
      (?P<string>"(?:[^"\\\n]|\\.)*(?:"|(?=\n)|\Z)|'(?:[^'\\\n]|\\.)*(?:'|(?=\n)|\Z))
    | (?P<line>//[^\n]*)
    | (?P<block>/\*.*?(?:\*/|\Z))
    | (?P<markup><!--.*?(?:-->|\Z))
    """,
    re.VERBOSE | re.DOTALL,
)
_LEADING_ZEROS = re.compile(r"\b0[xX]0+(?=[0-9A-Fa-f])")
_CODE_LINE = re.compile(r"\S[^\n\r]*")
#: Two fences that are less alike than this (in percent) are not versions of one.
_ALIKE = 50


class Code(msgspec.Struct, frozen=True):
    """One fence of one page; `lines` are its lines without comments, in single spaces, `spans` where they stand."""

    fence: Fence
    lines: tuple[str, ...]
    spans: tuple[Span, ...]


class Pairing(msgspec.Struct, frozen=True):
    """The fences of one section, `codes` by locale, held against those of `frame`, which has as many as most pages.

    `found` maps every locale to the index of its fence for each one of the frame, None where it has none.
    """

    key: str
    frame: str
    number: Verdict[int]
    codes: dict[str, tuple[Code, ...]]
    found: dict[str, tuple[int | None, ...]]


def pairings(siblings: Siblings) -> tuple[Pairing, ...]:
    """The fences of every section in which the pages differ, made once for all of their views."""
    return siblings.once(_pairings)


def _pairings(siblings: Siblings) -> tuple[Pairing, ...]:
    pages = surface(siblings).blocks
    fenced = dict.fromkeys(key for page in pages.values() for key, block in page.items() if block.fences)
    found: list[Pairing] = []
    for key in fenced:
        written = {
            locale: tuple(_text(siblings, locale, fence) for fence in page[key].fences)
            for locale, page in pages.items()
            if key in page
        }
        if len(set(written.values())) > 1:
            found.append(_pairing(siblings, key, list(written)))
    return tuple(found)


def _pairing(siblings: Siblings, key: str, locales: list[str]) -> Pairing:
    pages = surface(siblings).blocks
    codes = {
        locale: tuple(_code(siblings.translations[locale].text, fence) for fence in pages[locale][key].fences)
        for locale in locales
    }
    number = settle({locale: len(found) for locale, found in codes.items()}, siblings.source)
    count = number.value if number.majority else max(len(found) for found in codes.values())
    frame = siblings.source if number.source else next(tag for tag, found in codes.items() if len(found) == count)
    assert frame is not None
    found = {locale: _matched(codes[frame], own) for locale, own in codes.items()}
    return Pairing(key, frame, number, codes, found)


def _matched(expected: tuple[Code, ...], own: tuple[Code, ...]) -> tuple[int | None, ...]:
    """The index of the fence of a page that stands for each of the expected ones."""
    if len(expected) == len(own):
        return tuple(range(len(own)))
    free = list(range(len(own)))
    matched: list[int | None] = []
    for code in expected:
        best = max(free, key=lambda j: fuzz.ratio("\n".join(code.lines), "\n".join(own[j].lines)), default=None)
        alike = best is not None and fuzz.ratio("\n".join(code.lines), "\n".join(own[best].lines)) >= _ALIKE
        matched.append(best if alike else None)
        if alike and best is not None:
            free.remove(best)
    return tuple(matched)


def _text(siblings: Siblings, locale: str, fence: Fence) -> str:
    return siblings.translations[locale].text[fence.code.start : fence.code.end]


def _code(text: str, fence: Fence) -> Code:
    raw = text[fence.code.start : fence.code.end]
    clean = _BLANKED.sub(_blank, raw) if any(mark in raw for mark in ("//", "/*", "<!--", '"', "'")) else raw
    lines: list[str] = []
    spans: list[Span] = []
    for match in _CODE_LINE.finditer(clean):
        lines.append(_LEADING_ZEROS.sub("0x", " ".join(match[0].split())))
        start = fence.code.start + match.start()
        spans.append(Span(start, start + len(match[0].rstrip())))
    return Code(fence, tuple(lines), tuple(spans))


def _blank(match: re.Match[str]) -> str:
    """What stands for a comment or a string: as long as it is, so that places stay where they are."""
    string = match["string"]
    if string and (" " not in string.strip("\"' ") or len(string) < 2 or string[-1] != string[0]):
        return string  # one word, or a quotation mark that opens nothing
    return "".join(letter if letter in "\r\n" else " " for letter in match[0])


def related_code(view: View, pairing: Pairing, at: int) -> tuple[str, Span]:
    """The first line of an expected fence: how it is written and where it stands on its page."""
    code = pairing.codes[pairing.frame][at]
    span = code.spans[0] if code.spans else Span(code.fence.start, code.fence.start + 3)
    return view.siblings.translations[pairing.frame].text[span.start : span.end], span
