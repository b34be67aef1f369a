"""Which entry of one list of names is which of another, whatever damage or order they are in."""

from collections.abc import Sequence

import msgspec

from spec_model.identifiers import likeness, skeleton


class Alignment(msgspec.Struct, frozen=True):
    """How a list of names maps onto an expected one.

    `pairs` are (expected index, found index) in expected order, `missing` expected indexes without a
    counterpart, `extra` found indexes without one.
    """

    pairs: tuple[tuple[int, int], ...]
    missing: tuple[int, ...]
    extra: tuple[int, ...]

    @property
    def reordered(self) -> bool:
        """Whether the counterparts stand in another order than expected."""
        order = [found for _, found in self.pairs]
        return order != sorted(order)

    def found_at(self, expected: int) -> int | None:
        """The found index paired with `expected`, or None."""
        return next((found for index, found in self.pairs if index == expected), None)


def align(expected: Sequence[str], found: Sequence[str], *, by_place: bool = True) -> Alignment:
    """Pair the names of `found` with those of `expected`.

    The same name is paired first wherever it stands, then the same letters in another case, then names that
    sound alike; what is left over between the same neighbours is paired by place if `by_place`.
    """
    if list(expected) == list(found):
        return Alignment(tuple((i, i) for i in range(len(expected))), (), ())
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for alike in (_same, _same_letters, _sounds_alike):
        for index, name in enumerate(expected):
            if index in pairs:
                continue
            match = next((j for j, other in enumerate(found) if j not in taken and alike(name, other)), None)
            if match is not None:
                pairs[index] = match
                taken.add(match)
    if by_place:
        _pair_by_place(pairs, taken, len(expected), len(found))
    return Alignment(
        tuple(sorted(pairs.items())),
        tuple(i for i in range(len(expected)) if i not in pairs),
        tuple(j for j in range(len(found)) if j not in taken),
    )


def _same(one: str, other: str) -> bool:
    return one == other


def _same_letters(one: str, other: str) -> bool:
    return bool(skeleton(one)) and skeleton(one) == skeleton(other)


def _sounds_alike(one: str, other: str) -> bool:
    if one.isascii() and other.isascii():
        return len(one) > 4 and len(other) > 4 and one[-1] == other[-1] and likeness(one, other) >= 0.85
    return likeness(one, other) >= 0.7


def _pair_by_place(pairs: dict[int, int], taken: set[int], expected: int, found: int) -> None:
    """Pair what is left in each gap between neighbours that are paired already, first with first."""
    index = 0
    while index < expected:
        if index in pairs:
            index += 1
            continue
        stop = index
        while stop < expected and stop not in pairs:
            stop += 1
        low = pairs.get(index - 1, -1) + 1
        high = pairs.get(stop, found)
        free = [j for j in range(low, high) if j not in taken]
        for at, j in zip(range(index, stop), free, strict=False):
            pairs[at] = j
            taken.add(j)
        index = stop
