"""Which places of a page other rules speak about, and the names that stand there."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from conformance.view import Siblings
from spec_model.model import Fact, Outcome, Span, Witness


class Told(NamedTuple):
    """A place that a rule about the contract judges, and the value that the page was understood to state there."""

    start: int
    end: int
    value: str


class Facts:
    """The places of one page that are judged elsewhere, in the order of the page."""

    def __init__(self, witness: Witness) -> None:
        self._told = sorted(Told(span.start, span.end, value) for span, value in _facts(witness))
        self._starts = [told.start for told in self._told]

    def inside(self, start: int, end: int) -> list[Told]:
        """Those that begin between `start` and `end` of the page, their places counted from `start`."""
        inside = self._told[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [Told(told.start - start, told.end - start, told.value) for told in inside]


def told_by_locale(siblings: Siblings) -> dict[str, Facts]:
    """The places of every page that are judged elsewhere, gathered once."""
    return siblings.once(_told)


def _told(siblings: Siblings) -> dict[str, Facts]:
    return {witness.locale: Facts(witness) for witness in siblings.message.witnesses}


def overlaps(start: int, end: int, facts: Sequence[Told]) -> bool:
    """Whether the characters from `start` to `end` share any with a place among `facts`."""
    return any(fact.start < end and start < fact.end for fact in facts)


def _facts(witness: Witness) -> Iterator[tuple[Span, str]]:
    for parameter in witness.parameters:
        yield from _places(parameter.name)
        for constant in parameter.constants:
            yield from _places(constant.name)
            if constant.number:
                yield from _places(constant.number)
    if witness.returns.type:
        yield from _places(witness.returns.type)
    for outcome in witness.returns.outcomes:
        if outcome.value_span and _is_named(outcome):
            yield outcome.value_span, outcome.value


def _places(fact: Fact[str] | Fact[int]) -> Iterator[tuple[Span, str]]:
    for evidence in fact.evidence:
        if evidence.kind == "text":
            yield evidence.span, str(fact.value)


def _is_named(outcome: Outcome) -> bool:
    """Whether an outcome is a symbol or a number rather than something described."""
    return outcome.value[:1].isupper() or outcome.value.lstrip("-").isdigit()
