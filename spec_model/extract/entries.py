"""The entries of a parameter list that is written the ordinary way, cut apart before anything is read.

Nearly every list is ``<dl> <dt>``, a name, ``</dt> <dd>``, a description, ``</dd> <dt>`` and so on. What stands
between these marks is read the same wherever it stands, and names and descriptions come back on page after page:
each is read once per text, as if the list began with it. A list that is written in another way is left to its tree.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from spec_model.markdown import parse_blocks, parse_plain
from spec_model.tree import Element, Text

#: What an entry stands in when it is read alone: offsets into its tree count from the start of this.
LIST = "<dl> "
TERM = f"{LIST}<dd>"
ENDING = "</dd>"
TERM_END = f"{ENDING} "

# A blank line behind a mark ends its HTML block, so that nothing in one part can reach into the next.
_TERM = r"<dt>\r?\n[ \t]*+\r?\n"
_START = re.compile(rf"(?:[ \t]*+\r?\n)*+<dl> (?={_TERM})")
_MIDDLE = re.compile(r"\n</dt> <dd>")
_END = re.compile(rf"</dd> (?:(?={_TERM})|(?P<last></dl>[ \t\r\n]*+\Z))")
#: Behind a mark it says that a description stands in lines of its own.
BLANK_LINE = re.compile(r"(?:\r\n?+|\n)[ \t]*+[\r\n]")

_RAW = re.compile(r"<(?:[!?]|pre|script|style|textarea)", re.IGNORECASE)  # HTML that blank lines do not end


class Entry(NamedTuple):
    """The offsets of one entry in its section: where its head begins, its description, and the mark that ends it."""

    start: int
    middle: int
    end: int


def cut(text: str) -> Sequence[Entry] | None:
    """The entries of the section `text`, None where it is more than one list written the ordinary way."""
    begin = _START.match(text)
    if begin is None:
        return None
    entries: list[Entry] = []
    at = begin.end()
    while middle := _MIDDLE.search(text, at):
        end = _END.search(text, middle.end())
        if end is None or not _parts(text, at, middle.end(), end.start()):
            return None
        entries.append(Entry(at, middle.end(), end.start()))
        if end["last"]:
            return entries
        at = end.end()
    return None


def _parts(text: str, start: int, middle: int, end: int) -> bool:
    """Whether the marks around a description are HTML blocks, and no code reaches over them."""
    if BLANK_LINE.match(text, middle, end):
        return text[end - 1] == "\n"
    return not BLANK_LINE.search(text, middle, end) and "`" not in text[start:end]


def head_of(text: str) -> Element | None:
    """The tree of a head with its marks, as in a list of its own, None where it is not over where its mark says."""
    tree = parse_plain(f"{LIST}{text}{TERM_END}")
    found = _items(tree) if tree is not None else []
    if [item.tag for item in found] != ["dt", "dd"] or found[1].start != len(LIST) + len(text) - len("<dd>"):
        return None
    return found[0]


def description_of(text: str) -> Element | None:
    """The tree of a description, as in a list of its own, None where it is not over where its mark says."""
    if _RAW.search(text):
        return None
    whole = f"{TERM}{text}{TERM_END}"
    over = len(TERM) + len(text) + len(ENDING)
    found = _items(parse_blocks(whole, 0, len(whole)))
    return found[0] if [(item.tag, item.end) for item in found] == [("dd", over)] else None


def _items(tree: Element) -> list[Element]:
    """The items of the list that is all of `tree`, none where one of them is still open at its end."""
    lists = [child for child in tree.children if isinstance(child, Element)]
    if len(lists) != 1 or not isinstance(lists[0].children[-1], Text):
        return []
    return list(lists[0].elements())
