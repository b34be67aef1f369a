"""Which value most pages have, and how firmly: for what is compared as it is written."""

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T", bound=Hashable)


class Verdict(msgspec.Struct, Generic[T], frozen=True):
    """The value that `votes` of `total` pages have; `source` where the source locale decided it."""

    value: T
    votes: int
    total: int
    source: bool = False

    @property
    def majority(self) -> bool:
        """Whether more pages have the value than have not."""
        return self.source or self.votes * 2 > self.total

    @property
    def firm(self) -> bool:
        """Whether at least twice as many pages, and at least two, have the value as have not."""
        return self.source or (self.votes >= 2 and self.votes >= 2 * (self.total - self.votes))

    @property
    def confidence(self) -> float:
        """How sure the value is, by Laplace's rule of succession; 1 where the source says so."""
        return 1.0 if self.source else (self.votes + 1) / (self.total + 2)


def settle(values: Mapping[str, T], source: str | None = None) -> Verdict[T]:
    """The verdict on the values of at least one page, by locale; `source` names the locale that decides.

    Of values with as many votes each, the first in the order of the locales is taken, and is no majority.
    """
    if source is not None and source in values:
        return Verdict(values[source], 1, 1, source=True)
    value, votes = Counter(values.values()).most_common(1)[0]
    return Verdict(value, votes, len(values))
