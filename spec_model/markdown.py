"""One element tree out of a page's Markdown and its inline HTML, with spans to the character.

markdown-it-py finds the blocks (its inline parser gives no positions, so it stays off); the text inside each
block is read here. Real pages open ``<dl> <dt>`` in one HTML block and close it in another with Markdown
between, put lists into table cells, and leave bold and italic marks in the wrong places, so tags and marks
are matched leniently: an end tag closes what it can reach, a mark that is already open is closed.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from spec_model.blocks import PlainBlock, plain_blocks
from spec_model.tree import FILLER, Element, Text

_BLOCK_PARSER = MarkdownIt("commonmark", {"html": True}).enable("table").disable(["reference", "inline", "text_join"])

_NEWLINE = re.compile(r"\r\n?|\n")
# Every alternative begins with a literal character: only then does the engine skip plain text at full speed.
_MARK = re.compile(
    r"""
      \\[!-/:-@\[-`{-~]
    | <(?P<end>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*+)(?>[^<>]*)>
    | <!--
    | ``*
    | \*\*?
    | \](?:\((?P<target>(?>(?:[^()\s<>]|\([^()\s]*+\))*))(?:[ ]"[^"\n]*+")?\))?
    | \[
    """,
    re.VERBOSE,
)
_TICKS = re.compile("`+")
_ATTRIBUTE = re.compile(r"""(?<![\w-])(id|name|class|href)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)

#: Elements deeper than this have their content in the element around them; real pages nest 10 deep.
MAX_DEPTH = 100

_SAME_AS = {"b": "strong", "i": "em"}
_VOID = frozenset({"br", "hr", "img", "wbr", "input", "col"})
_HTML_BLOCKS = frozenset({"dl", "dt", "dd", "p", "div", "ul", "ol", "li", "table", "thead", "tbody", "tr", "td", "th"})
# An opening tag closes these when they are open nearer than its own parent.
_CLOSED_BY = {
    "dt": (frozenset({"dt", "dd"}), "dl"),
    "dd": (frozenset({"dt", "dd"}), "dl"),
    "li": (frozenset({"li"}), "ul"),
    "tr": (frozenset({"tr", "td", "th"}), "table"),
    "td": (frozenset({"td", "th"}), "tr"),
    "th": (frozenset({"td", "th"}), "tr"),
}
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
    root = Element("section", start)
    root.end = end
    body = text[start:end]
    plain = plain_blocks(body)
    if plain is not None:
        _Builder(text, root, [start, end]).build_plain(plain)
    else:
        _Builder(text, root, _line_starts(body, start, end)).build(_BLOCK_PARSER.parse(body))
    return root


def parse_inline(text: str, start: int, end: int) -> Element:
    """The element tree of one line or paragraph, characters `start` to `end` of the page `text`."""
    root = Element("p", start)
    root.end = end
    builder = _Builder(text, root, [start, end])
    builder.inline(start, end)
    builder.finish(0, end)
    return root


def _line_starts(body: str, start: int, end: int) -> list[int]:
    starts = [start, *(start + match.end() for match in _NEWLINE.finditer(body))]
    if starts[-1] != end:
        starts.append(end)
    return starts


class _Builder:
    """Turns block tokens into elements and reads the text of each block with one stack of open elements."""

    def __init__(self, text: str, root: Element, lines: list[int]) -> None:
        self.text = text
        self.lines = lines
        self.stack = [root]
        self.fenced = [True]  # per open element: opened by Markdown, so only Markdown closes it
        self.cells: list[tuple[int, int]] = []
        self.ticks: defaultdict[int, list[int]] | None = None

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
        """As `build`, for a section of paragraphs and HTML."""
        offset = self.lines[0]
        for html, start, end in blocks:
            if html:
                self.inline(offset + start, offset + end, html=True)
                continue
            depth = len(self.stack)
            paragraph = Element("p", offset + start)
            paragraph.end = offset + end
            self._push(paragraph)
            self.inline(*_trim(self.text, offset + start, offset + end))
            self.finish(depth, max(offset + end, paragraph.end))
        self.finish(1, self.lines[-1])

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
        self._push(element, fenced=tag != "p")
        return element

    def _split_row(self, start: int) -> list[tuple[int, int]]:
        """The cells of the table row whose line begins at `start`, split at pipes that are not escaped."""
        stop = _NEWLINE.search(self.text, start)
        end = min(stop.start() if stop else len(self.text), self.lines[-1])
        line = self.text[start:end]
        bars = [m.start() for m in re.finditer(r"(?<!\\)\|", line)]
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
        element = Element("pre", start, {"info": token.info.strip()})
        element.end = end
        inner, stop = start, end
        if token.type == "fence":
            inner = self._line(token.map[0] + 1)
            last = self._line(token.map[1] - 1)
            if last >= inner and self.text[last:end].lstrip(" >").startswith(token.markup):
                stop = last  # the closing fence; one that is missing ends with the section
        element.children.append(Text(inner, stop, self.text[inner:stop], literal=True))
        self.stack[-1].children.append(element)

    # -- inline -------------------------------------------------------------------------------------------

    def inline(self, start: int, end: int, *, html: bool = False) -> None:
        """Read the characters from `start` to `end` into the innermost open element.

        In an HTML block (`html`) marks are read as well: pages write ``<dt>*name*</dt>`` on one line.
        """
        floor = len(self.stack)
        self.ticks = None
        position = plain = start
        while match := _MARK.search(self.text, position, end):
            position = match.end()
            handler = _HANDLERS.get(self.text[match.start()])
            resumed = handler(self, match, plain, end) if handler else -1
            if resumed >= 0:
                position = plain = resumed
        self._text(plain, end)
        self._finish_marks(floor if not html else 1, end)

    def _text(self, start: int, end: int) -> None:
        raw = self.text[start:end]
        if raw and not (raw[0] == FILLER and not raw.strip(FILLER)):
            self.stack[-1].children.append(Text(start, end, raw))

    def _comment(self, match: re.Match[str], end: int) -> int:
        stop = self.text.find("-->", match.end(), end)
        return stop + 3 if stop >= 0 else end

    def _code_span(self, match: re.Match[str], plain: int, end: int) -> int:
        ticks = match[0]
        if self.ticks is None:
            self.ticks = _runs_of_ticks(self.text, match.start(), end)
        runs = self.ticks[len(ticks)]
        at = bisect_right(runs, match.start())
        if at == len(runs):
            return -1
        stop = runs[at]
        self._text(plain, match.start())
        element = Element("code", match.start())
        element.end = stop + len(ticks)
        element.children.append(Text(match.end(), stop, self.text[match.end() : stop], literal=True))
        self.stack[-1].children.append(element)
        return element.end

    def _mark(self, match: re.Match[str], plain: int, end: int) -> int:
        tag = "strong" if len(match[0]) == 2 else "em"
        spaced_before = match.start() == 0 or self.text[match.start() - 1].isspace()
        spaced_after = match.end() >= end or self.text[match.end()].isspace()
        open_at = self._open_mark(tag)
        if open_at < 0 and spaced_after and spaced_before:
            return -1
        self._text(plain, match.start())
        if open_at >= 0:
            self._pop_to(open_at, match.end())
        else:
            self._push(Element(tag, match.start()))
        return match.end()

    def _open_mark(self, tag: str) -> int:
        for index in range(len(self.stack) - 1, 0, -1):
            open_tag = self.stack[index].tag
            if open_tag == tag:
                return index
            if self.fenced[index] or open_tag in _HTML_BLOCKS:
                break
        return -1

    def _bracket(self, match: re.Match[str], plain: int, end: int) -> int:
        self._text(plain, match.start())
        element = Element("bracket", match.start())
        element.end = match.end()
        element.children.append(Text(match.start(), match.end(), "["))
        self._push(element)
        return match.end()

    def _shut(self, match: re.Match[str], plain: int, end: int) -> int:
        index = self._open_mark("bracket")
        if match["target"] is not None:
            return self._link(match, plain, index)
        self._text(plain, match.end())
        if index >= 0:
            self._pop_to(index, match.end())
        return match.end()

    def _link(self, match: re.Match[str], plain: int, index: int) -> int:
        self._text(plain, match.start())
        if index < 0:
            self._text(match.start(), match.end())
            return match.end()
        element = self.stack[index]
        element.tag, element.attrs = "a", {"href": match["target"]}
        element.children.pop(0)
        if element.start and self.text[element.start - 1] == "!":
            element.tag = "img"
        self._pop_to(index, match.end())
        return match.end()

    def _tag(self, match: re.Match[str], plain: int, end: int) -> int:
        self._text(plain, match.start())
        if match["tag"] is None:
            return self._comment(match, end)
        name = match["tag"].lower()
        name = _SAME_AS.get(name, name)
        if name in ("script", "style", "thead", "tbody"):
            return match.end()
        if match["end"] and name not in _VOID:  # browsers read </br> as <br>
            self._close(name, match.end())
        else:
            self._open(name, match)
        return match.end()

    def _open(self, name: str, match: re.Match[str]) -> None:
        if name in _CLOSED_BY:
            self._imply_end(*_CLOSED_BY[name], match.start())
        if name in _HTML_BLOCKS and len(self.stack) > 1 and self.stack[-1].tag == "p":
            self._pop_to(len(self.stack) - 1, match.start())
        attrs = None
        if "=" in match[0]:
            attrs = {k.lower(): a or b for k, a, b in _ATTRIBUTE.findall(match[0])}
        element = Element(name, match.start(), attrs)
        element.end = match.end()
        if name in _VOID or match[0].endswith("/>"):
            self.stack[-1].children.append(element)
        else:
            self._push(element)

    def _imply_end(self, closes: frozenset[str], parent: str, at: int) -> None:
        for index in range(len(self.stack) - 1, 0, -1):
            tag = self.stack[index].tag
            if self.fenced[index] or tag == parent:
                return
            if tag in closes:
                self._pop_to(index, at)
                return

    def _close(self, name: str, at: int) -> None:
        block = name in _HTML_BLOCKS
        for index in range(len(self.stack) - 1, 0, -1):
            if self.fenced[index]:
                return
            tag = self.stack[index].tag
            if tag == name:
                self._pop_to(index, at)
                return
            if not block and tag in _HTML_BLOCKS:
                return

    # -- stack --------------------------------------------------------------------------------------------

    def _push(self, element: Element, *, fenced: bool = False) -> None:
        self.stack[-1].children.append(element)
        if fenced or len(self.stack) < MAX_DEPTH:
            self.stack.append(element)
            self.fenced.append(fenced)

    def _pop_to(self, index: int, end: int) -> None:
        for element in self.stack[index:]:
            element.end = end
        del self.stack[index:], self.fenced[index:]

    def _finish_marks(self, floor: int, end: int) -> None:
        """Close the marks and links that are open at the end of a block; HTML elements stay open."""
        while len(self.stack) > floor and self.stack[-1].tag in ("strong", "em", "bracket", "a", "code"):
            self._pop_to(len(self.stack) - 1, end)

    def finish(self, depth: int, end: int) -> None:
        """Close every element from `depth` of the stack on."""
        if depth < len(self.stack):
            self._pop_to(depth, end)


def _runs_of_ticks(text: str, start: int, end: int) -> defaultdict[int, list[int]]:
    """Where the runs of backticks between `start` and `end` begin, by their length."""
    runs: defaultdict[int, list[int]] = defaultdict(list)
    for run in _TICKS.finditer(text, start, end):
        runs[run.end() - run.start()].append(run.start())
    return runs


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


#: What the first character of a mark leads to; a backslash only keeps the next character from being one.
_HANDLERS: dict[str, Callable[[_Builder, re.Match[str], int, int], int]] = {
    "<": _Builder._tag,
    "`": _Builder._code_span,
    "*": _Builder._mark,
    "[": _Builder._bracket,
    "]": _Builder._shut,
}
