"""A page cut into blocks of lines and code fences, from its raw text: cheap enough for every page."""

import re
from collections import Counter
from typing import Literal

import msgspec

from spec_model.model import Span
from spec_model.page import Page, Section

#: What a line begins with, where that tells its kind whatever the language: a table row, a tag, a list item.
Kind = Literal["|", "<", "-", "p"]

_LINE = re.compile(r"\S[^\n\r]*")
_FENCES = ("```", "~~~")
_KINDS: dict[str, Kind] = {"|": "|", "<": "<", "-": "-", "*": "-", "+": "-"}
_COUNTER = re.compile(r"-\d+\Z")


class Line(msgspec.Struct, frozen=True):
    """One line that is not blank and not code, from its first visible character to its end."""

    kind: Kind
    start: int
    end: int


class Fence(msgspec.Struct, frozen=True):
    """A code fence from its opening to its closing line; `code` covers what stands between them."""

    start: int
    end: int
    code: Span


class Block(msgspec.Struct, frozen=True):
    """A section of a page: `key` is the same in every locale.

    It is ``title`` for what stands before the first section, else the canonical name of the section, else its
    anchor; a section of which neither is known counts from ``?1``. `heading` covers the words of the heading,
    `shape` spells the kinds of the lines.
    """

    key: str
    heading: Span
    body: Span
    lines: tuple[Line, ...]
    shape: str
    fences: tuple[Fence, ...]

    @property
    def known(self) -> bool:
        """Whether the key says which section this is."""
        return not self.key.startswith("?")


def blocks_of(page: Page) -> dict[str, Block]:
    """The blocks of a page by key, in its order; a second section of the same name is ``remarks#2``."""
    found: dict[str, Block] = {}
    seen: Counter[str] = Counter()
    for section in page.sections:
        base = _key(section)
        seen[base] += 1
        number = seen[base]
        key = f"?{number}" if base == "?" else base if number == 1 else f"{base}#{number}"
        found[key] = _block(page.text, key, section)
    return found


def _key(section: Section) -> str:
    if section.level == 1:
        return "title"
    return section.name or _COUNTER.sub("", section.anchor or "") or "?"


def _block(text: str, key: str, section: Section) -> Block:
    lines: list[Line] = []
    fences: list[Fence] = []
    opened: tuple[int, int, str] | None = None  # start, end of the opening line, its marks
    for match in _LINE.finditer(text, section.body.start, section.body.end):
        start, end = match.span()
        first = text[start]
        if opened:
            if text.startswith(opened[2], start) and not text[start:end].strip(first + " \t"):
                fences.append(Fence(opened[0], end, Span(opened[1], start)))
                opened = None
        elif first in "`~" and text.startswith(_FENCES, start) and "`" not in text[start:end].lstrip("`"):
            opened = start, end, text[start : start + 3]
        else:
            kind = _KINDS.get(first, "p")
            if kind == "-" and not text[start + 1 : start + 2].isspace():
                kind = "p"
            lines.append(Line(kind, start, end))
    if opened:
        fences.append(Fence(opened[0], section.body.end, Span(opened[1], section.body.end)))
    shape = "".join([line.kind for line in lines])
    return Block(key, section.heading, section.body, tuple(lines), shape, tuple(fences))
