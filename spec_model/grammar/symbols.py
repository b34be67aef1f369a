"""Symbols of the headers in prose: found, and put together again where a translation has taken them apart.

``LB \\_ ERR``, ``\\_ LB ERR``, ``S OK si \\_``, ``ICERR \\_ OK`` in Cyrillic letters, ``E \\_ Fehler``: an underscore
proves that a symbol stood there, and the catalogue (`symbols.yaml`) which one it can have been.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from itertools import product
from typing import NamedTuple

import yaml

from spec_model.grammar.lexicon import FILLER, Lexicon
from spec_model.identifiers import sound

_LONGEST = 4  # parts of a symbol that may have lost their underscores
_TRANSLATED = "~"  # before a part that stands for words of the pack
_DOUBLE = re.compile(r"(.)\1+")


def _key(text: str) -> str:
    return _DOUBLE.sub(r"\1", sound(text))


class Unit(NamedTuple):
    """A word or mark of a text and where it stands."""

    start: int
    end: int
    text: str


def units_of(text: str, lexicon: Lexicon) -> list[Unit]:
    """The units of `text` with their places."""
    return [Unit(match.start(), match.end(), match[0]) for match in lexicon.unit.finditer(text)]


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
        self._by_key: defaultdict[str, set[str]] = defaultdict(set)
        self._by_rest: defaultdict[str, set[str]] = defaultdict(set)
        parts: set[str] = set()
        for name in self.names:
            self._by_key[_key(name)].add(name)
            self._by_rest[_key(name.partition("_")[2])].add(name)
            parts.update(map(_key, name.split("_")))
        self._parts = frozenset(parts - {""})

    def is_part(self, text: str) -> bool:
        """Whether `text` is a part of a known symbol, in any letters."""
        return _key(text) in self._parts

    def resolve(self, parts: Sequence[str], family: str) -> str | None:
        """The one known symbol that `parts` are what is left of, in any order.

        `family` holds prefixes that the page vouches for (``LB S``). An empty part stands for one that was lost;
        a translated one (marked) holds all that it can stand for, parted by ``|``.
        """
        known = [part for part in parts if part]
        certain = any(not part.startswith(_TRANSLATED) for part in known)
        choices = product(*(part.lstrip(_TRANSLATED).split("|") for part in known))
        names = {name for choice in choices for name in self._fits(choice, family, certain=certain)}
        joined = {name for name in names if "_" in name} or names  # an underscore was seen
        return joined.pop() if len(joined) == 1 else None

    def _fits(self, known: Sequence[str], family: str, *, certain: bool) -> set[str]:
        if not known:
            return set()
        whole: set[str] = set()
        for shift in range(len(known)):
            whole |= self._by_key.get(_key("".join((*known[shift:], *known[:shift]))), set())
        if len(known) == 1:
            whole -= self.plain
        if whole:
            return whole
        rest = self._by_rest.get(_key("".join(known)), set())
        own = {name for name in rest if name.partition("_")[0] in family.split()}
        return own or (rest if certain else set())


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
    if not any(unit.text[0] == "_" for unit in units):
        return _plain_symbols(units, {})
    found: dict[int, Found] = {}
    free = 0  # units before this index belong to a symbol
    for index, unit in enumerate(units):
        if unit.text[0] != "_" or index < free:
            continue
        start, symbol = _around(units, folded, index, free, lexicon, family)
        if symbol is not None:
            found[start] = symbol
            free = symbol.end
    _join_runs(units, folded, found, lexicon, family)
    return _plain_symbols(units, found)


def _plain_symbols(units: Sequence[Unit], found: dict[int, Found]) -> dict[int, Found]:
    taken = {index for start, symbol in found.items() for index in range(start, symbol.end)}
    for index, unit in enumerate(units):
        if unit.text in catalogue().plain and index not in taken:
            found[index] = Found(index + 1, unit.text, True)
    return found


def _around(
    units: Sequence[Unit], folded: Sequence[str], at: int, free: int, lexicon: Lexicon, family: str
) -> tuple[int, Found | None]:
    """The symbol that the underscore at unit `at` belongs to, and where it begins; None where it is a stray."""
    start, end = _block(units, at, free)
    name = catalogue().resolve([unit.text for unit in units[start:end] if unit.text[0] != "_"], family)
    if name is not None and end - start > 3:
        return start, Found(end, name, True)
    start, end, parts = _chain(units, folded, at, free, lexicon)
    if not any(parts):
        return at, None
    before = _translated_before(folded, at, free, lexicon, parts, family) if start == at else None
    if before is not None:
        return before[0], Found(end, before[1], True)
    return start, Found(end, *_name(parts, units[start:end], family))


def _block(units: Sequence[Unit], at: int, free: int) -> tuple[int, int]:
    """The capitals and underscores that stand together around unit `at`."""
    start, end = at, at + 1
    while start > free and at - start < _LONGEST and _is_capital(units[start - 1].text):
        start -= 1
    while end < len(units) and end - at < 2 * _LONGEST and _in_block(units[end].text):
        end += 1
    return start, end


def _in_block(text: str) -> bool:
    return text[0] == "_" or text.isdigit() or _is_capital(text)


def _chain(
    units: Sequence[Unit], folded: Sequence[str], at: int, free: int, lexicon: Lexicon
) -> tuple[int, int, list[str]]:
    """The parts around the underscore at unit `at`, with the units that they cover."""
    start, end, parts = at, at + 1, [""]
    if at - 1 >= free and _is_part(units[at - 1].text):
        start, parts = at - 1, [units[at - 1].text]
    while end < len(units):
        text = units[end].text
        stop, words = lexicon.symbol_part(folded, end)
        whole = text.isdigit() or catalogue().is_part(text)
        if whole or (not words and (_is_capital(text) or (parts[0].isupper() and text[:1].isupper()))):
            parts.append(text)
            end += 1
        elif words:
            parts.append(_TRANSLATED + words)
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


def _translated_before(
    folded: Sequence[str], at: int, free: int, lexicon: Lexicon, parts: list[str], family: str
) -> tuple[int, str] | None:
    """Where words before the underscore at `at` translate the first part of a known symbol, and that symbol."""
    for start in range(max(free, at - _LONGEST), at):
        end, words = lexicon.symbol_part(folded, start)
        if end == at and words:
            name = catalogue().resolve([_TRANSLATED + words, *parts], family)
            if name is not None:
                return start, name
    return None


def whole_symbol(units: Sequence[Unit], folded: Sequence[str], lexicon: Lexicon, family: str) -> str | None:
    """The one known symbol that all of `units` (a cell of a table) are what is left of, or None."""
    for translate, fillers in ((False, True), (False, False), (True, True)):
        name = catalogue().resolve(_parts(units, folded, lexicon, translate=translate, fillers=fillers), family)
        if name is not None:
            return name
    return None


def _parts(
    units: Sequence[Unit], folded: Sequence[str], lexicon: Lexicon, *, translate: bool, fillers: bool
) -> list[str]:
    """The parts that `units` can stand for; with `translate` also words that are parts themselves are translated."""
    parts: list[str] = []
    index = 0
    while index < len(units) and len(parts) <= 2 * _LONGEST:
        end, words = lexicon.symbol_part(folded, index)
        text = units[index].text
        if words and (translate or end > index + 1 or not catalogue().is_part(text)):
            parts.append(_TRANSLATED + words)
            index = end
            continue
        if text[0].isalnum() and (fillers or not lexicon.longest(folded, index)[1] & FILLER):
            parts.append(text)
        index += 1
    return parts


def written(text: str) -> str:
    """What stands in `text`, joined as a symbol: for one whose name nothing proves."""
    return "_".join(text.replace("_", " ").split())


def _name(parts: list[str], units: Sequence[Unit], family: str) -> tuple[str, bool]:
    joined = "_".join(parts)
    if joined in catalogue().names:
        return joined, True
    name = catalogue().resolve(parts, family)
    if name is not None:
        return name, True
    gaps = (" " if unit.start > before.end else "" for before, unit in zip(units, units[1:], strict=False))
    plain = written("".join(text for pair in zip(("", *gaps), units, strict=True) for text in (pair[0], pair[1].text)))
    plain = f"{'' if parts[0] else '_'}{plain}{'' if parts[-1] else '_'}"
    whole = all(part.isascii() and part.isalnum() for part in parts)
    return (joined.upper() if whole else plain), whole and all(part.isupper() or part.isdigit() for part in parts)


def _join_runs(
    units: Sequence[Unit], folded: Sequence[str], found: dict[int, Found], lexicon: Lexicon, family: str
) -> None:
    """Find neighbours such as ``LB ERR`` whose underscore stands elsewhere in the text."""
    index = 0
    while index < len(units):
        if index in found:
            index = found[index].end
            continue
        run = _run(units, folded, index, lexicon, found)
        while len(run) > 1:
            name = catalogue().resolve([part for part, _ in run], family)
            if name is not None and (units[index].text.isupper() or name.partition("_")[0] in (*family.split(), "S", "E")):
                found[index] = Found(run[-1][1], name, True)
                index = run[-1][1] - 1
                break
            run.pop()
        index += 1


def _run(
    units: Sequence[Unit], folded: Sequence[str], index: int, lexicon: Lexicon, found: dict[int, Found]
) -> list[tuple[str, int]]:
    """The parts of symbols that stand side by side from unit `index` on, each with the index after it."""
    run: list[tuple[str, int]] = []
    while index < len(units) and index not in found and len(run) < _LONGEST:
        end, words = lexicon.symbol_part(folded, index)
        if _is_capital(units[index].text) or (not words and catalogue().is_part(units[index].text)):
            run.append((units[index].text, index + 1))
        elif words:
            run.append((_TRANSLATED + words, end))
        else:
            break
        index = run[-1][1]
    return run


def _is_capital(text: str) -> bool:
    return text.isascii() and text[0].isalpha() and text.upper() == text


def _is_part(text: str) -> bool:
    """Whether `text` can be a part of a symbol: capitals, digits, or a known part in any letters."""
    return _is_capital(text) or text.isdigit() or catalogue().is_part(text)
