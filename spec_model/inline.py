"""Inline Markdown and HTML, read into the element that is open, with spans to the character.

markdown-it-py's inline parser gives no positions. Bold and italic marks stand in the wrong places on real pages, so
tags and marks are matched leniently: an end tag closes what it can reach, a mark that is already open is closed.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable

from spec_model.tree import FILLER, Element, Text

# Every alternative begins with a literal character: only then does the engine skip plain text at full speed.
_MARK = re.compile(
    r"""
      \\[\\<`*\[\]]  # a mark that is none
    | <(?P<end>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*+)(?>[^<>]*)>(?P<shut></(?:span|a)>)?
    | <!--
    | ``*
    | (?P<mark>\*\*?)(?:(?P<inside>[^\s*<`\[\]\\][^*<`\[\]\\]*+)(?P=mark)(?!(?<=[^*]\*)\*))?
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


class InlineReader:
    """Reads stretches of the page `text` into `root`, with one stack of open elements."""

    def __init__(self, text: str, root: Element) -> None:
        self.text = text
        self.stack = [root]
        self.fenced = [True]  # per open element: opened by Markdown, so only Markdown closes it
        self.ticks: defaultdict[int, list[int]] | None = None
        self.deepest = MAX_DEPTH

    def inline(self, start: int, end: int, *, html: bool = False) -> None:
        """Read the characters from `start` to `end` into the innermost open element.

        In an HTML block (`html`) marks are read as well: pages write ``<dt>*name*</dt>`` on one line.
        """
        text, floor = self.text, len(self.stack)
        self.ticks = None
        position = plain = start
        while match := _MARK.search(text, position, end):
            position = match.end()
            handler = _HANDLERS.get(text[match.start()])
            resumed = handler(self, match, plain, end) if handler else -1
            if resumed >= 0:
                position = plain = resumed
        self._text(plain, end)
        self._finish_marks(floor if not html else 1, end)

    def _text(self, start: int, end: int) -> None:
        if start >= end:
            return
        raw = self.text[start:end]
        if raw[0] != FILLER or raw.strip(FILLER):
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
        start, stop = match.span("mark")
        tag = "strong" if stop - start == 2 else "em"
        open_at = self._open_mark(tag)
        if open_at < 0 and match["inside"] is not None and len(self.stack) < self.deepest:
            return self._marked(tag, match, plain)
        spaced_before = start == 0 or self.text[start - 1].isspace()
        spaced_after = stop >= end or self.text[stop].isspace()
        if open_at < 0 and spaced_after and spaced_before:
            return -1
        self._text(plain, start)
        if open_at >= 0:
            self._pop_to(open_at, stop)
        else:
            self.push(Element(tag, start))
        return stop

    def _marked(self, tag: str, match: re.Match[str], plain: int) -> int:
        """Read a mark, plain text and the mark that closes it at once, as most stand on a page."""
        start, stop = match.span()
        self._text(plain, start)
        element = Element(tag, start)
        element.end = stop
        self.stack[-1].children.append(element)
        inside = match["inside"]
        if inside.strip(FILLER):
            element.children.append(Text(*match.span("inside"), inside))
        return stop

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
        self.push(element)
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
        start, stop = match.span()
        if plain < start:
            self._text(plain, start)
        closing, name, shut = match.group("end", "tag", "shut")
        if name is None:
            return self._comment(match, end)
        if shut is not None:
            stop = match.start("shut")
            if shut[2:-1] == name and not closing and self.text[stop - 2] != "/" and len(self.stack) < self.deepest:
                return self._anchor(name, start, stop, match.end())
        name = name.lower()
        name = _SAME_AS.get(name, name)
        if name in {"script", "style", "thead", "tbody"}:
            return stop
        if closing and name not in _VOID:  # browsers read </br> as <br>
            self._close(name, stop)
        else:
            self._open(name, self.text[start:stop], start, stop)
        return stop

    def _anchor(self, name: str, start: int, stop: int, end: int) -> int:
        """Read an element at once that has nothing in it, as most anchors of a page have not."""
        element = Element(name, start, _attributes(self.text[start:stop]))
        element.end = end
        self.stack[-1].children.append(element)
        return end

    def _open(self, name: str, tag: str, start: int, stop: int) -> None:
        if name in _HTML_BLOCKS:
            if name in _CLOSED_BY:
                self._imply_end(*_CLOSED_BY[name], start)
            if len(self.stack) > 1 and self.stack[-1].tag == "p":
                self._pop_to(len(self.stack) - 1, start)
        element = Element(name, start, _attributes(tag))
        element.end = stop
        if name in _VOID or tag.endswith("/>"):
            self.stack[-1].children.append(element)
        else:
            self.push(element)

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

    def push(self, element: Element, *, fenced: bool = False) -> None:
        """Put an element into the innermost one that is open, and open it; not where they nest too deep."""
        self.stack[-1].children.append(element)
        if fenced or len(self.stack) < self.deepest:
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


def _attributes(tag: str) -> dict[str, str] | None:
    return {k.lower(): a or b for k, a, b in _ATTRIBUTE.findall(tag)} if "=" in tag else None


def _runs_of_ticks(text: str, start: int, end: int) -> defaultdict[int, list[int]]:
    """Where the runs of backticks between `start` and `end` begin, by their length."""
    runs: defaultdict[int, list[int]] = defaultdict(list)
    for run in _TICKS.finditer(text, start, end):
        runs[run.end() - run.start()].append(run.start())
    return runs


#: What the first character of a mark leads to; a backslash only keeps the next character from being one.
_HANDLERS: dict[str, Callable[[InlineReader, re.Match[str], int, int], int]] = {
    "<": InlineReader._tag,
    "`": InlineReader._code_span,
    "*": InlineReader._mark,
    "[": InlineReader._bracket,
    "]": InlineReader._shut,
}
