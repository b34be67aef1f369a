"""The number of a message, where the page's own code states it by ``#define``."""

import re
from collections.abc import Callable

from spec_model.expression import number_of
from spec_model.model import Evidence, Fact, Span
from spec_model.page import Page
from spec_model.values import shipped_values

_DEFINE = re.compile(r"^[ \t]*#[ \t]*define[ \t]+(?P<name>\w+)[ \t]+(?P<value>[^\n\r]+)", re.MULTILINE)


def read_value(page: Page, name: str) -> Fact[int] | None:
    """The number that the page's code defines `name` as, None where it defines none or one that is not known.

    A definition may build on a base such as ``WM_USER``: its number comes from the page's other definitions,
    else from the shipped values.
    """
    title = page.title
    if title is None or "define" not in title.text:
        return None
    found = {m["name"]: m for m in _DEFINE.finditer(page.text, title.body.start, title.body.end)}
    own = next((m for key, m in found.items() if key.lower() == name.lower()), None)
    if own is None:
        return None
    written = _expression(own)
    number = number_of(written, _names(found))
    span = Span(own.start("value"), own.start("value") + len(written))
    return None if number is None else Fact(number, (Evidence("code", span, written),))


def _expression(define: re.Match[str]) -> str:
    return define["value"].split("//")[0].split("/*")[0].rstrip()


def _names(defines: dict[str, re.Match[str]]) -> Callable[[str], int | None]:
    """Numbers of bases, from the page or the shipped values; a base that builds on another is looked up there."""

    def lookup(name: str) -> int | None:
        define = defines.get(name)
        number = number_of(_expression(define)) if define else None
        return shipped_values().number(name) if number is None else number

    return lookup
