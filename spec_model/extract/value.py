"""The number of a message, where the page's own code states it by ``#define``."""

import re

from spec_model.extract.constants import parse_number
from spec_model.model import Evidence, Fact, Span
from spec_model.page import Page

_DEFINE = re.compile(r"^[ \t]*#[ \t]*define[ \t]+(?P<name>\w+)[ \t]+(?P<value>[^\n\r]+)", re.MULTILINE)


def read_value(page: Page, name: str) -> Fact[int] | None:
    """The number that the page's code defines `name` as, None where it defines none or one that is not known."""
    title = page.title
    if title is None or "define" not in title.text:
        return None
    for match in _DEFINE.finditer(page.text, title.body.start, title.body.end):
        if match["name"].lower() == name.lower():
            written = match["value"].split("//")[0].split("/*")[0].rstrip()
            number = parse_number(written)
            span = Span(match.start("value"), match.start("value") + len(written))
            return None if number is None else Fact(number, (Evidence("code", span, written),))
    return None
