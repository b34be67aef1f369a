"""The places of a generated file that a person fills in, and how they outlive the next generation.

A place stands between two marks. The first carries the id of the rule and a digest of what was generated; where
the text between differs from its digest, a person wrote it, and it is kept as it is.
"""

import hashlib
import re

import msgspec

_OPEN = re.compile(r"^[ \t]*(?:#|//) >>> fill in: (?P<id>[A-Za-z0-9_.-]+) \[(?P<digest>[0-9a-f]{8})\]", re.MULTILINE)
_CLOSE = re.compile(r"^[ \t]*(?:#|//) <<< end of (?P<id>[A-Za-z0-9_.-]+)[ \t]*$", re.MULTILINE)


class Place(msgspec.Struct, frozen=True):
    """A place of a file: the rule it belongs to, its text, and whether a person wrote it."""

    rule: str
    text: str
    by_hand: bool


def digest(text: str) -> str:
    """The mark of a text, the same however its lines end."""
    return hashlib.sha256(_unix(text).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def opening(rule: str, text: str, comment: str) -> str:
    """The line before a place that holds the generated `text`."""
    return f"{comment} >>> fill in: {rule} [{digest(text)}] (what you write here is kept)"


def closing(rule: str, comment: str) -> str:
    """The line after a place."""
    return f"{comment} <<< end of {rule}"


def places(source: str) -> dict[str, Place]:
    """The places of a file by rule. One that is not closed reaches to the next opening or the end."""
    source = _unix(source)
    found: dict[str, Place] = {}
    openings = list(_OPEN.finditer(source))
    for index, mark in enumerate(openings):
        start = source.find("\n", mark.end()) + 1 or len(source)
        limit = openings[index + 1].start() if index + 1 < len(openings) else len(source)
        end = next((m.start() for m in _CLOSE.finditer(source, start, limit) if m["id"] == mark["id"]), limit)
        text = source[start:end]
        found[mark["id"]] = Place(mark["id"], text, digest(text) != mark["digest"])
    return found


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
