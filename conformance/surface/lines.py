"""A page cut into blocks of lines and code fences, from its raw text: cheap enough for every page."""

import re

import msgspec

from spec_model.model import Span
from spec_model.page import Page, Section

_FENCES = ("```", "~~~")
# What a line begins with, where that tells its kind whatever the language: a table row, a tag, a list item, a fence.
_KINDS = {"|": "|", "<": "<", "-": "-", "*": "-", "+": "-", "`": "`", "~": "`"}
_COUNTER = re.compile(r"-\d+\Z")


class Line(msgspec.Struct, frozen=True, gc=False):
    """One line that is not blank and not code, from its first visible character to its end.

    `kind` is ``|`` for a row of a table, ``<`` for a tag, ``-`` for an item of a list, else ``p``.
    """

    kind: str
    start: int
    end: int


class Fence(msgspec.Struct, frozen=True):
    """A code fence from its opening to its closing line; `code` covers what stands between them."""

    start: int
    end: int
    code: Span


class Lines(msgspec.Struct, frozen=True):
    """The lines of a section: where each starts and ends, how it is written, their kinds as one word; the fences."""

    spans: list[tuple[int, int]]
    written: list[str]
    shape: str
    fences: tuple[Fence, ...]

    def line(self, index: int) -> Line:
        """A line by its index."""
        return Line(self.shape[index], *self.spans[index])


class Block:
    """A section of a page: `key` is the same in every locale.

    It is ``title`` for what stands before the first section, else the canonical name of the section, else its
    anchor; a section of which neither is known counts from ``?1``. `heading` covers the words of the heading.
    """

    __slots__ = ("_fences", "_lines", "_text", "body", "heading", "key")

    def __init__(self, text: str, key: str, section: Section) -> None:
        self.key = key
        self.heading = section.heading
        self.body = section.body
        self._text = text
        self._lines: Lines | None = None
        self._fences: tuple[Fence, ...] | None = None

    @property
    def known(self) -> bool:
        """Whether the key says which section this is."""
        return not self.key.startswith("?")

    @property
    def lines(self) -> Lines:
        """The lines, told apart when they are first asked for: of most requirements nobody ever does."""
        if self._lines is None:
            self._lines = _lines(self._text, self.body)
        return self._lines

    @property
    def fences(self) -> tuple[Fence, ...]:
        """The code fences; sections without a mark of one are not cut into lines to tell."""
        if self._fences is None:
            start, end = self.body.start, self.body.end
            marked = self._text.find("`", start, end) >= 0 or self._text.find("~", start, end) >= 0
            self._fences = self.lines.fences if marked else ()
        return self._fences


def blocks_of(page: Page) -> dict[str, Block]:
    """The blocks of a page by key, in its order; a second section of the same name is ``remarks#2``."""
    found: dict[str, Block] = {}
    seen: dict[str, int] = {}
    for section in page.sections:
        base = _key(section)
        number = seen[base] = seen.get(base, 0) + 1
        key = f"?{number}" if base == "?" else base if number == 1 else f"{base}#{number}"
        found[key] = Block(page.text, key, section)
    return found


def _key(section: Section) -> str:
    if section.level == 1:
        return "title"
    return section.name or _COUNTER.sub("", section.anchor or "") or "?"


def _lines(text: str, body: Span) -> Lines:
    """The lines of a section."""
    spans: list[tuple[int, int]] = []
    written: list[str] = []
    start = body.start
    for whole in text[start : body.end].replace("\r", "\n").split("\n"):  # half as dear as a pattern
        line = whole.lstrip()
        end = start + len(whole)
        if line:
            spans.append((end - len(line), end))
            written.append(line)
        start = end + 1
    fences: tuple[Fence, ...] = ()
    shape = "".join([_KINDS.get(line[0], "p") for line in written])
    if "`" in shape:
        spans, fences = _without_code(text, spans, body.end)
        written = [text[start:end] for start, end in spans]
    if "`" in shape or "-" in shape:
        shape = "".join(map(_kind, written))
    return Lines(spans, written, shape, fences)


def _without_code(
    text: str, spans: list[tuple[int, int]], last: int
) -> tuple[list[tuple[int, int]], tuple[Fence, ...]]:
    """The lines outside of code fences, and the fences; one that is not closed reaches to `last`."""
    lines: list[tuple[int, int]] = []
    fences: list[Fence] = []
    opened: tuple[int, int, str] | None = None  # start, end of the opening line, its marks
    for start, end in spans:
        first = text[start]
        if opened:
            if text.startswith(opened[2], start) and not text[start:end].strip(first + " \t"):
                fences.append(Fence(opened[0], end, Span(opened[1], start)))
                opened = None
        elif first in "`~" and text.startswith(_FENCES, start) and "`" not in text[start:end].lstrip("`"):
            opened = start, end, text[start : start + 3]
        else:
            lines.append((start, end))
    if opened:
        fences.append(Fence(opened[0], last, Span(opened[1], last)))
    return lines, tuple(fences)


def _kind(line: str) -> str:
    """The kind of a line outside of code: what begins like an item of a list or a fence may be neither."""
    kind = _KINDS.get(line[0], "p")
    return "p" if kind == "`" or (kind == "-" and len(line) > 1 and not line[1].isspace()) else kind
