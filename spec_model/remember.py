"""Readings of texts that come back are remembered, within bounds."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar, TypeVarTuple

R = TypeVar("R")
Others = TypeVarTuple("Others")


def remembered(*, texts: int, longest: int) -> Callable[[Callable[[str, *Others], R]], Callable[[str, *Others], R]]:
    """Remember what a function gives for a text, for so many `texts` of at most `longest` characters.

    Further arguments have to be hashable. A longer text is read anew each time: it hardly comes back, and a
    stranger who sends many would fill the memory with them.
    """

    def decorate(read: Callable[[str, *Others], R]) -> Callable[[str, *Others], R]:
        kept = lru_cache(maxsize=texts)(read)

        @wraps(kept)
        def either(text: str, *others: *Others) -> R:
            return kept(text, *others) if len(text) <= longest else read(text, *others)

        return either

    return decorate
