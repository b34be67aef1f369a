"""The element tree of a section: Markdown blocks, inline Markdown and inline HTML together, with spans.

Nodes are mutable only while `spec_model.markdown` builds them. `Flow` is the flat reading of an element: its
text as a reader sees it, with a way back from every character of it to the characters of the page.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from operator import attrgetter, itemgetter

from spec_model.model import Span

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});|\u2060")

#: What the translation's own text is blanked with where only the other half of a bilingual page is read.
FILLER = "\u2060"

BLOCKS = frozenset(
    {"p", "dl", "dt", "dd", "table", "tr", "td", "th", "ul", "ol", "li", "pre", "heading", "div", "quote"}
)


class Text:
    """A run of characters between `start` and `end` of the page; `raw` are they, `value` what a reader sees.

    In `literal` text (code) backslashes and ampersands stand for themselves.
    """

    __slots__ = ("_escapes", "end", "literal", "raw", "start")

    def __init__(self, start: int, end: int, raw: str, *, literal: bool = False) -> None:
        self._escapes: Sequence[_Escape] | None = None  # found when a place is first asked for
        self.start = start
        self.end = end
        self.raw = raw
        self.literal = literal

    @property
    def value(self) -> str:
        """The text without backslash escapes, character references and filler."""
        raw = self.raw
        if self.literal or not ("\\" in raw or "&" in raw or FILLER in raw):
            self._escapes = ()
            return raw
        return _ESCAPE.sub(_unescaped, raw)

    def raw_range(self, index: int) -> tuple[int, int]:
        """Where character `index` of `value` stands on the page: start and end (exclusive)."""
        escapes = self._escapes
        if escapes is None:
            escapes = self._escapes = () if self.literal else _escapes(self.raw)
        at = bisect_right(escapes, index, key=itemgetter(0)) - 1 if escapes else -1
        if at < 0:  # nearly always
            start = self.start + index
            return start, start + 1
        first, width, start, end = escapes[at]
        if index < first + width:
            return self.start + start, self.start + end
        start = self.start + end + index - first - width
        return start, start + 1


class Element:
    """A node with children: `tag` is an HTML name, or ``pre`` (code), ``heading``, ``quote``, ``bracket``.

    `attrs` are the attributes that matter (``id``, ``name``, ``class``, ``href`` of a link, ``info`` of code).
    `start` and `end` are offsets into the page and cover the markers too.
    """

    __slots__ = ("_flow", "attrs", "children", "end", "start", "tag")

    def __init__(self, tag: str, start: int, attrs: dict[str, str] | None = None) -> None:
        self.tag = tag
        self.start = start
        self.end = start
        self.attrs = attrs
        self.children: list[Element | Text] = []
        self._flow: Flow | None = None

    @property
    def span(self) -> Span:
        """The range of the page that the element covers."""
        return Span(self.start, self.end)

    def get(self, name: str) -> str | None:
        """The attribute `name`, or None."""
        return self.attrs.get(name) if self.attrs else None

    def elements(self) -> Iterator["Element"]:
        """The children that are elements."""
        return (c for c in self.children if isinstance(c, Element))

    def walk(self) -> Iterator["Element"]:
        """The element itself and all below it, in the order of the page."""
        found = [self]
        _add_below(self, found)
        return iter(found)

    def find(self, *tags: str) -> Iterator["Element"]:
        """The elements below this one with one of `tags`, in the order of the page."""
        found: list[Element] = []
        _add_below(self, found)
        return iter([element for element in found if element.tag in tags])

    def ids(self) -> Iterator[tuple[str, Span]]:
        """The anchors at and below this element (``<span id>``, ``<a name>``), with their places."""
        return iter(ids_of(self.walk()))

    def flow(self) -> "Flow":
        """The flat reading of this element, made once: ask for it when the element is complete."""
        if self._flow is None:
            self._flow = Flow(self)
        return self._flow

    def leaves(self) -> Iterator["Element"]:
        """The deepest block elements that hold text of their own, in the order of the page."""
        found: list[Element] = []
        _add_leaves(self, found)
        return iter(found)


def ids_of(elements: Iterable[Element]) -> list[tuple[str, Span]]:
    """The anchors that `elements` are, with their places."""
    named = [(e.attrs.get("id") or e.attrs.get("name"), e) for e in elements if e.attrs]
    return [(name, element.span) for name, element in named if name]


def _add_below(element: Element, found: list[Element]) -> None:
    """Add all elements below `element` to `found`, in the order of the page."""
    for child in element.children:
        if isinstance(child, Element):
            found.append(child)
            if child.children:
                _add_below(child, found)


def _add_leaves(element: Element, found: list[Element]) -> None:
    own = False
    for child in element.children:
        if isinstance(child, Element):
            if holds_block(child):
                _add_leaves(child, found)
            else:
                own = own or bool(child.children)
        else:
            own = own or bool(child.raw.strip())
    if own:
        found.append(element)


class Run:
    """A stretch of a flow in one style: where it stands in the flow and on the page.

    `styles` holds the tags around it (``strong``, ``em``, ``code``, ``a``), `href` the link's target.
    """

    __slots__ = ("end", "href", "start", "styles", "text")

    def __init__(self, start: int, end: int, text: Text, styles: frozenset[str], href: str | None) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.styles = styles
        self.href = href


class Flow:
    """The text of an element as a reader sees it: `text`, its `runs`, and `span` back to the page.

    A block inside the element (a nested list, a table) is left out, so that a flow is one piece of prose;
    a line break in the source is a line break here.
    """

    __slots__ = ("runs", "text")

    def __init__(self, element: Element) -> None:
        self.runs: list[Run] = []
        parts: list[str] = []
        self._collect(element, frozenset(), None, parts, 0)
        self.text = "".join(parts)

    def _collect(self, element: Element, styles: frozenset[str], href: str | None, parts: list[str], at: int) -> int:
        for child in element.children:
            if isinstance(child, Text):
                value = child.value
                if value:
                    parts.append(value)
                    self.runs.append(Run(at, at + len(value), child, styles, href))
                    at += len(value)
            elif child.tag == "br":
                at = self._break(child, parts, at)
            elif child.tag not in BLOCKS:
                inner = styles | {child.tag} if child.tag in _STYLES else styles
                at = self._collect(child, inner, child.get("href") or href, parts, at)
        return at

    def _break(self, element: Element, parts: list[str], at: int) -> int:
        parts.append("\n")
        self.runs.append(Run(at, at + 1, Text(element.start, element.end, "\n"), frozenset(), None))
        return at + 1

    def span(self, start: int, end: int) -> Span:
        """The range of the page for characters `start` to `end` (exclusive) of `text`."""
        if not self.runs:
            return Span(0, 0)
        return Span(self._place(start)[0], self._place(end - 1 if end > start else start)[1])

    def run_at(self, index: int) -> Run | None:
        """The run that holds character `index` of `text`, or None past the end."""
        at = bisect_right(self.runs, index, key=_START) - 1
        return self.runs[at] if at >= 0 and index < self.runs[at].end else None

    def _place(self, index: int) -> tuple[int, int]:
        """Where character `index` of `text` stands on the page; past its end, where the last one does."""
        runs = self.runs
        run = runs[max(bisect_right(runs, index, key=_START) - 1, 0)] if len(runs) > 1 else runs[0]
        return run.text.raw_range((index if index < run.end else run.end - 1) - run.start)


_STYLES = frozenset({"strong", "em", "code", "a"})
_START = attrgetter("start")


#: Where an escape stands in the text as a reader sees it, how wide it is there, and its start and end as written.
_Escape = tuple[int, int, int, int]


def _escapes(raw: str) -> list[_Escape]:
    """The escapes of `raw` in order."""
    found: list[_Escape] = []
    longer = 0  # how much longer the text is as written, so far
    for match in _ESCAPE.finditer(raw):
        width = len(_unescaped(match))
        found.append((match.start() - longer, width, match.start(), match.end()))
        longer += match.end() - match.start() - width
    return found


def holds_block(element: Element) -> bool:
    """Whether `element` is a block, or an inline element that a block has been opened in."""
    if element.tag in BLOCKS:
        return True
    for child in element.children:  # noqa: SIM110 (a plain loop: this is asked of every element)
        if isinstance(child, Element) and holds_block(child):
            return True
    return False


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        return match[1]
    return "" if match[0] == FILLER else unescape(match[0])
