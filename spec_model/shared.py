"""The trees of short sections, which several readings of one message share."""

from functools import lru_cache

from spec_model.markdown import parse_blocks
from spec_model.tree import Element


@lru_cache(maxsize=64)  # the pages of one message
def shared_tree(text: str) -> Element:
    """The element tree of the section `text`, with spans from its start. Not for long texts: they are kept."""
    return parse_blocks(text, 0, len(text))
