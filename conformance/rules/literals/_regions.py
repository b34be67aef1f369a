"""Words that may stand for a name: which of them sound like it, and how far what is left of it reaches."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from math import inf

import msgspec
from rapidfuzz.distance.Levenshtein import normalized_similarity as similarity

from conformance.rules.literals._canon import Expected, page_names
from conformance.rules.literals._scan import letters
from spec_model.identifiers import sound
from spec_model.model import Span
from spec_model.tree import FILLER

#: From this likeness of sound on, words are taken for a name that the line lacks.
ALIKE = 0.6
#: Words are searched for a name in windows of no more than this many words.
MOST_WORDS = 8

EDGE = '.,;:!?()"：（）「」'
#: What parts clauses where no spaces stand between words.
CLAUSE = "。，；、"
STOP = f"*`<>|{FILLER}{CLAUSE}"
_AROUND = f"{EDGE}{STOP} "
WORD = re.compile(rf"[^\s{STOP}{EDGE}]++(?:[{EDGE}]+[^\s{STOP}{EDGE}]++)*+")

#: A letter of a script without spaces between words.
IDEOGRAPH = re.compile(r"[\u2e80-\u9fff\uf900-\uffef]")


class Region:
    """The characters from `start` to `end` of a line, with the `target` of the link on them.

    `loose` where they are not marked, so that some of them may be words of the sentence. `words` are the first
    words, without the punctuation behind them.
    """

    def __init__(self, text: str, start: int, end: int, target: str | None = None, *, loose: bool = False) -> None:
        self.start = start
        self.end = end
        self.target = target
        self.loose = loose
        self.written = text[start:end]
        self.words = [Span(*m.span()) for m in islice(WORD.finditer(text, start, end), MOST_WORDS)]
        self._sounds: list[str] | None = None
        self._stops: list[int] = []

    @property
    def sounds(self) -> list[str]:
        """How each word sounds."""
        if self._sounds is None:
            self._sounds = [sound(self.text(word).replace("\\", "")) for word in self.words]
        return self._sounds

    @property
    def stops(self) -> list[int]:
        """Where the sound of each word begins in the sounds of all, and the last ends."""
        if not self._stops:
            self._stops = [0, *accumulate(map(len, self.sounds))]
        return self._stops

    def text(self, span: Span) -> str:
        """What stands at `span`, which lies in the region."""
        return self.written[span.start - self.start : span.end - self.start]

    def is_all(self, found: str, name: str) -> bool:
        """Whether `found` is all that the region holds, and so many words as `name` can have become."""
        if self.written.strip(_AROUND) != found:
            return False
        words = [word for word in found.split() if "_" not in word]
        most = name.count("_") + (1 if IDEOGRAPH.search(found) else 2)  # other languages put a word between parts
        return not self.loose or len(words) <= most

    def window(self, wanted: str, least: float) -> tuple[float, Span | None]:
        """The words that sound most like `wanted`, fewest of those that sound the same, and how much they do.

        Words that are less alike than `least` are not looked for.
        """
        stops, length = self.stops, len(wanted)
        shortest, longest = least * length, length / least if least else inf  # fewer or more letters are less alike
        if stops[-1] < shortest:
            return 0.0, None
        heard = "".join(self.sounds)
        best, first, last = 0.0, -1, -1
        for width in range(1, len(stops)):
            for at, end in enumerate(stops[width:]):
                start = stops[at]
                if not shortest <= end - start <= longest:
                    continue
                score = similarity(heard[start:end], wanted)
                if score > best:
                    best, first, last = score, at, at + width - 1
                    if best > least:
                        shortest, longest = best * length, length / best
            if best == 1.0:
                break
        return best, Span(self.words[first].start, self.words[last].end) if best else None

    def extent(self, name: str, window: Span | None) -> Span:
        """All that is left of `name`: the `window` of words that sound like it, underscores, and parts of it."""
        words = self.words
        if len(words) == 1 or (window is None and "_" not in self.written):
            return Span(words[0].start, words[-1].end) if words else Span(self.start, self.end)
        parts = [sound(part) for part in name.split("_") if part] if "_" in name else []
        left = [
            at
            for at, word in enumerate(words)
            if (window and window.start <= word.start < window.end) or (parts and self._is_left(at, parts))
        ]
        if not left:
            return Span(words[0].start, words[-1].end)
        last = words[left[-1]]
        if self.written[last.end - 1 - self.start] == "_" and last is not words[-1]:
            last = words[left[-1] + 1]  # what a part behind the underscore was translated into
        return Span(words[left[0]].start, last.end)

    def _is_left(self, at: int, parts: Sequence[str]) -> bool:
        """Whether a word is an underscore or sounds like one of the parts of a name."""
        if "_" in self.text(self.words[at]):
            return True
        return any(similarity(self.sounds[at], part) >= ALIKE for part in parts)


class Match(msgspec.Struct, frozen=True):
    """How surely a region stands for a name: `name` and `place` are their indexes.

    `alike` says how much the words of the `window` sound like the name. `linked` where a link on the region
    leads where links on the name do on other pages.
    """

    name: int
    place: int
    alike: float
    window: Span | None
    linked: bool

    @property
    def score(self) -> float:
        """What matches are held against each other by: a link tells most."""
        return self.linked + self.alike


def _bears_its_own_name(region: Region, expected: Expected) -> bool:
    """Whether the words of a link are the name of the page that it leads to, and that is another one."""
    names = page_names(region.target or "")
    return expected.key not in names and letters(region.written) in names


def matches(names: Sequence[Expected], regions: Sequence[Region]) -> Iterator[Match]:
    """The pairs of a name and a region that may stand for it."""
    for i, expected in enumerate(names):
        telling, wanted = expected.kind == "name" or expected.proven, sound(expected.text)
        for j, region in enumerate(regions):
            if region.target and _bears_its_own_name(region, expected):
                continue
            leads = region.target is not None and region.target in expected.targets
            alike, window = region.window(wanted, 0.0 if leads and telling else ALIKE)
            linked = leads and (telling or alike >= ALIKE)
            if linked or alike >= ALIKE:
                yield Match(i, j, alike, window, linked)
