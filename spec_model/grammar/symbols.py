r"""Symbols of the headers in prose: found, and put together again where a translation has taken them apart.

``LB \_ ERR``, ``\_ LB ERR``, ``S OK si \_``, ``ICERR \_ OK`` in Cyrillic letters, ``E \_`` and a translated word: an
underscore proves that a symbol stood there, and the catalogue which one it can have been.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, compress, count
from typing import NamedTuple

from spec_model.grammar.catalogue import TRANSLATED, catalogue
from spec_model.grammar.lexicon import FILLER, NOT, Lexicon, Table, fold_unit, fold_units

_LONGEST = 4  # parts of a symbol that may have lost their underscores
_QUOTES = "[«“「『"
_PAIR = 3  # units of two parts and their underscore
_TELLING = 3  # letters of a prefix that is told by its sound
_REMEMBERED = 8192  # units of a language of which it is known whether a part begins with them
_SHORT_FAMILIES = ("S", "E")  # prefixes of one letter, which a translation may write in lower case


class Found(NamedTuple):
    """A symbol in a row of units: the index after it, its name, and whether the text proves that name."""

    end: int
    name: str
    proven: bool


NO_SYMBOLS: dict[int, Found] = {}


def written(text: str) -> str:
    """What stands in `text`, joined as a symbol: for one whose name nothing proves."""
    return "_".join(text.replace("_", " ").split())


class Symbols:
    """The symbols of one text.

    `units` are its words and marks, `starts` and `ends` where they stand, `folded` the form in which phrases are
    compared. `family` holds the prefixes that the page vouches for.
    """

    def __init__(self, text: str, lexicon: Lexicon, family: str) -> None:
        parts = lexicon.unit.split(text)  # units at the odd places: without a match object for each
        edges = list(accumulate(map(len, parts)))
        self.units = parts[1::2]
        self.starts = edges[:-1:2]
        self.ends = edges[1::2]
        self.folded = fold_units(self.units)
        self._broken = "_" in text  # else nothing can be put together
        self._lexicon = lexicon
        self._family = family
        self._parts_begin = parts_of(lexicon)

    def first(self) -> int:
        """An index before which no symbol begins, found without looking for the symbols."""
        begins = self._parts_begin
        if not self._broken:
            return 0  # where looking for them is as cheap
        return next((i for i, unit in enumerate(self.units) if unit[0] == "_" or unit.isdigit() or begins[unit]), 0)

    def find(self) -> dict[int, Found]:
        """The symbols by the index of the unit that they begin at."""
        found: dict[int, Found] = {}
        if self._broken:
            free = 0  # units before this index belong to a symbol
            for index, unit in enumerate(self.units):
                if unit[0] != "_" or index < free:
                    continue
                start, symbol = self._around(index, free)
                if symbol is not None:
                    found[start] = symbol
                    free = symbol.end
            self._join_runs(found)
        plain = catalogue().plain
        if not plain.isdisjoint(self.units):
            taken = {index for start, symbol in found.items() for index in range(start, symbol.end)}
            for index, unit in enumerate(self.units):
                if unit in plain and index not in taken:
                    found[index] = Found(index + 1, unit, True)
        return found

    def touches(self, at: int) -> bool:
        """Whether nothing stands between unit `at` and the next one."""
        return self.ends[at] == self.starts[at + 1]

    def whole(self) -> str | None:
        """The one known symbol that all of the text (a cell of a table) is what is left of, or None."""
        for translate, fillers in ((False, True), (False, False), (True, True)):
            name = _known(tuple(self._parts(translate=translate, fillers=fillers)), self._family)
            if name is not None:
                return name
        return None

    def _parts(self, *, translate: bool, fillers: bool) -> list[str]:
        """The parts that the text can stand for; with `translate` also what could be a part itself is translated."""
        parts: list[str] = []
        index = 0
        while index < len(self.units) and len(parts) <= _LONGEST:
            end, words = self._lexicon.symbol_part(self.folded, index)
            text = self.units[index]
            if words and (translate or end > index + 1 or not catalogue().is_part(text)):
                parts.append(TRANSLATED + words)
                index = end
                continue
            if text[0].isalnum() and (fillers or not self._lexicon.longest(self.folded, index)[1] & FILLER):
                parts.append(text)
            index += 1
        return parts

    # -- around an underscore -----------------------------------------------------------------------------

    def _around(self, at: int, free: int) -> tuple[int, Found | None]:
        """The symbol that the underscore at unit `at` belongs to, and where it begins; None where it is a stray."""
        start, end = self._block(at, free)
        parts = [unit for unit in self.units[start:end] if unit[0] != "_"]
        whole = end - start > _PAIR or (end - start == _PAIR and at in (start, end - 1))
        name = _known(tuple(parts), self._family) if whole else None
        if name is not None:
            return start, Found(end, name, True)
        start, end, parts = self._chain(at, free)
        if not any(parts):
            return at, None
        if start == at:
            before = self._translated_before(at, free, parts)
            if before is not None:
                return before[0], Found(end, before[1], True)
            after = self._family_after(end, parts)
            if after is not None:
                return start, after
        name, proven = self._name(parts, start, end)
        within = None if proven else self._phrase_around(at, free)
        return within or (start, Found(end, name, proven))

    def _block(self, at: int, free: int) -> tuple[int, int]:
        """The capitals and underscores that stand together around unit `at`."""
        start, end = at, at + 1
        while start > free and at - start < _LONGEST and _is_capital(self.units[start - 1]):
            start -= 1
        while end < len(self.units) and end - at < 2 * _LONGEST and _is_in_block(self.units[end]):
            end += 1
        return start, end

    def _chain(self, at: int, free: int) -> tuple[int, int, list[str]]:
        """The parts around the underscore at unit `at`, with the units that they cover."""
        units = self.units
        start, end, parts = at, at + 1, [""]
        if at - 1 >= free and _is_part(units[at - 1]):
            start, parts = at - 1, [units[at - 1]]
        while end < len(units) and end - at < 3 * _LONGEST:
            if units[end] in _QUOTES and end + 1 < len(units) and not parts[0]:
                end += 1
            part, end = self._part_at(end, shouted=parts[0].isupper())
            parts.append(part)
            if not part or end + 1 >= len(units) or units[end][0] != "_":
                break
            end += 2 if units[end + 1][0] == "_" and end + 2 < len(units) else 1
        if start == at and end < len(units) and _is_capital(units[end]):  # "_ LB ERR"
            parts.append(units[end])
            end += 1
        return start, end, parts

    def _part_at(self, at: int, *, shouted: bool) -> tuple[str, int]:
        """The part of a symbol at unit `at`, empty where none stands there, and the index after it.

        After capitals (`shouted`) a word that only begins with one is a part too.
        """
        text = self.units[at]
        stop, words = self._lexicon.symbol_part(self.folded, at)
        if stop <= at + 1 and (text.isdigit() or catalogue().is_part(text)):
            return text, at + 1
        if words:
            return TRANSLATED + words, stop
        return (text, at + 1) if _is_capital(text) or (shouted and text[0].isupper()) else ("", at)

    def _phrase_around(self, at: int, free: int) -> tuple[int, Found | None] | None:
        """The words around the underscore at unit `at` that translate one part, and the symbol if they are all of it.

        None where it stands among no such words.
        """
        for start in range(max(free, at - _LONGEST), at):
            end, words = self._lexicon.symbol_part(self.folded, start)
            if end > at:
                name = _known((TRANSLATED + words,), self._family)
                return (start, Found(end, name, True)) if name is not None and name.startswith("NO_") else (at, None)
        return None

    def _translated_before(self, at: int, free: int, parts: list[str]) -> tuple[int, str] | None:
        """Where words before the underscore at `at` translate the first part of a known symbol, and that symbol."""
        for start in range(max(free, at - _LONGEST), at):
            end, words = self._lexicon.symbol_part(self.folded, start)
            name = _known((TRANSLATED + words, *parts), self._family) if end == at and words else None
            if name is not None:
                return start, name
        return self._denied_before(at, free, parts)

    def _denied_before(self, at: int, free: int, parts: list[str]) -> tuple[int, str] | None:
        """Where the ``NO`` of a symbol has become the negation of the verb: ``does not return _ error``."""
        name = _known(("NO", parts[1]), self._family) if len(parts) == 2 and parts[1] else None
        if name is None or not name.startswith("NO_"):
            return None
        starts = range(max(free, at - _LONGEST), at)
        denied = any(self._lexicon.longest(self.folded, start)[1] & NOT for start in starts)
        return (at, name) if denied else None

    def _family_after(self, end: int, parts: list[str]) -> Found | None:
        """The known symbol whose prefix stands after the rest of it, perhaps as ``of LB``."""
        for index in range(end, min(end + 2, len(self.units))):
            text = self.units[index]
            name = self._resolve([text, *parts[1:]]) if catalogue().is_family(text) else None
            if name is not None:
                return Found(index + 1, name, True)
            if not self._lexicon.longest(self.folded, index)[1] & FILLER:
                break
        return None

    def _resolve(self, parts: Sequence[str]) -> str | None:
        """The known symbol that `parts` are what is left of; a part that is also a word is tried as one last."""
        name = _known(tuple(parts), self._family)
        if name is not None or not all(parts):
            return name
        known = (part if part[0] == TRANSLATED else self._translation(part) or part for part in parts)
        return _known(tuple(known), self._family)

    def _translation(self, part: str) -> str:
        """The parts of symbols that the word `part` can translate, empty where there are none."""
        words = self._lexicon.symbol_part([fold_unit(part)], 0)[1]
        return f"{TRANSLATED}{words}" if words else ""

    def _name(self, parts: list[str], start: int, end: int) -> tuple[str, bool]:
        name = "_".join(parts)
        if name in catalogue().names:
            return name, True
        known = self._resolve(parts)
        if known is not None:
            return known, not self._is_guess(known, parts)
        relative = _relative(parts)
        if relative is not None:
            return relative, False
        if all(part.isascii() and part.isalnum() for part in parts):
            return name.upper(), all(part.isupper() or part.isdigit() for part in parts)
        plain = written(self._spaced(start, end))
        return f"{'' if parts[0] else '_'}{plain}{'' if parts[-1] else '_'}", False

    def _is_guess(self, name: str, parts: Sequence[str]) -> bool:
        """Whether the prefix of `name` is lost from `parts`, and only the likeliest of several."""
        prefix, _, rest = name.partition("_")
        lost = not parts[0] and prefix not in (part.upper() for part in parts)
        return lost and prefix not in self._family.split() and catalogue().has_prefixes(rest)

    def _spaced(self, start: int, end: int) -> str:
        gaps = ("" if self.touches(at) else " " for at in range(start, end - 1))
        return "".join(gap + unit for gap, unit in zip(("", *gaps), self.units[start:end], strict=True))

    # -- apart from an underscore -------------------------------------------------------------------------

    def _join_runs(self, found: dict[int, Found]) -> None:
        """Find neighbours such as ``LB ERR`` whose underscore stands elsewhere, or within a translated part."""
        families = (*self._family.split(), *_SHORT_FAMILIES)
        able = list(compress(count(), map(self._parts_begin.__getitem__, self.units)))
        free = 0  # units before this index are dealt with
        for index in sorted({*able, *found}) if found else able:
            if index < free:
                continue
            if index in found:
                free = found[index].end
                continue
            run = self._run(index, found)
            while len(run) > 1:
                name = self._resolve([part for part, _ in run])
                crossed = any(unit[0] == "_" for unit in self.units[index : run[-1][1]])
                if name and (crossed or self.units[index].isupper() or name.partition("_")[0] in families):
                    free = run[-1][1]
                    found[index] = Found(free, name, True)
                    break
                run.pop()

    def _run(self, index: int, found: dict[int, Found]) -> list[tuple[str, int]]:
        """The parts of symbols that stand side by side from unit `index` on, each with the index after it."""
        run: list[tuple[str, int]] = []
        while index < len(self.units) and index not in found and len(run) < _LONGEST:
            text = self.units[index]
            if not self._parts_begin[text]:
                break
            end, words = self._lexicon.symbol_part(self.folded, index)
            if len(text) == 1 and text.islower() and self._lexicon.longest(self.folded, index)[1]:
                break  # a word of one letter, such as a preposition
            if _is_capital(text) or (not words and catalogue().is_part(text)):
                run.append((text, index + 1))
            elif words:
                run.append((TRANSLATED + words, end))
            else:
                break
            index = run[-1][1]
        return run


@lru_cache(maxsize=4096)
def _known(parts: tuple[str, ...], family: str) -> str | None:
    """As `Catalogue.resolve`: the same few symbols stand on all pages."""
    return catalogue().resolve(parts, family)


@lru_cache(maxsize=64)
def parts_of(lexicon: Lexicon) -> Mapping[str, bool]:
    """By unit, whether a part of a symbol, and so a symbol, can begin with it; most words of a text cannot."""

    def begins(unit: str) -> bool:
        return _is_capital(unit) or lexicon.begins_part(fold_unit(unit)) or catalogue().is_part(unit)

    return Table(begins)


def _relative(parts: Sequence[str]) -> str | None:
    """The unknown symbol of a known family that `parts` are, whose prefix is transliterated or stands last."""
    known = [part for part in parts if part]
    if len(known) != 2:
        return None
    family, rest = reversed(known) if not parts[0] else known
    moved = not parts[0] or not family.isascii()
    prefix = catalogue().family(family) if moved and len(family) >= _TELLING else None
    return f"{prefix}_{rest.upper()}" if prefix and rest.isascii() and rest.isalnum() else None


def _is_capital(text: str) -> bool:
    return text.isascii() and text[0].isalpha() and text.upper() == text


def _is_in_block(text: str) -> bool:
    return text[0] == "_" or text.isdigit() or _is_capital(text)


def _is_part(text: str) -> bool:
    """Whether `text` can be a part of a symbol: capitals, digits, or a known part in any letters."""
    return _is_capital(text) or text.isdigit() or catalogue().is_part(text)
