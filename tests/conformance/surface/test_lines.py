"""Lines, fences and rows of sections: where they stand, and that no line end is part of them."""

import pytest

from conformance.surface.lines import Block, blocks_of
from conformance.surface.rows import Surface
from spec_model.page import decode_page

PAGE = """\
---
title: x
---

# A message

First words.

## Remarks

- one
-two

```cpp
- code
```

| a | b |
~ a wave
-

## Parameters

Text with `marks`.

~~~
never closed
"""


def _blocks(text: str, locale: str = "es-es") -> dict[str, Block]:
    return blocks_of(decode_page(text.encode(), locale, "a.md", f"{locale}/a.md"))


def _second(blocks: dict[str, Block]) -> Block:
    return list(blocks.values())[1]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_are_cut_whatever_ends_them(newline: str) -> None:
    lines = _second(_blocks(PAGE.replace("\n", newline))).lines
    assert lines.written == ["- one", "-two", "| a | b |", "~ a wave", "-"]
    assert lines.shape == "-p|p-"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_line_stands_where_its_span_says(newline: str) -> None:
    text = PAGE.replace("\n", newline)
    for block in _blocks(text).values():
        assert [text[start:end] for start, end in block.lines.spans] == block.lines.written


def test_fences_are_told_before_and_after_the_lines_are() -> None:
    first, second, third = _blocks(PAGE).values()
    assert first.fences == first.lines.fences == ()
    (fence,) = second.fences
    assert PAGE[fence.start : fence.end] == "```cpp\n- code\n```"
    assert PAGE[fence.code.start : fence.code.end].strip() == "- code"
    assert second.lines.fences == second.fences
    (open_fence,) = third.fences
    assert open_fence.end == len(PAGE)


def test_rows_hold_the_lines_that_are_written_in_them() -> None:
    texts = {
        "es-es": "# T\n\n## Remarks\n\nOne WM_A\n\n| x | WM_B |\n\nEnd WM_C\n",
        "fr-fr": "# T\n\nMore before it.\n\n## Remarks\n\nUn WM_A\n\n| y | WM_B |\n\nFin WM_C\n",
        "it-it": "# T\n\n## Remarks\n\nUno WM_A\n\nFine WM_C\n",
    }
    blocks = {locale: _blocks(text, locale) for locale, text in texts.items()}
    for locales, even in ((("es-es", "fr-fr"), True), (tuple(texts), False)):
        pages = Surface({locale: blocks[locale] for locale in locales}, None)
        key = next(key for key in pages.keys if key != "title")
        section = pages.section(key)
        assert section.even is even
        rows = [
            tuple(texts[locale][line.start : line.end] for locale, line in row.cells.items()) for row in section.rows
        ]
        assert rows == list(section.written())
        assert rows[0] == tuple(next(line for line in texts[tag].split("\n") if "WM_A" in line) for tag in locales)
    assert [len(row) for row in rows] == [3, 2, 3]
