"""Where the visible words of a heading stand: what is seen at once is what reading the marks gives."""

from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from conformance.rules.identity._heading import visible_heading
from conformance.view import Memory
from spec_model.page import Page

PIECES = [
    "a",
    "消",
    "7",
    "_",
    "\\_",
    "\\",
    "*",
    "**",
    "`",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    " ",
    "\u2060",
    "(",
    "]",
    "&amp;",
]


class Holder(Memory):
    """What the search for a heading asks of a view."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
@example("a<!--a")
def test_the_place_of_a_heading_is_that_of_its_words(text: str) -> None:
    page = Page("zh-tw", "a.md", "a.md", f"# {text}\n\nb\n")
    title = page.title
    if title is None:
        return
    visible = title.words.text
    words = visible.strip()
    lead = len(visible) - len(visible.lstrip())
    view: Any = Holder(page)
    expected = title.words.span(lead, lead + len(words)) if words else title.heading
    assert visible_heading(view, title) == expected
