"""The prefixes of symbols that a page vouches for, by which a broken symbol can be told."""

import re

from spec_model.page import Section

#: Where the page's own name can tell which symbol is meant: at an underscore, in tables and lists.
_NAME_MARKS = ("_", "|", "<")
_ITEM = re.compile(r"\n(?:[^\S\n]|>)*+(?:[-*+]|\d+[.)])\s")


def family_of(section: Section) -> str:
    """The prefixes of symbols that the page vouches for; none where no symbol can be told by them."""
    text = section.text
    if not any(map(text.__contains__, _NAME_MARKS)) and not _ITEM.search(f"\n{text}"):
        return ""
    own = section.page.rpartition("/")[2].partition("-")[0].upper()
    return f"{own} S" if "HRESULT" in text else own
