"""One list of parameters out of several, some of them damaged, shortened or out of order."""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from spec_model.consensus.align import align
from spec_model.consensus.vote import Decision, Vote, parameter_spelling, provenance, settle, symbol_spelling
from spec_model.identifiers import likeness, skeleton
from spec_model.model import Constant, Direction, Fact, Parameter, Provenance, StatedConstant, StatedParameter, Witness

E = TypeVar("E", StatedParameter, StatedConstant)

#: For each place of the canonical list, the entry of each witness that is it, in the order of the witnesses.
Columns = list[list[E | None]]


def settle_parameters(
    witnesses: Sequence[Witness], source: str | None
) -> tuple[tuple[Parameter, ...], list[Provenance]]:
    """The canonical parameters of `witnesses`, with the provenance of each field."""
    index = next((i for i, w in enumerate(witnesses) if w.locale == source), None)
    columns = merge([w.parameters for w in witnesses], lambda p: p.name.value, index)
    records: list[Provenance] = []
    found = [_parameter(f"parameters[{i}]", column, witnesses, source, records) for i, column in enumerate(columns)]
    return tuple(found), records


def _parameter(
    field: str,
    column: list[StatedParameter | None],
    witnesses: Sequence[Witness],
    source: str | None,
    records: list[Provenance],
) -> Parameter:
    locales = [w.locale for w in witnesses]
    names = _votes(locales, column, lambda p: p.name)
    name = _supported(settle(names, source, spelling=parameter_spelling), names, column)
    records.append(provenance(f"{field}.name", names, name))
    direction: Direction | None = None
    if any(entry and entry.direction for entry in column):
        directions = _votes(locales, column, lambda p: p.direction)
        decided = settle(directions, source, optional=2)
        records.append(provenance(f"{field}.direction", directions, decided))
        direction = decided.value
    uses = _votes(locales, column, lambda p: p.used)
    used = settle(uses, source)
    records.append(provenance(f"{field}.used", uses, used))
    return Parameter(
        name=name.value or "",
        direction=direction,
        used=used.value is not False,
        constants=_constants(field, column, locales, source, records),
    )


def _supported(decision: Decision[str], votes: list[Vote[str]], column: list[StatedParameter | None]) -> Decision[str]:
    """Of names that are even, the one that comes back inside the names of the parameter's own constants."""
    if not decision.disputed:
        return decision
    constants = " ".join(c.name.value for entry in column if entry for c in entry.constants).lower()
    stated = {vote.fact.value for vote in votes if vote.fact}
    inside = [name for name in stated if len(name) > 2 and name.isascii() and name.lower() in constants]
    return Decision(inside[0], "constants", 0.6) if len(inside) == 1 else decision


def _constants(
    field: str,
    column: list[StatedParameter | None],
    locales: list[str],
    source: str | None,
    records: list[Provenance],
) -> tuple[Constant, ...]:
    lists = [entry.constants if entry else () for entry in column]
    if not any(lists):
        return ()
    voters = [i for i, entry in enumerate(column) if entry is not None]
    index = locales.index(source) if source in locales else None
    authority = voters.index(index) if index in voters else None
    columns = merge([lists[i] for i in voters], lambda c: c.name.value, authority)
    found: list[Constant] = []
    for at, entries in enumerate(columns):
        here = [locales[i] for i in voters]
        names = _votes(here, entries, lambda c: c.name)
        name = settle(names, source, spelling=symbol_spelling)
        records.append(provenance(f"{field}.constants[{at}].name", names, name))
        number: int | None = None
        if any(entry and entry.number for entry in entries):
            numbers = _votes(here, entries, lambda c: c.number)
            decided = settle(numbers, source)
            records.append(provenance(f"{field}.constants[{at}].value", numbers, decided))
            number = decided.value
        found.append(Constant(name.value or "", number))
    return tuple(found)


V = TypeVar("V", bound=Hashable)


def _votes(locales: Sequence[str], column: Sequence[E | None], fact: Callable[[E], Fact[V] | None]) -> list[Vote[V]]:
    facts = [fact(entry) if entry is not None else None for entry in column]
    return [Vote(locale, stated) for locale, stated in zip(locales, facts, strict=True)]


def merge(lists: Sequence[Sequence[E]], name: Callable[[E], str], source: int | None) -> Columns[E]:
    """Line up several lists: one column for each place of the canonical list.

    The list of `source` (an index) is the authority. Otherwise the list that is most like all the others is
    the frame, an entry that most lists lack is dropped, and one that most others share is put in.
    """
    if not lists:
        return []
    names = [[name(entry) for entry in entries] for entries in lists]
    if names.count(names[0]) == len(names):  # nearly always
        return [list(column) for column in zip(*lists, strict=True)]
    frame = source if source is not None else _medoid(names)
    columns: Columns[E] = [[None] * len(lists) for _ in names[frame]]
    spare: dict[str, list[tuple[int, int]]] = {}
    for i, entries in enumerate(lists):
        alignment = align(names[frame], names[i])
        for at, j in alignment.pairs:
            columns[at][i] = entries[j]
        for j in alignment.extra:
            spare.setdefault(skeleton(names[i][j]) or names[i][j], []).append((i, j))
    if source is not None:
        return columns
    kept = [column for column in columns if _held(column)]
    for places in spare.values():
        if len({i for i, _ in places}) * 2 > len(lists):
            kept.insert(_place(kept, lists, places), _column(lists, places))
    return kept


def _held(column: Sequence[object]) -> bool:
    """Whether at least half of the lists have an entry: translations lose entries and do not invent them."""
    return sum(entry is not None for entry in column) * 2 >= len(column)


def _column(lists: Sequence[Sequence[E]], places: list[tuple[int, int]]) -> list[E | None]:
    column: list[E | None] = [None] * len(lists)
    for i, j in places:
        column[i] = column[i] or lists[i][j]
    return column


def _place(kept: Columns[E], lists: Sequence[Sequence[E]], places: list[tuple[int, int]]) -> int:
    i, j = places[0]
    before = lists[i][:j]
    return max((at + 1 for at, column in enumerate(kept) if any(column[i] is entry for entry in before)), default=0)


def _medoid(names: list[list[str]]) -> int:
    """The list most like all the others, which differ; of equals the one with the most entries, then the first."""

    def total(i: int) -> tuple[float, int, int, int]:
        ascii_names = sum(name.isascii() for name in names[i])
        return sum(_alike(names[i], other) for other in names), len(names[i]), ascii_names, -i

    return max(range(len(names)), key=total)


def _alike(one: list[str], other: list[str]) -> float:
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    alignment = align(one, other)
    score = 0.0
    last = -1
    for i, j in alignment.pairs:
        same = 1.0 if skeleton(one[i]) == skeleton(other[j]) else 0.4 + 0.4 * likeness(one[i], other[j])
        score += same if j > last else same / 2
        last = max(last, j)
    return score / max(len(one), len(other))


__all__ = ["merge", "settle_parameters"]
