r"""Damage of identifiers, and what proves the right one.

Machine translation spaces out underscores (``LB \_ ERR``), changes case, transliterates (``двдриверид``),
translates parts (``TAMAÑO \_ MAXHIDE``) and moves parts about (``\_ SIZE de WM``). A repair is made only
where something untouched proves it; here are the comparisons that decide what proves what.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import Levenshtein

Damage = Literal["spacing", "case", "transliteration", "translation"]

IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
#: A symbol of the headers: capitals and digits with an underscore inside.
SYMBOL = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9a-z]+)+\Z")
_AROUND_UNDERSCORE = re.compile(r"(?<!\s)\s*_\s*")
_NOT_WORD = re.compile(r"[^0-9a-z]+")
_ACCENTED = "áàâäãéèêëíìîïóòôöõúùûüñç"
_NOT_LATIN = re.compile(rf"[^0-9a-z{_ACCENTED}]+")  # what would cost a look-up for each letter

# What a transliteration writes for each Cyrillic letter, in classes of sound: w and v, c and k fall together.
_CYRILLIC = str.maketrans(
    dict(zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        ["a", "b", "v", "g", "d", "e", "e", "i", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u",
         "f", "h", "k", "kh", "s", "s", "", "i", "", "e", "u", "a"],
        strict=True,
    ))
)  # fmt: skip
_LATIN = str.maketrans({"w": "v", "c": "k", "q": "k", "y": "i", "j": "i", "x": "ks"})
_ACCENTS = str.maketrans(_ACCENTED, "aaaaaeeeeiiiiooooouuuunc")
_SOUNDS = _CYRILLIC | {accented: chr(plain).translate(_LATIN) for accented, plain in _ACCENTS.items()} | _LATIN


def tidy(text: str) -> str:
    """`text` with the spaces around underscores and outer marks gone: ``LB _ ERR.`` becomes ``LB_ERR``."""
    text = _AROUND_UNDERSCORE.sub("_", text.replace("\u00a0", " ")) if "_" in text else text
    return text.strip(" \t\r\n.,;:*`\"'«»“”「」，。、：")


def is_identifier(text: str) -> bool:
    """Whether `text` could be an identifier of C."""
    return bool(IDENTIFIER.match(text))


def is_joining(character: str) -> bool:
    """Whether a character right beside a name makes a longer word of it.

    Letters of scripts without spaces may stand there at once; nothing (an empty string) joins nothing.
    """
    return (character.isalnum() or character == "_") and not "\u2e80" <= character <= "\uffef"


def skeleton(text: str) -> str:
    """Letters and digits of `text` in lower case, without accents: equal for texts that differ in spelling only."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered if lowered.isalnum() else _bare(lowered)
    return _bare(_NOT_LATIN.sub("", lowered).translate(_ACCENTS))


def _bare(lowered: str) -> str:
    """The letters and digits of `lowered`; of a name without asking the pattern, which is dear."""
    joined = lowered.replace("_", "")
    return joined if joined.isascii() and joined.isalnum() else _NOT_WORD.sub("", joined)


@lru_cache(maxsize=65536)
def sound(text: str) -> str:
    """`text` in classes of sound, so that a word and its Cyrillic transliteration come out alike."""
    heard = text.lower().translate(_SOUNDS)
    return _bare(heard.replace("sh", "s").replace("ph", "f"))


def likeness(found: str, expected: str) -> float:
    """How alike two identifiers sound, 0 to 1; 1 for the same word in another spelling or alphabet."""
    return float(Levenshtein.normalized_similarity(sound(found), sound(expected)))


def has_cyrillic(text: str) -> bool:
    """Whether `text` holds a Cyrillic letter."""
    return any("\u0400" <= letter <= "\u04ff" for letter in text)


def damage(found: str, expected: str) -> Damage | None:
    """How `found` differs from the right identifier `expected`; None where it is the same.

    Anything that is not a matter of spacing, case or alphabet counts as translation.
    """
    if found == expected:
        return None
    if "".join(found.split()) == "".join(expected.split()):
        return "spacing"
    if skeleton(found) == skeleton(expected) and found.isascii():
        return "case"
    if has_cyrillic(found) and likeness(found, expected) >= 0.6:
        return "transliteration"
    return "translation"


def best_match(found: str, candidates: Iterable[str], *, at_least: float = 0.75) -> str | None:
    """The one candidate that `found` is a damaged form of: clearly the most alike, or None."""
    scored = sorted(((likeness(found, c), c) for c in set(candidates)), reverse=True)
    if not scored or scored[0][0] < at_least:
        return None
    if len(scored) > 1 and scored[1][0] > scored[0][0] - 0.1 and skeleton(scored[0][1]) != skeleton(scored[1][1]):
        return None
    return scored[0][1]
