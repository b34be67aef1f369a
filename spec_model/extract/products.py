"""The product a requirement names, in English, whatever a translation did to the words around it.

Machine translation pulls a name apart (``Windows [Applications de bureau Vista uniquement]``), so the parts
are looked for wherever they stand in the cell, and the name is put together by the rules of the names.
"""

import re
from functools import cache

from spec_model.locale import LocalePack, fold
from spec_model.model import Evidence, Fact, Product
from spec_model.tree import Flow

_BASE = re.compile(
    r"(?:(?<![A-Za-z\d.,])|(?<=windows))(?:(?P<year>20(?:00|03|08|12|16|19|22|25))|(?P<number>95|98|10|11|7|8[.,]1|8)"
    r"|(?P<word>vista|xp|nt(?:\s*\d[.,]\d+)?))(?![\w]|[.,]\d)",
    re.IGNORECASE | re.ASCII,
)
_BUILD = re.compile(r"(?<![\d.])(1[5-9]0[1-9]|2[0-9]H[12]|1[0-9]{4})(?!\d)", re.IGNORECASE)
_SERVICE_PACK = re.compile(r"(?<![A-Za-z])SP\s?(\d)(?!\d)", re.IGNORECASE)
_TABLET = re.compile(r"tablet\s+pc", re.IGNORECASE)
_BITS = re.compile(r"64[ -]?bit", re.IGNORECASE)
_RELEASE = re.compile(r"(?<![A-Za-z])R2(?![A-Za-z0-9])", re.IGNORECASE)
_OTHER_NUMBERS = re.compile(r"TAPI\W*\d+(?:\W\d+)?", re.IGNORECASE)

#: A cell with more characters than this is no product's name.
_LONGEST = 1000


def read_product(flow: Flow, pack: LocalePack) -> Product | None:
    """The product that a cell of the requirements table names; None where it names none."""
    text = flow.text.replace("\u00a0", " ")
    written = text.strip()
    if not 0 < len(written) <= _LONGEST:
        return None
    lead = len(text) - len(text.lstrip())
    evidence = (Evidence("text", flow.span(lead, lead + len(written)), written),)
    name = _none_supported(written, pack) or _name(_OTHER_NUMBERS.sub(" ", written), pack)
    return Product(Fact(name, evidence), _note(fold(written), pack)) if name else None


def _none_supported(text: str, pack: LocalePack) -> str | None:
    return "None supported" if fold(text) in {fold(words) for words in pack.requirements.none_supported} else None


def _name(text: str, pack: LocalePack) -> str | None:
    folded = fold(text)
    if "windows" not in folded:
        return None
    labels = pack.requirements
    bases = list(_BASE.finditer(text))
    server = any(word in folded for word in _folded(labels.server_word))
    professional = any(word in folded for word in _folded(labels.professional_word))
    parts = []
    for base in bases:
        if base["year"]:
            released = bool(_RELEASE.search(text))
            parts.append(_year(base["year"], server=server, professional=professional, release=released))
        else:
            parts.append(_version(base, text, professional=professional and len(bases) == 1, pack=pack))
    return ", ".join(dict.fromkeys(parts)) or None


def _year(year: str, *, server: bool, professional: bool, release: bool) -> str:
    if year == "2000":
        edition = " Professional" if professional else " Server" if server else ""
        return f"Windows 2000{edition}"
    return f"Windows Server {year}" + (" R2" if release else "")


def _version(base: re.Match[str], text: str, *, professional: bool, pack: LocalePack) -> str:
    word = base["word"] or base["number"].replace(",", ".")
    name = "Windows " + {"vista": "Vista", "xp": "XP", "me": "Me"}.get(word.lower(), word.upper())
    if word.lower() == "xp":
        if _TABLET.search(text):
            name += " Tablet PC Edition"
        elif _BITS.search(text):
            name += " 64-Bit Edition"
        elif professional:
            name += " Professional"
    pack_number = _SERVICE_PACK.search(text) or _worded_pack(pack.requirements.service_pack).search(text)
    if pack_number:
        name += f" with SP{pack_number[1]}"
    build = _BUILD.search(text) if word in ("10", "11") else None
    if build:
        worded = any(w in fold(text) for w in _folded(pack.requirements.version_word))
        name += f", version {build[1]}" if worded else f", {build[1]}"
    return name


@cache
def _worded_pack(forms: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in forms) or r"(?!)"
    return re.compile(rf"(?:{words})\s*(\d)(?!\d)", re.IGNORECASE)


@cache
def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fold(word) for word in words)


def _note(folded: str, pack: LocalePack) -> str | None:
    desktop = any(words in folded for words in _folded(pack.requirements.desktop_note))
    store = any(words in folded for words in _folded(pack.requirements.store_note))
    if desktop:
        return "desktop apps | UWP apps" if store else "desktop apps only"
    return "UWP apps only" if store else None
