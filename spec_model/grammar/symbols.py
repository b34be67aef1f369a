"""Symbols of the headers in prose: found, and put together again where a translation has taken them apart.

``LB \\_ ERR``, ``\\_ LB ERR``, ``S OK si \\_``, ``ICERR \\_ OK`` in Cyrillic letters, ``E \\_ Fehler``: an underscore
proves that a symbol stood there, and the catalogue (`symbols.yaml`) which one it can have been.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

import yaml

from spec_model.grammar.lexicon import Lexicon
from spec_model.identifiers import sound

_LONGEST = 4  # parts of a symbol that may have lost their underscores


class Unit(NamedTuple):
    """A word or mark of a text and where it stands."""

    start: int
    end: int
    text: str


class Found(NamedTuple):
    """A symbol in a row of units: the index after it, its name, and whether the text proves that name."""

    end: int
    name: str
    proven: bool


class Catalogue:
    """The known symbols, by what can be left of them."""

    def __init__(self, names: Iterable[str], types: Iterable[str]) -> None:
        self.names = frozenset(names)
        self.plain = frozenset(name for name in self.names if "_" not in name)
        self.types = {sound(name): name for name in types}
        self._by_sound: defaultdict[str, set[str]] = defaultdict(set)
        self._by_rest: defaultdict[str, set[str]] = defaultdict(set)
        parts: set[str] = set()
        for name in self.names:
            self._by_sound[sound(name)].add(name)
            self._by_rest[sound(name.partition("_")[2])].add(name)
            parts.update(map(sound, name.split("_")))
        self.parts = frozenset(parts - {""})

    def resolve(self, parts: Sequence[str], family: str) -> str | None:
        """The one known symbol that `parts` are what is left of, in any order; `family` is the page's own prefix.

        An empty part stands for one that was lost or translated.
        """
        known = [part for part in parts if part]
        if not known:
            return None
        for shift in range(len(known)):
            names = self._by_sound.get(sound("".join(known[shift:] + known[:shift])), set())
            if len(known) > 1 and len(names) == 1:
                return next(iter(names))
        names = self._by_rest.get(sound("".join(known)), set())
        own = f"{family}_{'_'.join(known)}".upper()
        return own if own in names else next(iter(names)) if len(names) == 1 else None


@cache
def catalogue() -> Catalogue:
    """The shipped catalogue."""
    text = (resources.files("spec_model.grammar") / "symbols.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=yaml.CSafeLoader)
    names = [name for line in data["plain"] for name in line.split()]
    names += [f"{family}_{rest}" for family, line in data["families"].items() for rest in line.split()]
    return Catalogue(names, (name for line in data["types"] for name in line.split()))


def find_symbols(units: Sequence[Unit], folded: Sequence[str], lexicon: Lexicon, family: str) -> dict[int, Found]:
    """The symbols among `units` by the index they begin at; a lone underscore is a symbol without a name."""
    found: dict[int, Found] = {}
    known = catalogue()
    loose = False
    free = 0  # units before this index belong to a symbol
    for index, unit in enumerate(units):
        if unit.text[0] != "_" or index < free:
            if index >= free and unit.text in known.plain:
                found[index] = Found(index + 1, unit.text, True)
            continue
        start, end, parts = _chain(units, folded, index, free, lexicon)
        if not any(parts):
            loose = True
            continue
        found[start] = Found(end, *_name(parts, family))
        free = end
    if loose or any(not symbol.proven for symbol in found.values()):
        _join_runs(units, found, family)
    return found


def _chain(
    units: Sequence[Unit], folded: Sequence[str], at: int, free: int, lexicon: Lexicon
) -> tuple[int, int, list[str]]:
    """The parts around the underscore at unit `at`, with the units that they cover."""
    start, end, parts = at, at + 1, [""]
    if at - 1 >= free and _is_part(units[at - 1].text):
        start, parts = at - 1, [units[at - 1].text]
    while end < len(units):
        stop, word = lexicon.symbol_part(folded, end)
        if _is_part(units[end].text) or (parts[0].isupper() and units[end].text[:1].isupper()):
            parts.append(units[end].text)
            end += 1
        elif word is not None:
            parts.append(word)
            end = stop
        else:
            parts.append("")
            break
        if end + 1 >= len(units) or units[end].text[0] != "_":
            break
        end += 1
    if start == at and end < len(units) and _is_capital(units[end].text):  # "_ LB ERR"
        parts.append(units[end].text)
        end += 1
    return start, end, parts


def _name(parts: list[str], family: str) -> tuple[str, bool]:
    joined = "_".join(parts)
    if joined in catalogue().names:
        return joined, True
    name = catalogue().resolve(parts, family)
    if name is not None:
        return name, True
    written = all(part.isascii() and part.isalnum() for part in parts)
    return (joined.upper() if written else joined), written and all(part.isupper() or part.isdigit() for part in parts)


def _join_runs(units: Sequence[Unit], found: dict[int, Found], family: str) -> None:
    """Find neighbours such as ``LB ERR`` whose underscore stands elsewhere in the text."""
    index = 0
    while index < len(units):
        if index in found:
            index = found[index].end
            continue
        run = index
        while run < len(units) and run - index < _LONGEST and run not in found and _is_capital(units[run].text):
            run += 1
        for end in range(run, index + 1, -1):
            name = catalogue().resolve([unit.text for unit in units[index:end]], family)
            if name is not None:
                found[index] = Found(end, name, True)
                index = end - 1
                break
        index += 1


def _is_capital(text: str) -> bool:
    return text.isascii() and text[0].isalpha() and text.upper() == text


def _is_part(text: str) -> bool:
    """Whether `text` can be a part of a symbol: capitals, digits, or a known part in any letters."""
    return _is_capital(text) or text.isdigit() or sound(text) in catalogue().parts
