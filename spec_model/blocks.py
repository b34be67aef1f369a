"""The blocks of sections that hold but paragraphs, HTML, plain tables and code, found without the parser of Markdown.

That is nearly every section. Blank lines part them, and HTML may begin within a paragraph; whatever might be
another kind of block is left to markdown-it-py, whose patterns of HTML are used here too.
"""

import re
from operator import itemgetter
from typing import Literal

from markdown_it.rules_block.html_block import HTML_SEQUENCES

#: What a block is, and where its lines begin and end.
PlainBlock = tuple[Literal["paragraph", "html", "table", "code"], int, int]

# The patterns know but one line end (see `_lines_of`): one character is looked for, or passed over, at full speed.

# Lines that could open, underline or part another kind of block, however far they are indented.
_OTHER = re.compile(
    r"\n[ \t]*+(?=[>\#=:\-`~+*_0-9])(?:[>\#=:-]|`{3}|~{3}|[+*](?=\s|\Z)|[*_][*_ \t]*+(?=\n|\Z)|[0-9]+[.)])",
)
_WRITTEN = r"(?:[ \t]*+[^ \t\n][^\n]*+(?:\n|\Z))+"
_LINES = re.compile(rf"(?:[ \t]*+\n)*+(?:({_WRITTEN})|[ \t]*+\Z)")  # or blank lines up to the end
# Every line of a plain table begins and ends with a bar; the second parts the headings from the rows.
_TABLE = re.compile(
    r"(?P<heads> {0,3}+\|[^\n]*\|)[ \t]*+\n"
    r"(?P<rule> {0,3}+\|(?:[ ]*+:?-++:?[ ]*+\|)++)[ \t]*+(?:\n|\Z)"
    r"(?:(?> {0,3}+\|[^\n]*\|[ \t]*+(?:\n|\Z)))*+\Z"
)
# Code in fences of three backticks behind a blank line, where nothing in it looks like a fence.
_CODE_BLOCK = re.compile(r"\n[ \t]*+\n(```[^`\n\0]*+(?=\n)(?:[^`\n]|\n(?!```)|`(?!``))*+\n```[ \t]*+)(?=\n|\Z)")
_BAR = re.compile(r"\n[ \t]*+\|")
_MOST_CELLS = 0x10000  # of larger tables markdown-it-py leaves cells out
_CODE = re.compile(r" {0,3}+\t| {4}")
_TAG = re.compile(r" {0,3}(<[^\n]*)")
_LATER_TAG = re.compile(r"\n {0,3}(<[^\n]*)")


def plain_blocks(body: str) -> list[PlainBlock] | None:
    """The blocks of `body` in their order, None where it may hold others than those four kinds."""
    body = _lines_of(body)
    if "```" not in body:
        return _without_code(body)
    rest = _without_code(_CODE_BLOCK.sub(_blank_lines, body))
    if rest is None:
        return None
    codes: list[PlainBlock] = [
        ("code", code.start(1), min(code.end(1) + 1, len(body))) for code in _CODE_BLOCK.finditer(body)
    ]
    return sorted([*rest, *codes], key=itemgetter(1))


def _blank_lines(code: re.Match[str]) -> str:
    return "\n" * len(code[0])


def _without_code(body: str) -> list[PlainBlock] | None:
    """As `plain_blocks`, where code in fences is another kind, and lines end in one way."""
    if _OTHER.search(f"\n{body}"):
        return None
    blocks: list[PlainBlock] = []
    for lines in _LINES.finditer(body.replace("\0", "\ufffd")):
        written = lines[1]
        if written is None:
            break
        start, end = lines.span(1)
        if "|" in written and _BAR.search(f"\n{written}"):
            if not _is_table(written):
                return None
            blocks.append(("table", start, end))
            continue
        if _CODE.match(written):
            return None
        html = _html_start(written)
        if html is None:
            return None
        if html:
            blocks.append(("paragraph", start, start + html))
        if start + html < end:
            blocks.append(("html", start + html, end))
    return blocks


def first_of_prose(text: str) -> tuple[int, int] | None:
    """Where the paragraph stands that `text` begins with, None where it may hold HTML, a table, or code in fences.

    `text` begins with the end of a line.
    """
    if "<" in text or "|" in text or "```" in text or "~~~" in text:
        return None
    text = _lines_of(text)
    lines = _LINES.match(text)
    if lines is None or lines[1] is None or _CODE.match(lines[1]) or _OTHER.search(text, 0, lines.end()):
        return None
    return lines.span(1)


def _lines_of(text: str) -> str:
    """`text` with another line end in place of each carriage return, at the same places."""
    return text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text


def _is_table(lines: str) -> bool:
    """Whether lines without a blank one are a plain table, and nothing else."""
    table = _TABLE.match(lines) if "\\|" not in lines else None
    if table is None:
        return False
    columns = table["rule"].count("|")
    return columns == table["heads"].count("|") and columns * lines.count("\n") < _MOST_CELLS


def _html_start(lines: str) -> int | None:
    """Where HTML begins in lines without a blank one, their end where they hold none.

    None where it may go on behind a blank line, as a comment does.
    """
    if "<" not in lines:
        return len(lines)
    first = _TAG.match(lines)
    tags = [(0, first[1], False)] if first else []
    tags += [(tag.start() + 1, tag[1], True) for tag in _LATER_TAG.finditer(lines)]
    for start, line, within_paragraph in tags:
        for opening, closing, interrupts in HTML_SEQUENCES:
            if opening.search(line):
                if not closing.search(""):
                    return None
                if interrupts or not within_paragraph:
                    return start
                break
    return len(lines)
