"""The front matter of a page: a mapping of YAML, of which only strings and lists of strings matter.

Nearly all front matter keeps to plain keys, words and lists on one line each, which a pattern reads some six
times faster than the YAML library; whatever else there is goes to the library, and is read in the same way.
"""

import re
from functools import cached_property, lru_cache

import yaml

from spec_model.model import Span

#: Front matter that opens more lists and mappings than this is not read: the YAML library would run out of stack.
MAX_OPENINGS = 1000

_OPENING = re.compile(r"\[|\{|-[ \t]|\?[ \t]")
_NEXT_KEY = re.compile(r"\n[^\s#-]")

_CONTROL = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
_REST = rf"[^:\#{_CONTROL}]*+"
_SCALAR = (
    rf"(?:\"[^\"\\{_CONTROL}]*+\"|'[^'{_CONTROL}]*+'"
    rf"|[^\s\-?:,\[\]{{}}\#&*!|>'\"%@`{_CONTROL}]{_REST}(?:(?::(?=\S)|(?<=\S)\#){_REST})*+)"
)
_PLAIN_LINE = re.compile(
    rf"^(?:([A-Za-z][\w.-]{{0,99}}+):(?:[ ]+({_SCALAR}))?|-[ ]+({_SCALAR}))[ ]*\r?\n", re.MULTILINE
)


class FrontMatter:
    """The YAML block at the head of a page, from `start` to `end` of its text; read when first asked for.

    Where there is none or where it is broken, it is empty; then `problem` says what is wrong and on which
    line (1-based).
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self._text = text

    @property
    def data(self) -> dict[str, object]:
        """The mapping, empty where it could not be read."""
        return self._loaded[0]

    @property
    def problem(self) -> tuple[int, str] | None:
        """The line and the reason why the block could not be read, or None."""
        return self._loaded[1]

    @cached_property
    def _loaded(self) -> tuple[dict[str, object], tuple[int, str] | None]:
        if self.end <= self.start:
            return {}, None
        size = self.end - self.start
        if size > MAX_OPENINGS and len(_OPENING.findall(self._text, self.start, self.end)) > MAX_OPENINGS:
            return {}, (1, f"more than {MAX_OPENINGS} lists and mappings")
        plain = _read_plain(self._text, self.start, self.end)
        return (plain, None) if plain is not None else _read_yaml(self._text[self.start : self.end])

    def string(self, key: str) -> str | None:
        """The scalar at `key` as a string, or None."""
        value = self.data.get(key)
        return value if isinstance(value, str) else None

    def strings(self, key: str) -> tuple[str, ...]:
        """The list at `key` as strings; a scalar counts as a list of one."""
        value = self.data.get(key)
        items = value if isinstance(value, list) else [value]
        return tuple(item for item in items if isinstance(item, str))

    def find(self, key: str, value: str | None = None) -> Span:
        """Where `value` stands under `key`, or the key itself; the opening line where neither is found."""
        text = self._text
        at = _key_pattern(key).search(text, max(self.start - 1, 0), self.end)
        if not at:
            return Span(0, min(3, len(text)))
        following = _NEXT_KEY.search(text, at.end(), self.end)
        found = _whole(text, value, at.end(), following.start() if following else self.end) if value else None
        return found or Span(at.start() + 1, at.end())


@lru_cache(maxsize=64)
def _key_pattern(key: str) -> re.Pattern[str]:
    return re.compile(rf"\n{re.escape(key)}[ \t]*:")


def _whole(text: str, value: str, start: int, end: int) -> Span | None:
    """Where `value` stands between two places of `text` and is no part of a longer word."""
    while (start := text.find(value, start, end)) >= 0:
        stop = start + len(value)
        if not _is_word(text[start - 1]) and not (stop < end and _is_word(text[stop])):
            return Span(start, stop)
        start += 1
    return None


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _read_plain(text: str, start: int, end: int) -> dict[str, object] | None:
    """The mapping where every entry keeps to one line for a scalar or an item of a list, None where one does not."""
    lines = _PLAIN_LINE.findall(text, start, end)
    if len(lines) != text.count("\n", start, end) or text[end - 1] != "\n":
        return None
    data: dict[str, object] = {}
    items: list[str] | None = None  # where the next item goes
    key = ""
    for name, scalar, item in lines:
        if item:
            if items is None:
                return None
            items.append(_unquoted(item))
            data[key] = items
        else:
            key, items = name, None if scalar else []
            data[key] = _unquoted(scalar) if scalar else ""
    return data


def _unquoted(scalar: str) -> str:
    return scalar[1:-1] if scalar[0] in "'\"" else scalar.rstrip(" ")


def _read_yaml(written: str) -> tuple[dict[str, object], tuple[int, str] | None]:
    """The mapping in any YAML, and what is wrong with it."""
    try:
        loaded = yaml.load(written, Loader=yaml.CBaseLoader)  # every scalar a string
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return {}, (2 + (mark.line if mark else 0), str(getattr(error, "problem", None) or "not valid YAML"))
    except (ValueError, RecursionError) as error:  # a date such as 2021-13-40, or nesting without end
        return {}, (1, str(error) or type(error).__name__)
    if isinstance(loaded, dict):
        return {str(key): value for key, value in loaded.items()}, None
    return {}, None if loaded is None else (1, "the front matter is not a mapping")
