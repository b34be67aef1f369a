"""Whether a parameter is used, from its description."""

import re
from functools import lru_cache

from spec_model.grammar.compiled import lexicon_of
from spec_model.grammar.idleness import Idleness, idleness
from spec_model.grammar.lexicon import Lexicon
from spec_model.grammar.tokens import tokenize
from spec_model.locale import LocalePack
from spec_model.model import Evidence, Fact
from spec_model.tree import Element

_NOTE = re.compile(r"\s*\[[^\[\]\n]{0,40}\]")  # a direction note


def read_usage(element: Element, pack: LocalePack) -> Fact[bool] | None:
    """Whether the description `element` lets the parameter be used.

    False where it says of the parameter as a whole that it is not used, reserved, ignored, or must be zero or
    NULL; None where it has no text.
    """
    lexicon = lexicon_of(pack)
    first: Fact[bool] | None = None
    for leaf in element.leaves():
        flow = leaf.flow()
        text = flow.text
        note = _NOTE.match(text) if first is None else None
        start = note.end() if note else 0
        if not text[start:].strip():
            continue
        reading = _idleness(text[start:], lexicon)
        if first is None:
            idle = reading.idle and not reading.qualified
            place = reading.place if idle else (0, len(text) - start)
            span = flow.span(start + place[0], start + place[1])
            said = text[start + place[0] : start + place[1]].strip()
            first = Fact(not idle, (Evidence("text", span, said),))
            if not idle:
                return first
        elif reading.qualified:
            return Fact(True, first.evidence)
    return first


@lru_cache(maxsize=8192)
def _idleness(text: str, lexicon: Lexicon) -> Idleness:
    return idleness(text, tokenize(text, lexicon))
