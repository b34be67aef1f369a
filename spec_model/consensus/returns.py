"""One return contract out of several: disposition, type, then outcome by outcome."""

from collections import defaultdict
from collections.abc import Sequence

from spec_model.consensus.vote import Decision, Vote, provenance, settle
from spec_model.model import Disposition, Evidence, Fact, Outcome, Provenance, ReturnContract, When, Witness

#: A contract of which less than this share was understood has no say in the outcomes.
UNDERSTOOD = 0.5


def settle_returns(witnesses: Sequence[Witness], source: str | None) -> tuple[ReturnContract, list[Provenance]]:
    """The canonical return contract of `witnesses`, with the provenance of each field."""
    dispositions = [Vote(w.locale, _disposition(w.returns)) for w in witnesses]
    disposition = settle(dispositions, source)
    types = [Vote(w.locale, w.returns.type) for w in witnesses]
    kind = settle(types, source, optional=2)
    records = [provenance("returns.disposition", dispositions, disposition)]
    if any(vote.fact for vote in types):
        records.append(provenance("returns.type", types, kind))
    outcomes: tuple[Outcome, ...] = ()
    confidence = disposition.confidence
    if disposition.value == "value":
        outcomes, confidence, more = _outcomes(witnesses, source)
        records += more
    contract = ReturnContract(
        disposition=disposition.value or "unspecified",
        type=Fact(kind.value) if kind.value else None,
        outcomes=outcomes,
        confidence=min(confidence, disposition.confidence),
    )
    return contract, records


def _disposition(contract: ReturnContract) -> Fact[Disposition] | None:
    """The disposition as a fact with its place; None where the section was not understood."""
    if contract.confidence < UNDERSTOOD and contract.disposition == "unspecified":
        return None
    span = contract.span
    return Fact(contract.disposition, (Evidence("text", span, contract.disposition),) if span else ())


def _outcomes(witnesses: Sequence[Witness], source: str | None) -> tuple[tuple[Outcome, ...], float, list[Provenance]]:
    """The pairs that most of the understood contracts state; of even counts, the set most often stated whole."""
    heard = [w for w in witnesses if w.returns.disposition == "value"]
    own = next((w for w in heard if w.locale == source), None)
    if own is not None:
        heard = [own]
    sure = [w for w in heard if w.returns.confidence >= UNDERSTOOD and w.returns.outcomes] or heard
    pairs = [w.returns.pairs() for w in sure]
    chosen = _chosen(pairs, [w.returns.confidence for w in sure])
    agree = sum(p == chosen for p in pairs)
    confidence = round((agree + 1) / (len(pairs) + 2), 3) if pairs else 0.0
    records = [_record(when, value, witnesses, confidence) for when, value in sorted(chosen)]
    return tuple(Outcome(when, value) for when, value in sorted(chosen)), confidence, records


def _chosen(sets: list[frozenset[tuple[When, str]]], weights: list[float]) -> frozenset[tuple[When, str]]:
    whole: dict[frozenset[tuple[When, str]], float] = defaultdict(float)
    single: dict[tuple[When, str], float] = defaultdict(float)
    for pairs, weight in zip(sets, weights, strict=True):
        whole[pairs] += weight
        for pair in pairs:
            single[pair] += weight
    if not whole:
        return frozenset()
    total = sum(weights) or 1.0

    def support(pairs: frozenset[tuple[When, str]]) -> tuple[float, float, list[tuple[When, str]]]:
        return whole[pairs], sum(single[pair] for pair in pairs) / max(len(pairs), 1), sorted(pairs)

    best = max(whole, key=support)
    if whole[best] * 2 >= total:
        return best
    held = frozenset(pair for pair, weight in single.items() if weight * 2 > total)
    return held or best


def _record(when: When, value: str, witnesses: Sequence[Witness], confidence: float) -> Provenance:
    votes = [Vote(w.locale, _stated(w.returns, when, value)) for w in witnesses]
    return provenance(f"returns.outcomes[{when}={value}]", votes, Decision(value, "majority", confidence))


def _stated(contract: ReturnContract, when: When, value: str) -> Fact[str] | None:
    """What a contract says about `when`: the same value if it has it, else the first other, with its place."""
    same = [o for o in contract.outcomes if o.when == when]
    outcome = next((o for o in same if o.value == value), same[0] if same else None)
    if outcome is None:
        return None
    return Fact(outcome.value, (Evidence("text", outcome.value_span, outcome.value),) if outcome.value_span else ())
