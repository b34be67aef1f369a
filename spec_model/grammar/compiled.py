"""What is made of a pack is made once."""

from collections.abc import Callable
from typing import Generic, TypeVar

from spec_model.grammar.lexicon import Lexicon
from spec_model.locale import LocalePack

T = TypeVar("T")

_KEPT = 64


class PerPack(Generic[T]):
    """Called with a pack gives what `make` makes of it, the same each time: a pack cannot be the key of a cache."""

    def __init__(self, make: Callable[[LocalePack], T]) -> None:
        self._make = make
        self._made: dict[int, tuple[LocalePack, T]] = {}

    def __call__(self, pack: LocalePack) -> T:
        """What is made of `pack`."""
        known = self._made.get(id(pack))
        if known is not None and known[0] is pack:
            return known[1]
        if len(self._made) >= _KEPT:
            self._made.clear()
        made = self._make(pack)
        self._made[id(pack)] = (pack, made)
        return made


def _compile(pack: LocalePack) -> Lexicon:
    return Lexicon(pack.statements, spaced=pack.spaced)


#: The compiled statements of a pack.
lexicon_of = PerPack(_compile)
