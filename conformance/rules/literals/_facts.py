"""Which places of a page other rules speak about, and the names that stand there."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from conformance.view import Siblings
from spec_model.model import Fact, Outcome, Witness


class Told(msgspec.Struct, frozen=True):
    """A place that a rule about the contract judges, and the value that the page was understood to state there."""

    start: int
    end: int
    value: str


class Facts:
    """The places of one page that are judged elsewhere, in the order of the page."""

    def __init__(self, witness: Witness) -> None:
        told = [
            (evidence.span.start, evidence.span.end, str(fact.value))
            for fact in _facts(witness)
            for evidence in fact.evidence
            if evidence.kind == "text"
        ]
        told += [
            (outcome.value_span.start, outcome.value_span.end, outcome.value)
            for outcome in witness.returns.outcomes
            if outcome.value_span and _is_named(outcome)
        ]
        self._told = sorted(told)
        self._starts = [start for start, _, _ in self._told]

    def inside(self, start: int, end: int) -> list[Told]:
        """Those that begin between `start` and `end` of the page, their places counted from `start`."""
        inside = self._told[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [Told(first - start, last - start, value) for first, last, value in inside]


def told_by_locale(siblings: Siblings) -> dict[str, Facts]:
    """The places of every page that are judged elsewhere, gathered once."""
    return siblings.once(_told)


def _told(siblings: Siblings) -> dict[str, Facts]:
    return {witness.locale: Facts(witness) for witness in siblings.message.witnesses}


def overlaps(start: int, end: int, facts: Sequence[Told]) -> bool:
    """Whether the characters from `start` to `end` share any with a place among `facts`."""
    return any(fact.start < end and start < fact.end for fact in facts)


def _facts(witness: Witness) -> Iterator[Fact[str] | Fact[int]]:
    for parameter in witness.parameters:
        yield parameter.name
        for constant in parameter.constants:
            yield constant.name
            if constant.number:
                yield constant.number
    if witness.returns.type:
        yield witness.returns.type


def _is_named(outcome: Outcome) -> bool:
    """Whether an outcome is a symbol or a number rather than something described."""
    return outcome.value[:1].isupper() or outcome.value.lstrip("-").isdigit()
