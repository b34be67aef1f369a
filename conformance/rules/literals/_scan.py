"""The names, numbers and marked words of one line, as they are written."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

import msgspec

from spec_model.identifiers import skeleton

Kind = Literal["name", "word", "file"]

# Every match begins with one of a few characters, so that plain words cost next to nothing; which one it was
# is looked up backwards, the most frequent first, and so is what stands before an underscore or a capital. Parts
# are possessive: each character is looked at a bounded number of times.
_SCAN = re.compile(
    r"""
    [\]<*`\[\\_.。．0-9A-Z](?:
      (?<=[A-Z])(?P<word>(?:(?<=[a-z0-9].)|[a-z0-9]*+[A-Z])[A-Za-z0-9]*+)(?!\w)
    | (?<=[*`])(?P<mark>(?<=\*)\*{0,2}|`*+)
    | (?<=[_\\])(?:
        (?P<name>(?:(?<=_)|_)(?:[ \u00a0]?\\?_)*+(?:[ \u00a0]?[^\W_]++(?:[ \u00a0]?\\?_)++)*+(?:[ \u00a0]?[^\W_]++)?)
      | (?<=\\)[^\w\s])
    | (?<=[0-9])(?P<number>(?<=0)[xX][0-9A-Fa-f]++
        |[0-9]{0,2}+(?:[ \u00a0\u202f][0-9]{3}(?![0-9]))++|[0-9]*+(?:[.,][0-9]++)*+)(?![A-Za-z_])
    | (?<=<)(?:(?P<tag>/?(?i:strong|b|em|i|code)(?![A-Za-z]))|/?[A-Za-z]++)[^<>]*+>
    | (?P<open>(?<=\[))
    | (?<=\])\((?P<target>[^()\s<>]*+(?:\([^()\s<>]*+\)[^()\s<>]*+)*+)\)
    | (?<=[.。．])(?P<file>[ \u00a0]?(?:h|dll|exe|ocx|lib|drv|cpl|idl)(?!\w))
    )
    """,
    re.VERBOSE,
)
#: What a line without names and numbers does not have.
HINT = re.compile(
    r"""
    [_.。．0-9A-Z](?:
      (?<=[_0-9])
    | (?<=[.。．])[ \u00a0]?(?:h|dll|exe|ocx|lib|drv|cpl|idl)(?!\w)
    | (?<=[A-Z])(?:(?<=[a-z0-9].)|[a-z0-9]*+[A-Z])
    )
    """,
    re.VERBOSE,
)
_CAPITALS = re.compile(r"[ \u00a0][A-Z]{2}")
_SPACES = " \u00a0"
#: From here on letters are written without spaces between words, so that a number may stand right behind one.
_FIRST_IDEOGRAPH = "\u2e80"


@lru_cache(maxsize=16384)
def letters(text: str) -> str:
    """Letters and digits of a name in lower case: equal for names that differ in spelling only."""
    return skeleton(text)


class Marked(msgspec.Struct, gc=False):
    """Words in bold, italics, code or a link, from `start` to `end` without the marks; `target` of the link."""

    start: int
    end: int
    target: str | None = None


class Token(msgspec.Struct, gc=False):
    """A name at `start` to `end` of the line.

    `kind` is ``name`` (joined by underscores), ``word`` (capitals inside) or ``file``; `text` is what stands
    there without escapes and without the spaces around its joints, `key` its `letters`, `exact` where it has
    no such spaces. `whole` unless a name has lost a part, or other parts in capitals stand beside it. `marked`
    are the marked words that it is one of.
    """

    kind: Kind
    text: str
    key: str
    start: int
    end: int
    exact: bool = True
    whole: bool = True
    marked: Marked | None = None


class Number(msgspec.Struct, frozen=True, gc=False):
    """A number at `start` to `end` of the line, with its sign."""

    text: str
    start: int
    end: int


class Scan(msgspec.Struct, frozen=True):
    """What one line holds, in order: `tokens` and `numbers`, and the `marked` words by the order of their ends."""

    tokens: list[Token]
    marked: list[Marked]
    numbers: list[Number]

    @property
    def size(self) -> int:
        """How much the line holds."""
        return len(self.tokens) + len(self.marked) + len(self.numbers)


def scan(line: str) -> Scan:
    """Read a line."""
    reader = _Line(line)
    for match in _SCAN.finditer(line):
        kind = match.lastgroup
        if kind:
            _READERS[kind](reader, match)
    return Scan(reader.tokens, reader.marked, reader.numbers)


class _Line:
    """Takes in the matches of one line; marks are paired as they come: one that is open already is closed."""

    __slots__ = ("_before", "_bracket", "_open", "marked", "numbers", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.marked: list[Marked] = []
        self.numbers: list[Number] = []
        self._open: dict[str, tuple[int, int]] = {}  # mark: where its words begin, how many tokens stood before
        self._bracket = -1
        self._before = 0  # how many marked words stood before the bracket

    def mark(self, match: re.Match[str]) -> None:
        self._toggle(match[0], *match.span())

    def tag(self, match: re.Match[str]) -> None:
        name = match["tag"].lower()
        closing = name[0] == "/"
        name = name.lstrip("/")
        if closing == (name in self._open):
            self._toggle(name, *match.span())

    def _toggle(self, mark: str, start: int, end: int) -> None:
        opened = self._open.pop(mark, None)
        if opened is None:
            self._open[mark] = end, len(self.tokens)
        elif opened[0] < start:
            marked = Marked(opened[0], start)
            self.marked.append(marked)
            for token in self.tokens[opened[1] :]:
                if token.marked is None:
                    token.marked = marked

    def bracket_opened(self, match: re.Match[str]) -> None:
        self._bracket, self._before = match.end(), len(self.marked)

    def link(self, match: re.Match[str]) -> None:
        if self._bracket < 0:
            return
        target = match["target"]
        inside = self.marked[self._before :]
        for marked in inside:
            marked.target = target
        if not inside:
            marked = Marked(self._bracket, match.start(), target)
            self.marked.append(marked)
            for token in reversed(self.tokens):
                if token.start < self._bracket:
                    break
                token.marked = marked
        self._bracket = -1

    def _add(self, token: Token) -> None:
        if self.tokens and self.tokens[-1].end > token.start:
            self.tokens.pop()  # the part before an underscore or a dot
        if self.numbers and self.numbers[-1].end > token.start:
            self.numbers.pop()
        self.tokens.append(token)

    def name(self, match: re.Match[str]) -> None:
        start, end = match.span()
        first = _part_start(self.text, start)
        bare = self.text[first:end].replace("\\", "")
        joined = bare.replace(" ", "").replace("\u00a0", "")  # a name has them at its underscores only
        exact = joined == bare
        whole = joined.isascii() and joined[0] != "_" and joined[-1] != "_" and "__" not in joined
        if whole and not exact:
            whole = not _CAPITALS.match(self.text, end) and not _is_capitals(self.text, first)
        self._add(Token("name", joined, letters(joined), first, end, exact, whole))

    def word(self, match: re.Match[str]) -> None:
        start, end = match.span()
        first = _word_start(self.text, start)
        written = self.text[first:end]
        if written.isascii() and not written[0].isdigit():
            self.tokens.append(Token("word", written, letters(written), first, end))

    def file(self, match: re.Match[str]) -> None:
        start, end = match.span()
        first = _part_start(self.text, start)
        stem = self.text[first:start].rstrip(_SPACES)
        if stem.isascii() and stem[:1].isalpha() and self.text[max(first - 1, 0) : first] not in ("\\", "_", "-"):
            name = f"{stem}.{match[0][1:].strip(_SPACES)}"
            self._add(Token("file", name, letters(name), first, end, exact=self.text[first:end] == name))

    def number(self, match: re.Match[str]) -> None:
        start, end = match.span()
        before = self.text[start - 1] if start else " "
        if (before.isalnum() and before < _FIRST_IDEOGRAPH) or before in "_.,":
            return
        if before in "-−" and not self.text[max(start - 2, 0) : start - 1].isalnum():
            start -= 1
        self.numbers.append(Number(self.text[start:end], start, end))


_READERS: dict[str, Callable[[_Line, re.Match[str]], None]] = {
    "mark": _Line.mark,
    "tag": _Line.tag,
    "open": _Line.bracket_opened,
    "target": _Line.link,
    "name": _Line.name,
    "word": _Line.word,
    "file": _Line.file,
    "number": _Line.number,
}


def _part_start(text: str, end: int) -> int:
    """Where the word before an underscore or dot at `end` begins, which may have a space between; else `end`."""
    before = end - 1 if end and text[end - 1] in _SPACES else end
    first = _word_start(text, before)
    return first if first < before else end


def _word_start(text: str, end: int) -> int:
    """Where the letters and digits that end at `end` begin."""
    while end and text[end - 1].isalnum():
        end -= 1
    return end


def _is_capitals(text: str, end: int) -> bool:
    """Whether the word before the space at `end` is written in capitals."""
    end -= 1
    if end <= 0 or text[end] not in _SPACES:
        return False
    word = text[_word_start(text, end) : end]
    return len(word) > 1 and word.isascii() and word.isupper()
