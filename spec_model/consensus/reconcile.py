"""The canonical message of one page, from all its witnesses."""

from collections.abc import Hashable, Sequence
from typing import TypeVar

from spec_model.consensus.parameters import settle_parameters
from spec_model.consensus.returns import settle_returns
from spec_model.consensus.vote import Vote, provenance, settle
from spec_model.model import Fact, Kind, Message, Product, Provenance, Witness

T = TypeVar("T", bound=Hashable)


def reconcile(witnesses: Sequence[Witness], source: str | None = None) -> Message:
    """One canonical message from `witnesses`, which are of one page; `source` names the locale that decides.

    Raises ValueError for no witnesses at all. The order of the witnesses changes nothing but the order in
    which provenance lists them.
    """
    if not witnesses:
        raise ValueError("a message needs at least one witness")
    witnesses = sorted(witnesses, key=lambda w: w.locale)
    settled = _Settler(witnesses, source if any(w.locale == source for w in witnesses) else None)
    name = settled.fact("name", [w.name for w in witnesses])
    everyone = witnesses
    witnesses = [w for w in everyone if w.name.value == name] or everyone  # a page of another message has no say
    settled.electorate([w.locale for w in witnesses])
    kind: Kind | None = settled.fact("kind", [w.kind for w in witnesses])
    parameters, parameter_records = settle_parameters(witnesses, settled.source)
    returns, return_records = settle_returns(witnesses, settled.source)
    needs = [w.requirements for w in witnesses]
    return Message(
        page=witnesses[0].page,
        name=name or "",
        kind=kind or "message",
        scope=settled.fact("scope", [w.scope for w in witnesses]),
        header=settled.fact("header", [r.header for r in needs]),
        include=settled.fact("include", [r.include for r in needs], optional=2),
        value=settled.fact("value", [w.value for w in witnesses]),
        aliases=_shared([w.aliases for w in witnesses]),
        parameters=parameters,
        returns=returns,
        client=settled.fact("requirements.client", [_product(r.client) for r in needs]),
        client_note=settled.fact("requirements.client_note", [_note(r.client) for r in needs], optional=2),
        server=settled.fact("requirements.server", [_product(r.server) for r in needs]),
        server_note=settled.fact("requirements.server_note", [_note(r.server) for r in needs], optional=2),
        witnesses=tuple(everyone),
        provenance=(*settled.records, *parameter_records, *return_records),
    )


class _Settler:
    """Settles plain facts one by one and keeps the record of each."""

    def __init__(self, witnesses: Sequence[Witness], source: str | None) -> None:
        self.locales = [w.locale for w in witnesses]
        self.source = source
        self.records: list[Provenance] = []

    def electorate(self, locales: list[str]) -> None:
        """Whose facts are given from now on."""
        self.locales = locales

    def fact(self, field: str, facts: Sequence[Fact[T] | None], *, optional: int = 0) -> T | None:
        if not any(facts):
            return None  # and no record of it
        votes = [Vote(locale, fact) for locale, fact in zip(self.locales, facts, strict=True)]
        decision = settle(votes, self.source, optional=optional)
        self.records.append(provenance(field, votes, decision))
        return decision.value


def _product(product: Product | None) -> Fact[str] | None:
    return product.name if product else None


def _note(product: Product | None) -> Fact[str] | None:
    return Fact(product.note, product.name.evidence) if product and product.note else None


def _shared(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """What at least half of the lists hold, sorted."""
    every = {item for items in lists for item in items}
    return tuple(sorted(item for item in every if sum(item in items for items in lists) * 2 >= len(lists)))
