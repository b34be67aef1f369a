"""Inline suppressions: a comment on a page that says which findings are accepted there, and why.

``<!-- polyspec-ignore P004, header-spelling: reason -->`` behind other words is for its line, alone on a line
for the block that follows; ``<!-- polyspec-ignore-page P004: reason -->`` is for the whole page.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator

import msgspec

from conformance.config import suggestion
from conformance.diagnostic import Diagnostic
from conformance.registry import Rule
from spec_model.page import Page

MARK = "polyspec-ignore"
_OPEN = re.compile(rf"<!--[ \t]*{MARK}(?P<page>-page)?(?![\w-])")


class Suppression(msgspec.Struct, frozen=True):
    """One comment: it stands on `line`, names `words` (codes or names of rules), and covers `first` to `last`.

    `problem` says why it has no effect, None where it is in order.
    """

    line: int
    first: int
    last: int
    words: tuple[str, ...]
    reason: str
    problem: str | None = None


def suppressions(page: Page, known: Iterable[Rule]) -> tuple[Suppression, ...]:
    """The comments of `page` that suppress findings, in their order; one that is not in order has its problem."""
    if MARK not in page.text:
        return ()
    rules = {word for rule in known for word in (rule.code.lower(), rule.name)}
    blocks = _Blocks(page)
    return tuple(_suppression(page, blocks, opened, end, rules) for opened, end in _comments(page.text))


def _comments(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Where each comment of ours begins, and the end of its words, -1 where nothing closes it."""
    position = 0
    while position >= 0 and (opened := _OPEN.search(text, position)):
        end = text.find("-->", opened.end())
        yield opened, end
        position = end + 3 if end >= 0 else end


def _suppression(page: Page, blocks: "_Blocks", opened: re.Match[str], end: int, rules: set[str]) -> Suppression:
    line, column = page.position(opened.start())
    if end < 0:
        return Suppression(line, line, line, (), "", "is not closed by -->")
    listed, colon, reason = page.text[opened.end() : end].partition(":")
    words = tuple(word for word in re.split(r"[\s,]+", listed.lower()) if word)
    if opened["page"]:
        first, last = 1, blocks.last
    else:
        last_line, last_column = page.position(end + 3)
        behind = page.line(last_line)[last_column - 1 :].strip()
        alone = not page.line(line)[: column - 1].strip() and not behind
        first, last = blocks.after(last_line) if alone else (line, last_line)
    return Suppression(line, first, last, words, reason.strip(), _problem(words, colon, reason, rules))


class _Blocks:
    """Which lines of a page stand together, without a blank line between them."""

    def __init__(self, page: Page) -> None:
        self.last = page.position(len(page.text))[0]
        self._end = [self.last] * (self.last + 2)
        self._next = [self.last + 1] * (self.last + 2)
        for line in range(self.last, 0, -1):
            blank = not page.line(line).strip()
            self._end[line] = line - 1 if blank else max(self._end[line + 1], line) if line < self.last else line
            self._next[line] = self._next[line + 1] if blank else line

    def after(self, line: int) -> tuple[int, int]:
        """The first and last line of the block below `line`."""
        first = self._next[line + 1]
        return first, self._end[min(first, self.last)]


def _problem(words: tuple[str, ...], colon: str, reason: str, rules: set[str]) -> str | None:
    if not words:
        return "names no rule before the colon" if colon else "names no rule"
    unknown = next((word for word in words if word not in rules), None)
    if unknown is not None and (colon or words[0] == unknown):
        return f"names a rule that there is not: {unknown!r}{suggestion(unknown, rules)}"
    return None if reason.strip() else "gives no reason: write it behind a colon"


def suppress(
    diagnostics: Iterable[Diagnostic], comments: tuple[Suppression, ...], running: Collection[Rule]
) -> tuple[list[Diagnostic], list[tuple[int, str]]]:
    """The diagnostics of one page, those that a comment accepts marked, and what is wrong with which comment.

    A comment that is not in order accepts nothing; one that names a rule of those `running` has to accept
    something.
    """
    codes = {word: rule.code for rule in running for word in (rule.code.lower(), rule.name)}
    found = list(diagnostics)
    lines: dict[str, list[int]] = {code: [] for code in codes.values()}
    for diagnostic in sorted(found, key=lambda d: d.line):
        lines[diagnostic.code].append(diagnostic.line)
    covered: dict[str, list[tuple[int, int]]] = {}
    notes: list[tuple[int, str]] = []
    for comment in comments:
        named = {codes[word] for word in comment.words if word in codes}
        if comment.problem:
            notes.append((comment.line, comment.problem))
            continue
        for code in named:
            covered.setdefault(code, []).append((comment.first, comment.last))
        if named and not any(_any_within(lines[code], comment.first, comment.last) for code in named):
            notes.append((comment.line, "suppresses nothing"))
    merged = {code: _merged(spans) for code, spans in covered.items()}
    return [_marked(diagnostic, merged.get(diagnostic.code, [])) for diagnostic in found], notes


def _any_within(lines: list[int], first: int, last: int) -> bool:
    """Whether one of the sorted `lines` is among those from `first` to `last`."""
    at = bisect_left(lines, first)
    return at < len(lines) and lines[at] <= last


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same lines as `spans` in ranges that do not overlap, in order."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def _marked(diagnostic: Diagnostic, covered: list[tuple[int, int]]) -> Diagnostic:
    """`diagnostic` marked as suppressed, where its line is among those `covered`."""
    at = bisect_right(covered, diagnostic.line, key=lambda span: span[0]) - 1
    if at < 0 or covered[at][1] < diagnostic.line:
        return diagnostic
    return msgspec.structs.replace(diagnostic, suppressed="inline")
