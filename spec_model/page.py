"""A file becomes a page: front matter, title heading and sections, each with its place in the text."""

import os
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate, chain
from pathlib import Path

from spec_model.files import UnreadablePage, read_bytes
from spec_model.front import FrontMatter
from spec_model.locale import anchor_index, pack_for
from spec_model.markdown import parse_blocks, parse_inline, plain_inline
from spec_model.model import Span
from spec_model.tree import FILLER, Element, Flow

_FRONT_OPENING = re.compile(r"---[ \t]*\r?\n")
_FRONT_CLOSING = re.compile(r"\n(?P<mark>---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_MARK = (
    r"(?:(?P<fence>[ ]{0,3}(?P<ticks>`{3,}(?=[^`\n]*(?:\n|\Z))|~{3,}))|(?P<comment><!--)"
    r"|(?P<level>\#{1,2})[ \t]+(?:<a[ ](?:name|id)=\"(?P<anchor>[^\"\n]*+)\">(?:</a>)?)?(?P<title>[^\n\r]*))"
)
_FIRST_MARK = re.compile(_MARK)
_LINE_MARK = re.compile(rf"\n(?=[ `~<#]){_MARK}")  # most lines begin otherwise, which is told at once
_WORDS = re.compile(r"[^\s\u2060](?:[^\r\n]*[^\s\u2060])?")
_COUNTER = re.compile(r"-\d+\Z")
_NEWLINE = re.compile(r"\r\n?|\n")
_BLANK_LINE = re.compile(r"\n\r?\n")
_SPAN_TAG = re.compile(r"<(/?)span\b([^<>]*)>")


class Section:
    """A part of a page under one heading: `level` 1 is the title with what follows it, 2 a section.

    `name` is the canonical name (``parameters``, ``return-value``, ...), None where the heading is not known.
    `heading` covers the visible words, `body` what stands between this heading and the next. `page` is the path of
    the page within its locale, `source` its text; the page itself would be held by what it holds, so that nothing
    of either goes before the collector comes.
    """

    def __init__(self, page: "Page", level: int, anchor: str | None, heading: Span, body: Span) -> None:
        self.page = page.page
        self.source = page.text
        self.level = level
        self.anchor = anchor
        self.heading = heading
        self.body = body
        self.name: str | None = None

    @cached_property
    def words(self) -> Flow:
        """The visible words of the heading."""
        return parse_inline(self.source, self.heading.start, self.heading.end).flow()

    @property
    def title(self) -> str:
        """The visible words of the heading, without marks."""
        plain = plain_inline(self.source, self.heading.start, self.heading.end)
        return (plain.value if plain is not None else self.words.text).strip()

    @cached_property
    def tree(self) -> Element:
        """The element tree of the body."""
        return parse_blocks(self.source, self.body.start, self.body.end)

    @property
    def first_words(self) -> Span:
        """Where the first line of the body stands that is not blank, else the heading."""
        start, end = self.body.start, self.body.end
        found = _WORDS.search(self.source, start, end)
        return Span(*found.span()) if found else self.heading

    @property
    def text(self) -> str:
        """The body as it is written."""
        return self.source[self.body.start : self.body.end]


