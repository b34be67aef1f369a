"""The known symbols of the headers (`symbols.yaml`), found by what a translation can have left of them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import permutations, product

import yaml

from spec_model.identifiers import sound

_TURNED = 4  # parts that can stand in any order
TRANSLATED = "~"  # before a part that stands for words of a pack
_DOUBLE = re.compile(r"(.)(?=\1)")


@lru_cache(maxsize=16384)
def _key(text: str) -> str:
    return _DOUBLE.sub("", sound(text))


class Catalogue:
    """Symbols and the C types that they are declared with: `names`, those without underscore, `types` by sound."""

    def __init__(self, names: Iterable[str], types: Iterable[str]) -> None:
        self.names = frozenset(names)
        self.plain = frozenset(name for name in self.names if "_" not in name)
        self.types = {sound(name): name for name in types}
        self._by_key: defaultdict[str, set[str]] = defaultdict(set)
        self._by_rest: defaultdict[str, set[str]] = defaultdict(set)
        prefixes = {name.partition("_")[0] for name in self.names - self.plain}
        self._families = {_key(prefix): prefix for prefix in sorted(prefixes)}
        parts: set[str] = set()
        for name in self.names:
            self._by_key[_key(name)].add(name)
            self._by_rest[_key(name.partition("_")[2])].add(name)
            parts.update(map(_key, name.split("_")))
        self._parts = frozenset(parts - {""})

    def is_part(self, text: str) -> bool:
        """Whether `text` is a part of a known symbol, in any letters."""
        return _key(text) in self._parts

    def is_family(self, text: str) -> bool:
        """Whether `text` is the prefix of known symbols, in any letters."""
        return _key(text) in self._families

    def family(self, text: str) -> str | None:
        """The prefix of known symbols that `text` is in any letters, or None."""
        return self._families.get(_key(text))

    def has_prefixes(self, rest: str) -> bool:
        """Whether known symbols of more than one prefix end in `rest`."""
        return len(self._by_rest.get(_key(rest), ())) > 1

    def resolve(self, parts: Sequence[str], family: str) -> str | None:
        """The one known symbol that `parts` are what is left of, in any order; None where not exactly one fits.

        `family` holds prefixes that the page vouches for (``LB S``). An empty part stands for one that was lost;
        a translated one (marked with `TRANSLATED`) holds all that it can stand for, parted by ``|``.
        """
        known = [part for part in parts if part]
        certain = any(not part.startswith(TRANSLATED) for part in known)
        choices = list(product(*(part.lstrip(TRANSLATED).split("|") for part in known))) if known else []
        names = {name for choice in choices for name in self._whole(choice)}
        names = names or {name for choice in choices for name in self._without_prefix(choice, family, certain=certain)}
        joined = {name for name in names if "_" in name} or names  # an underscore was seen
        return joined.pop() if len(joined) == 1 else None

    def _whole(self, known: Sequence[str]) -> set[str]:
        turned = permutations(known) if len(known) <= _TURNED else [known]
        whole = {name for parts in turned for name in self._by_key.get(_key("".join(parts)), ())}
        return whole - self.plain if len(known) == 1 else whole

    def _without_prefix(self, known: Sequence[str], family: str, *, certain: bool) -> set[str]:
        rest = self._by_rest.get(_key("".join(known)), set())
        own = {name for name in rest if name.partition("_")[0] in family.split()}
        lone = {name for name in rest if name.find("_") == 1}  # a prefix of one letter is lost most easily
        return own or lone or (rest if certain else set())


@cache
def catalogue() -> Catalogue:
    """The shipped catalogue."""
    text = (resources.files("spec_model.grammar") / "symbols.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=yaml.CSafeLoader)
    names = [name for line in data["plain"] for name in line.split()]
    names += [f"{family}_{rest}" for family, line in data["families"].items() for rest in line.split()]
    return Catalogue(names, (name for line in data["types"] for name in line.split()))
