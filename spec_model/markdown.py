"""One element tree out of a page's Markdown and its inline HTML, with spans to the character.

markdown-it-py finds the blocks where they are more than paragraphs, HTML, plain tables and code; the text inside each
block is read by `spec_model.inline`. Real pages open ``<dl> <dt>`` in one HTML block and close it in another with
Markdown between, and put lists into table cells, so one stack of open elements goes through all blocks.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from spec_model.blocks import PlainBlock, plain_blocks
from spec_model.inline import InlineReader
from spec_model.tree import Element, Text

_BLOCK_PARSER = MarkdownIt("commonmark", {"html": True}).enable("table").disable(["reference", "inline", "text_join"])

_NEWLINE = re.compile(r"\r\n?|\n")
_MARKED = re.compile(r"[<`*\[\]&]")  # what a mark begins with, and references to it
_BAR = re.compile(r"\|(?<!\\\|)")  # one that no backslash stands before
# Markdown containers end where Markdown says, whatever HTML is open inside them.
_CONTAINERS = {
    "bullet_list": "ul", "ordered_list": "ol", "list_item": "li", "blockquote": "quote",
    "table": "table", "tr": "tr", "th": "th", "td": "td", "paragraph": "p", "heading": "heading",
}  # fmt: skip


def parse_blocks(text: str, start: int, end: int) -> Element:
    """The element tree of characters `start` to `end` of the page `text`.

    Takes any text: what is not well formed becomes text or is closed where its container ends. Time grows
    with the length of the text.
    """
    tree = _plain_tree(text, start, end)
    if tree is not None:
        return tree
    root = Element("section", start)
    root.end = end
    body = text[start:end]
    _Builder(text, root, _line_starts(body, start, end)).build(_BLOCK_PARSER.parse(body))
    return root


def parse_plain(text: str) -> Element | None:
    """As `parse_blocks` reads all of `text`, None where it may hold other blocks than `plain_blocks` finds."""
    return _plain_tree(text, 0, len(text))


def _plain_tree(text: str, start: int, end: int) -> Element | None:
    plain = plain_blocks(text[start:end])
    if plain is None:
        return None
    root = Element("section", start)
    root.end = end
    _Builder(text, root, [start, end]).build_plain(plain)
    return root


def parse_inline(text: str, start: int, end: int, *, depth: int = 0) -> Element:
    """The element tree of one line or paragraph, characters `start` to `end` of the page `text`.

    `depth` is how many elements it stands in: the deeper, the fewer can nest in it.
    """
    root = Element("p", start)
    root.end = end
    reader = InlineReader(text, root)
    reader.deepest -= depth
    reader.inline(start, end)
    reader.finish(1, end)
    return root


def plain_inline(text: str, start: int, end: int) -> Text | None:
    """One line or paragraph as the one run of text that it is, None where it may be more: `parse_inline` reads it."""
    raw = text[start:end]
    return None if _MARKED.search(raw) else Text(start, end, raw)


def _line_starts(body: str, start: int, end: int) -> list[int]:
    starts = [start, *(start + match.end() for match in _NEWLINE.finditer(body))]
    if starts[-1] != end:
        starts.append(end)
    return starts


class _Builder(InlineReader):
    """Turns block tokens into elements and reads the text of each block with one stack of open elements."""

    def __init__(self, text: str, root: Element, lines: list[int]) -> None:
        super().__init__(text, root)
        self.lines = lines
        self.cells: list[tuple[int, int]] = []

    def build(self, tokens: Sequence[Token]) -> None:
        opened: list[tuple[int, int, Element]] = []
        for token in tokens:
            kind, _, edge = token.type.rpartition("_")
            if edge == "open" and kind in _CONTAINERS:
                depth = len(self.stack)
                container = self._open_container(_CONTAINERS[kind], token)
                opened.append((depth, container.end, container))
            elif edge == "close" and kind in _CONTAINERS:
                depth, end, container = opened.pop()
                self.finish(depth, max(end, container.end))  # a tag inside may have ended it early
            elif token.type == "inline":
                self._inline_token(token)
            elif token.type == "html_block" and token.map:
                self.inline(self.lines[token.map[0]], self._line(token.map[1]), html=True)
            elif token.type in ("fence", "code_block") and token.map:
                self._code(token)
        self.finish(1, self.lines[-1])

    def build_plain(self, blocks: Sequence[PlainBlock]) -> None:
        """As `build`, for a section of plain blocks."""
        offset = self.lines[0]
        for kind, start, end in blocks:
            if kind == "html":
                self.inline(offset + start, offset + end, html=True)
            elif kind == "paragraph":
                self._paragraph(offset + start, offset + end)
            elif kind == "code":
                self._plain_code(offset + start, offset + end)
            else:
                self._table(offset + start, offset + end)
        self.finish(1, self.lines[-1])

    def _paragraph(self, start: int, end: int) -> None:
        depth = len(self.stack)
        paragraph = self._open_at("p", start, end, fenced=False)
        self.inline(*_trim(self.text, start, end))
        self.finish(depth, max(end, paragraph.end))

    def _table(self, start: int, end: int) -> None:
        """The table whose lines all begin and end with a bar; its first line says how many columns there are."""
        depth = len(self.stack)
        table = self._open_at("table", start, end)
        heads, _, *rows = pairwise(_line_starts(self.text[start:end], start, end))
        columns = self._row(*heads, "th")
        for row in rows:
            self._row(*row, "td", columns)
        self.finish(depth, max(end, table.end))

    def _row(self, start: int, end: int, tag: str, columns: int | None = None) -> int:
        """Read the row between two places, of so many `columns` or of as many as it has; their number."""
        depth = len(self.stack)
        row = self._open_at("tr", start, end)
        cells = self._split_row(start)
        columns = len(cells) if columns is None else columns
        for column in range(columns):
            left, right = cells[column] if column < len(cells) else (row.end, row.end)
            cell = self._open_at(tag, left, right)
            self.inline(*_trim(self.text, left, right))
            self.finish(depth + 1, max(left, cell.end))
        self.finish(depth, max(end, row.end))
        return columns

    def _open_at(self, tag: str, start: int, end: int, *, fenced: bool = True) -> Element:
        element = Element(tag, start)
        element.end = end
        self.push(element, fenced=fenced)
        return element

    def _line(self, number: int) -> int:
        return self.lines[min(number, len(self.lines) - 1)]

    def _open_container(self, tag: str, token: Token) -> Element:
        start = self._line(token.map[0]) if token.map else self.stack[-1].end
        attrs = None
        if tag == "tr":
            self.cells = self._split_row(start)
        elif tag in ("td", "th") and self.cells:
            start = self.cells[0][0]
        elif tag == "heading":
            attrs = {"info": token.tag}
        element = Element(tag, start, attrs)
        element.end = self._line(token.map[1]) if token.map else start
        self.push(element, fenced=tag != "p")
        return element

    def _split_row(self, start: int) -> list[tuple[int, int]]:
        """The cells of the table row whose line begins at `start`, split at pipes that are not escaped."""
        stop = _NEWLINE.search(self.text, start)
        end = min(stop.start() if stop else len(self.text), self.lines[-1])
        line = self.text[start:end]
        bars = [bar.start() for bar in _BAR.finditer(line)]
        edges = [-1, *bars, len(line)]
        cells = [(start + a + 1, start + b) for a, b in pairwise(edges)]
        if cells and not self.text[slice(*cells[0])].strip() and bars:
            cells = cells[1:]
        if cells and not self.text[slice(*cells[-1])].strip() and bars:
            cells = cells[:-1]
        return cells

    def _inline_token(self, token: Token) -> None:
        if self.stack[-1].tag in ("td", "th") and self.cells:
            start, end = self.cells.pop(0)
            self.stack[-1].end = end
        elif token.map:
            start, end = self._line(token.map[0]), self._line(token.map[1])
            first = token.content.split("\n", 1)[0]
            found = self.text.rfind(first, start, self._line(token.map[0] + 1))  # behind the marker of its item
            start = found if found >= 0 else start
        else:
            return
        self.inline(*_trim(self.text, start, end))

    def _code(self, token: Token) -> None:
        assert token.map is not None
        start, end = self._line(token.map[0]), self._line(token.map[1])
        inner, stop = start, end
        if token.type == "fence":
            inner = self._line(token.map[0] + 1)
            last = self._line(token.map[1] - 1)
            if last >= inner and self.text[last:end].lstrip(" >").startswith(token.markup):
                stop = last  # the closing fence; one that is missing ends with the section
        self._pre(start, end, token.info.strip(), inner, stop)

    def _plain_code(self, start: int, end: int) -> None:
        """The code whose first and last line are fences."""
        lines = _line_starts(self.text[start:end], start, end)
        self._pre(start, end, self.text[start : lines[1]].strip("`").strip(), lines[1], lines[-2])

    def _pre(self, start: int, end: int, info: str, inner: int, stop: int) -> None:
        element = Element("pre", start, {"info": info})
        element.end = end
        element.children.append(Text(inner, stop, self.text[inner:stop], literal=True))
        self.stack[-1].children.append(element)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    start = end - len(piece.lstrip())
    return start, start + len(piece.strip())
