"""Text of pages made fit to be shown: nothing in it can steer a terminal, and nothing in it is invisible."""

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conformance.diagnostic import Diagnostic

#: Categories that a terminal obeys or hides instead of showing: controls, formats (the bidirectional ones
#: among them), lone surrogates, code points that are no character, line and paragraph separators.
_UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})
_TAB = "    "


def visible_character(character: str) -> str:
    """`character` as it is shown: a control as its picture, another invisible one as ``<U+202E>``."""
    if unicodedata.category(character) not in _UNSHOWN:
        return character
    if character == "\t":
        return _TAB
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"


def visible(text: str) -> str:
    """`text` on one line with every control and invisible character made visible."""
    return text if text.isprintable() else "".join(map(visible_character, text))


def brief(text: str, limit: int = 400) -> str:
    """`text` made visible and no longer than about `limit` characters; what is left out is told."""
    if len(text) <= limit:
        return visible(text)
    return f"{visible(text[:limit])}… ({len(text) - limit} more characters)"


def shown(value: str | None) -> str:
    """A value that a page states, made visible; None is what the page does not state."""
    if value is None:
        return "(nothing)"
    return brief(value) if value.strip() else f'"{visible(value)}"'


def statements(diagnostic: "Diagnostic") -> list[tuple[str, str]]:
    """What the locales state that are not blamed, as (locales, value): most locales first."""
    said: dict[str | None, list[str]] = {}
    for locale, value in sorted(diagnostic.witnesses.items()):
        if locale != diagnostic.locale:
            said.setdefault(value, []).append(locale)
    ranked = sorted(said.items(), key=lambda item: (-len(item[1]), item[1]))
    return [(brief(" ".join(locales)), shown(value)) for value, locales in ranked]
