"""What the description of a parameter says, read from its text: whether it is used, and its constants.

Of a description in prose and tables only the first paragraph and the first cells of the tables are read: nothing
else says more, unless the first paragraph says that the parameter is not used.
"""

from collections.abc import Sequence
from typing import NamedTuple

from spec_model.blocks import PlainBlock, first_of_prose, plain_blocks
from spec_model.extract.cells import ROW_WITHIN
from spec_model.extract.constants import constants_of_table, read_constants
from spec_model.extract.entries import BLANK_LINE, TERM, TERM_END, description_of
from spec_model.extract.moved import moved_constant, moved_fact
from spec_model.extract.usage import Usage, usage_in, usage_in_plain
from spec_model.markdown import parse_inline, plain_inline
from spec_model.model import Fact, StatedConstant
from spec_model.remember import remembered

_DEPTH_OF_PARAGRAPH = 3  # section, dl, dd

_Place = tuple[int, int]


class Description(NamedTuple):
    """Whether a parameter is used and which constants it can be, with places from the start of its description."""

    used: Fact[bool] | None
    constants: tuple[StatedConstant, ...]


@remembered(texts=4096, longest=1000)  # a quarter of all descriptions stand on another page as well
def read_description(text: str, usage: Usage) -> Description | None:
    """What the description `text` of an entry says, None where its tree has to be read with its section."""
    return _of_prose(text, usage) or _of_tree(text, usage)


def _of_prose(text: str, usage: Usage) -> Description | None:
    """As `read_description`, None where it is not in prose and tables, or its first paragraph does not decide."""
    if not BLANK_LINE.match(text):
        return None
    first = first_of_prose(text)
    if first is not None:
        return _decided(text, first, (), usage, alone=not text[first[1] :].strip())
    blocks = plain_blocks(f"{text}{TERM_END}")
    if not blocks or not _is_prose(text, blocks):
        return None
    return _decided(text, blocks[0][1:], [(start, end) for kind, start, end in blocks if kind == "table"], usage)


def _decided(
    text: str, first: _Place, tables: Sequence[_Place], usage: Usage, *, alone: bool = False
) -> Description | None:
    """What a description with the paragraph `first` and `tables` says, None where the paragraph does not decide.

    It decides where it says that the parameter is used, and where nothing else is there (`alone`) to take it back.
    """
    start, end = first
    paragraph = text[start:end]
    written = paragraph.strip()
    start += len(paragraph) - len(paragraph.lstrip())
    end = start + len(written)
    plain = plain_inline(text, start, end)  # as half of them are
    if plain is not None:
        used = usage_in_plain(plain, usage)
    else:
        used = usage_in(parse_inline(text, start, end, depth=_DEPTH_OF_PARAGRAPH), usage)
    if used is None or not (used.value or alone):
        return None
    return Description(used, tuple([constant for place in tables for constant in constants_of_table(text, *place)]))


def _is_prose(text: str, blocks: Sequence[PlainBlock]) -> bool:
    """Whether the blocks are a paragraph, and paragraphs and tables that nothing but Markdown is in."""
    if blocks[0][0] != "paragraph" or blocks[-1] != ("html", len(text), len(text) + len(TERM_END)):
        return False
    return "<" not in text or not any(_holds_html(text, *block) for block in blocks[:-1])


def _holds_html(text: str, kind: str, start: int, end: int) -> bool:
    """Whether a block holds HTML; tags within a cell end there, and only rows of another table matter."""
    if kind == "table":
        return ROW_WITHIN.search(text, start, end) is not None
    return text.find("<", start, end) >= 0


def _of_tree(text: str, usage: Usage) -> Description | None:
    tree = description_of(text)
    if tree is None:
        return None
    by = -len(TERM)
    used = usage_in(tree, usage)
    constants = read_constants([tree])
    return Description(
        moved_fact(used, by) if used is not None else None,
        tuple([moved_constant(constant, by) for constant in constants]),
    )
