"""Names in generated code: taken from pages, fitted to a language, and unique where they stand."""

import re
from functools import cache
from importlib import resources

import msgspec
import yaml

_WORD = re.compile(r"[A-Za-z0-9]+")
_HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


@cache
def reserved(language: str) -> frozenset[str]:
    """The words of `language` that no constant, type or function can have as its name."""
    text = (resources.files("conformance.generate") / "data" / "reserved.yaml").read_text(encoding="utf-8")
    words = msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader), dict[str, frozenset[str]])
    return words[language]


def pascal(*parts: str) -> str:
    """One name in PascalCase out of `parts`: ``NM_CLICK``, ``list view``, ``wParam`` give NmClickListViewWParam."""
    words = (hump for part in parts for word in _WORD.findall(part) for hump in _HUMP.findall(word))
    return _led_by_letter("".join(word[:1].upper() + word[1:].lower() for word in words))


def snake(*parts: str) -> str:
    """One name in snake_case out of `parts`: ``NM_CLICK`` and ``list view`` give nm_click_list_view."""
    return _led_by_letter("_".join(word.lower() for part in parts for word in _WORD.findall(part)))


def joined(*parts: str) -> str:
    """One name out of `parts` that keeps their letter case: ``NM_CLICK`` and ``list view`` give NM_CLICK_list_view."""
    return _led_by_letter("_".join(word for part in parts for word in _WORD.findall(part)))


def _led_by_letter(name: str) -> str:
    return name if name and not name[0].isdigit() else f"X{name}"


class Namer:
    """Gives each name once in one scope of one language; a name that is taken or reserved gets an ending.

    `joint` stands before the number of a name that is taken: an underscore is no part of a PascalCase name.
    """

    def __init__(self, language: str, joint: str = "_") -> None:
        self._reserved = reserved(language)
        self._joint = joint
        self._taken: set[str] = set()

    def name(self, wanted: str) -> str:
        """`wanted`, or the nearest name that is free."""
        free = f"{wanted}_" if wanted in self._reserved or self._is_hidden(wanted) else wanted
        number = 2
        while free in self._taken:
            free = f"{wanted}{self._joint}{number}"
            number += 1
        self._taken.add(free)
        return free

    @staticmethod
    def _is_hidden(name: str) -> bool:
        """Whether an enumeration of Python would take `name` for its own: ``_name_``."""
        return name.startswith("_") and name.endswith("_")
