"""The blocks of sections that hold but paragraphs, HTML and plain tables, found without the parser of all Markdown.

That is nearly every section. Blank lines part them, and HTML may begin within a paragraph; whatever might be
another kind of block is left to markdown-it-py, whose patterns of HTML are used here too.
"""

import re
from typing import Literal

from markdown_it.rules_block.html_block import HTML_SEQUENCES

#: What a block is, and where its lines begin and end.
PlainBlock = tuple[Literal["paragraph", "html", "table"], int, int]

# Lines that could open, underline or part another kind of block, however far they are indented.
_OTHER = re.compile(
    r"[\r\n][ \t]*+(?:[>\#=:-]|`{3}|~{3}|[+*](?=\s|\Z)|[*_][*_ \t]*+(?=[\r\n]|\Z)|[0-9]+[.)])",
)
_WRITTEN = r"(?:[ \t]*+[^ \t\r\n][^\r\n]*+(?:\r\n?|\n|\Z))+"
_LINES = re.compile(rf"({_WRITTEN})|[ \t]*+[\r\n]?")  # or a blank line
_FIRST = re.compile(rf"(?:[ \t]*+(?:\r\n?|\n))*+({_WRITTEN})")
# Every line of a plain table begins and ends with a bar; the second parts the headings from the rows.
_TABLE = re.compile(
    r"(?P<heads> {0,3}+\|[^\r\n]*\|)[ \t]*+(?:\r\n?|\n)"
    r"(?P<rule> {0,3}+\|(?:[ ]*+:?-++:?[ ]*+\|)++)[ \t]*+(?:\r\n?|\n|\Z)"
    r"(?:(?> {0,3}+\|[^\r\n]*\|[ \t]*+(?:\r\n?|\n|\Z)))*+\Z"
)
_BAR = re.compile(r"(?:\A|[\r\n])[ \t]*+\|")
_MOST_CELLS = 0x10000  # of larger tables markdown-it-py leaves cells out
_CODE = re.compile(r" {0,3}+\t| {4}")
_TAG = re.compile(r" {0,3}(<[^\r\n]*)")
_LATER_TAG = re.compile(r"[\r\n] {0,3}(<[^\r\n]*)")


def plain_blocks(body: str) -> list[PlainBlock] | None:
    """The blocks of `body` in their order, None where it may hold others than those three kinds."""
    if _OTHER.search(f"\n{body}"):
        return None
    blocks: list[PlainBlock] = []
    for lines in _LINES.finditer(body.replace("\0", "\ufffd")):
        if lines[1] is None:
            continue
        start, end = lines.span()
        if "|" in lines[0] and _BAR.search(lines[0]):
            if not _is_table(lines[0]):
                return None
            blocks.append(("table", start, end))
            continue
        if _CODE.match(lines[0]):
            return None
        html = _html_start(lines[0])
        if html is None:
            return None
        if html:
            blocks.append(("paragraph", start, start + html))
        if start + html < end:
            blocks.append(("html", start + html, end))
    return blocks


def first_of_prose(text: str) -> tuple[int, int] | None:
    """Where the first paragraph of `text` stands, None where it may hold more than paragraphs and indented code.

    `text` begins with the end of a line.
    """
    if "<" in text or "|" in text or _OTHER.search(text):
        return None
    lines = _FIRST.match(text)
    return lines.span(1) if lines and not _CODE.match(lines[1]) else None


def _is_table(lines: str) -> bool:
    """Whether lines without a blank one are a plain table, and nothing else."""
    table = _TABLE.match(lines) if "\\|" not in lines else None
    if table is None:
        return False
    columns = table["rule"].count("|")
    return columns == table["heads"].count("|") and columns * (lines.count("\n") + lines.count("\r")) < _MOST_CELLS


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
