"""Whether a parameter is used, from its description."""

import re
from itertools import chain

from spec_model.grammar import lexicon as lx
from spec_model.grammar.compiled import PerPack, lexicon_of
from spec_model.grammar.idleness import LONGEST, idleness, may_be_idle
from spec_model.grammar.lexicon import Lexicon, entries
from spec_model.grammar.tokens import each_token, tokenize
from spec_model.locale import LocalePack
from spec_model.model import Evidence, Fact, Span
from spec_model.tree import Element, Text

_NOTE = re.compile(r"\s*\[[^\[\]\n]{0,40}\]")  # a direction note
_SENTENCE_END = re.compile(r"(?:\.(?=\s)|。)(?<=\w.)")
_SAYING = lx.USED | lx.UNUSED | lx.RESERVED | lx.IGNORED | lx.MUST_BE  # what `idleness` looks for


class Usage:
    """What a language says about use: its `lexicon`, and texts of which one stands in all that says so.

    Four fifths of all descriptions hold none of them, and that is seen without reading a word.
    """

    def __init__(self, pack: LocalePack) -> None:
        self.lexicon = lexicon_of(pack)
        phrases = [(phrase, tags) for _, phrase, tags, _ in entries(pack.statements)]
        signs = {_sign(phrase, self.lexicon) for phrase, tags in phrases if tags & _SAYING}
        words = " ".join([phrase for phrase, _ in phrases] + [*chain(*pack.statements.symbol_words.values())])
        self._stops_end = "." not in words and "。" not in words  # else one may be part of a word
        self._signs: list[str] = []
        for sign in sorted(signs, key=len):
            if not any(map(sign.__contains__, self._signs)):  # else one that is there stands in all that has this one
                self._signs.append(sign)

    def beginning(self, text: str) -> str:
        """What surely holds the first sentence of `text` that is read, and seldom more than that."""
        end = _SENTENCE_END.search(text, 0, LONGEST) if self._stops_end else None
        return text[: end.start()] if end else text

    def may_say_idle(self, text: str) -> bool:
        """Whether `text` can say that something is not used."""
        return any(map(_joined(text).__contains__, self._signs))


def _sign(phrase: str, lexicon: Lexicon) -> str:
    """The longest part of `phrase` behind which no word can go on."""
    parts = [""]
    for word in phrase.split():
        parts[-1] += _joined("".join(lexicon.units(word.rstrip("*"))))
        if word.endswith("*"):
            parts.append("")
    return max(parts, key=len)


def _joined(text: str) -> str:
    """`text` without what may stand between the words of a phrase, in the form in which words are compared."""
    return "".join(text.casefold().replace("_", "").replace("’", "'").split())


#: What the language of a pack says about use.
usage_of = PerPack(Usage)


def read_usage(element: Element, pack: LocalePack) -> Fact[bool] | None:
    """Whether the description `element` lets the parameter be used.

    False where it says of the parameter as a whole that it is not used, reserved, ignored, or must be zero or
    NULL; None where it has no text.
    """
    return usage_in(element, usage_of(pack))


def usage_in(element: Element, usage: Usage) -> Fact[bool] | None:
    """As `read_usage`, with what the language says about use."""
    first: Fact[bool] | None = None
    for leaf in element.leaves():
        flow = leaf.flow()
        text = flow.text
        note = _NOTE.match(text) if first is None else None
        start = note.end() if note else 0
        if not text[start:].strip():
            continue
        if first is None:
            place = _said_idle(text[start:], usage)
            begin, end = place or (0, len(text) - start)
            span = flow.span(start + begin, start + end)
            first = Fact(place is None, (Evidence("text", span, text[start + begin : start + end].strip()),))
            if place is None:
                return first
        elif idleness(text[start:], tokenize(text[start:], usage.lexicon)).qualified:
            return Fact(True, first.evidence)
    return first


def usage_in_plain(paragraph: Text, usage: Usage) -> Fact[bool] | None:
    """As `usage_in`, of a description of one paragraph without marks (see `plain_inline`)."""
    text = paragraph.value
    if not text.strip():
        return None
    place = _said_idle(text, usage)
    start, end = place or (0, len(text))
    span = Span(paragraph.raw_range(start)[0], paragraph.raw_range(max(end - 1, start))[1])
    return Fact(place is None, (Evidence("text", span, text[start:end].strip()),))


def _said_idle(text: str, usage: Usage) -> tuple[int, int] | None:
    """Where `text` says that the thing is not used, None where it does not, or takes it back."""
    if not usage.may_say_idle(usage.beginning(text)) or not may_be_idle(text, each_token(text, usage.lexicon)):
        return None
    reading = idleness(text, tokenize(text, usage.lexicon))
    return reading.place if reading.idle and not reading.qualified else None