class Page:
    """One page of one locale.

    `locale` is its BCP 47 tag in lower case, `page` the path within the locale, `path` the file as it was
    given. `text` holds every character of the file except a byte order mark (`bom` says that there was one).
    """

    def __init__(self, locale: str, page: str, path: str, text: str, *, bom: bool = False) -> None:
        self.locale = locale
        self.page = page
        self.path = path
        self.text = text
        self.bom = bom
        #: Whether the page carries the English source of its sentences.
        self.bilingual = "sxs-lookup" in text

    @cached_property
    def front(self) -> FrontMatter:
        """The front matter; an empty one where the page has none."""
        opening = _FRONT_OPENING.match(self.text)
        closing = _FRONT_CLOSING.search(self.text, opening.end() - 1) if opening else None
        if opening is None or closing is None:
            return FrontMatter(self.text, 0, 0)
        return FrontMatter(self.text, opening.end(), closing.start("mark"))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Title and sections in the order of the page; headings inside code are not headings."""
        marks = list(self._headings())
        ends = [*(mark.start("level") for mark in marks[1:]), len(self.text)][: len(marks)]
        return tuple([self._section(mark, end) for mark, end in zip(marks, ends, strict=True)])

    def _section(self, mark: re.Match[str], end: int) -> Section:
        level, anchor = mark.group("level", "anchor")
        start, over = mark.span("title")
        section = Section(self, len(level), anchor, Span(start, over), Span(over, end))
        if section.level == 2:
            section.name = _section_name(anchor) if anchor else None
            pack = pack_for(self.locale) if section.name is None else None
            section.name = pack.section_name(section.title) if pack else section.name
        return section

    def _headings(self) -> Iterator[re.Match[str]]:
        text, start = self.text, self.front.end
        first = _FIRST_MARK.match(text, start)
        later = _LINE_MARK.finditer(text, first.end() if first else start)
        last_comment = text.rfind("-->")
        commented = 0  # where the last comment ends
        fence = ""
        for mark in chain((first,), later) if first else later:
            if mark.start() < commented:
                continue
            kind = mark.lastgroup
            if kind == "title":
                if not fence:
                    yield mark
            elif kind == "fence":
                ticks = mark["ticks"]
                if not fence:
                    fence = ticks
                elif ticks.startswith(fence):
                    fence = ""
            elif not fence and mark.end() < last_comment:
                commented = text.index("-->", mark.end())

    @cached_property
    def title(self) -> Section | None:
        """The first heading of level 1 with what follows it, or None."""
        return next((section for section in self.sections if section.level == 1), None)

    def section(self, name: str) -> Section | None:
        """The first section with the canonical name `name`, or None."""
        for section in self.sections:  # a loop, since rules ask very often
            if section.name == name:
                return section
        return None

    def position(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column of the character at `offset`; columns count characters."""
        starts = self._line_starts
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The offset of the character at a 1-based line and column: what `position` turns back."""
        return self._line_starts[line - 1] + column - 1

    def line(self, number: int) -> str:
        """The text of the 1-based line `number`, without its end."""
        starts = self._line_starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    @cached_property
    def _line_starts(self) -> list[int]:
        if "\r" in self.text and self.text.count("\r") != self.text.count("\r\n"):
            return [0, *(match.end() for match in _NEWLINE.finditer(self.text))]
        lines = self.text.replace("\n", " \n").split("\n")  # each as long as it is with its end
        return list(accumulate(map(len, lines), initial=0))[:-1]  # ten times faster than the pattern

    def translation(self) -> "Page":
        """The page with the English of a bilingual page blanked out; offsets stay the same."""
        return self._blanked("sxs-lookup") if self.bilingual else self

    def english(self) -> "Page | None":
        """The English half of a bilingual page, as a page of its own with the same offsets, or None."""
        if not self.bilingual:
            return None
        page = self._blanked("data-ttu-id")
        page.locale = "en-us"
        return page

    def _blanked(self, mark: str) -> "Page":
        parts: list[str] = []
        position = 0
        for start, end in _marked_spans(self.text, mark):
            parts += [self.text[position:start], FILLER * (end - start)]
            position = end
        parts.append(self.text[position:])
        return Page(self.locale, self.page, self.path, "".join(parts), bom=self.bom)


def _section_name(anchor: str) -> str | None:
    """The canonical name of the section whose heading has `anchor`, perhaps with the number of a later one."""
    names = anchor_index()
    return names.get(anchor) or names.get(_COUNTER.sub("", anchor))


def _marked_spans(text: str, mark: str) -> Iterator[tuple[int, int]]:
    """The outermost ``<span>`` elements whose attributes hold `mark`; one that is not closed ends its line."""
    depth = start = 0
    opened_at = -1
    for tag in _SPAN_TAG.finditer(text):
        if opened_at >= 0 and _BLANK_LINE.search(text, start, tag.start()):
            yield opened_at, text.index("\n", opened_at)
            opened_at = -1
        start = tag.start()
        if opened_at < 0:
            if not tag[1] and mark in tag[2]:
                opened_at, depth = tag.start(), 1
        else:
            depth += -1 if tag[1] else 1
            if depth == 0:
                yield opened_at, tag.end()
                opened_at = -1
    if opened_at >= 0:
        end = text.find("\n", opened_at)
        yield opened_at, end if end >= 0 else len(text)


def read_page(file: Path, locale: str, page: str, path: str) -> Page:
    """Read one file as a page of `locale`.

    `page` is its path within the locale and `path` its name for people, both with ``/``. Raises
    UnreadablePage where the file or its name is not UTF-8, or the file is too large or cannot be opened.
    """
    return decode_page(read_bytes(os.fspath(file)), locale, page, path)


def decode_page(data: bytes, locale: str, page: str, path: str) -> Page:
    """The page in the bytes of a file; raises UnreadablePage where they are not UTF-8."""
    bom = data.startswith(b"\xef\xbb\xbf")
    try:
        text = data[3:].decode() if bom else data.decode()
    except UnicodeDecodeError as error:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise UnreadablePage("it is UTF-16, not UTF-8: save it as UTF-8") from error
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadablePage(f"line {line} is not UTF-8 (byte 0x{data[error.start]:02x})") from error
    return Page(locale, page, path, text, bom=bom)
