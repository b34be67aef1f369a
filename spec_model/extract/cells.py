"""Cells of plain tables (see `spec_model.blocks`), each read from its text alone."""

import re

from spec_model.markdown import parse_inline
from spec_model.tree import Element

#: A row of another table within a cell.
ROW_WITHIN = re.compile("<tr", re.IGNORECASE)


def written_cell(row: str, start: int, end: int) -> tuple[int, str]:
    """What is written in the cell between two offsets of `row`, with the character before it, and where that stands.

    A mark at the start of a cell is read with an eye to that character.
    """
    cell = row[start:end]
    before = end - len(cell.lstrip()) - 1
    return before, row[before : before + 1 + len(cell.strip())]


def tree_of_cell(written: str, *, depth: int) -> Element:
    """The tree of a cell as `written_cell` gives it, in a table within so many elements; offsets count from there."""
    return parse_inline(written, 1, len(written), depth=depth + 2)  # table, tr
