"""Whether a parameter is used, from its description."""

import re
from functools import lru_cache

from spec_model.grammar.compiled import lexicon_of
from spec_model.grammar.idleness import idleness, may_be_idle
from spec_model.grammar.lexicon import Lexicon
from spec_model.grammar.tokens import each_token, tokenize
from spec_model.locale import LocalePack
from spec_model.model import Evidence, Fact
from spec_model.tree import Element

_NOTE = re.compile(r"\s*\[[^\[\]\n]{0,40}\]")  # a direction note


def read_usage(element: Element, pack: LocalePack) -> Fact[bool] | None:
    """Whether the description `element` lets the parameter be used.

    False where it says of the parameter as a whole that it is not used, reserved, ignored, or must be zero or
    NULL; None where it has no text.
    """
    return usage_in(element, lexicon_of(pack))


def usage_in(element: Element, lexicon: Lexicon) -> Fact[bool] | None:
    """As `read_usage`, with the statements of the locale."""
    first: Fact[bool] | None = None
    for leaf in element.leaves():
        flow = leaf.flow()
        text = flow.text
        note = _NOTE.match(text) if first is None else None
        start = note.end() if note else 0
        if not text[start:].strip():
            continue
        if first is None:
            place = _said_idle(text[start:], lexicon)
            begin, end = place or (0, len(text) - start)
            span = flow.span(start + begin, start + end)
            first = Fact(place is None, (Evidence("text", span, text[start + begin : start + end].strip()),))
            if place is None:
                return first
        elif idleness(text[start:], tokenize(text[start:], lexicon)).qualified:
            return Fact(True, first.evidence)
    return first


@lru_cache(maxsize=8192)
def _said_idle(text: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """Where `text` says that the thing is not used, None where it does not, or takes it back."""
    if not may_be_idle(text, each_token(text, lexicon)):
        return None
    reading = idleness(text, tokenize(text, lexicon))
    return reading.place if reading.idle and not reading.qualified else None
