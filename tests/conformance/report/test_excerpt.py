import re
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from conformance.report import excerpt as module
from conformance.report.excerpt import excerpt


def drawn(line: str, start: int, end: int, width: int = 40) -> list[str]:
    part = excerpt(line, start, end, width)
    return [part.before + part.wrong + part.after, part.carets]


def test_a_short_line_is_shown_whole() -> None:
    assert drawn("*двдриверид*", 1, 11) == ["*двдриверид*", " ^^^^^^^^^^"]


def test_wide_characters_take_two_cells() -> None:
    assert drawn("訊息 視窗 a", 3, 5) == ["訊息 視窗 a", "     ^^^^"]


def test_combining_marks_take_no_cell() -> None:
    assert drawn("cafe\u0301 hdrvr", 6, 11) == ["cafe\u0301 hdrvr", "     ^^^^^"]


def test_wrong_text_of_marks_alone_is_underlined_below_its_letter() -> None:
    assert drawn("e\u0301", 1, 2) == ["e\u0301", "^"]


def test_an_invisible_character_is_shown_and_underlined() -> None:
    assert drawn("a\u202eb", 1, 2) == ["a<U+202E>b", " ^^^^^^^^"]


def test_an_empty_range_has_one_caret() -> None:
    assert drawn("abc", 3, 3) == ["abc", "   ^"]
    assert drawn("", 0, 0) == ["", "^"]


def test_a_long_line_is_cut_around_the_wrong_text() -> None:
    line = "a" * 500 + "WRONG" + "b" * 500
    assert drawn(line, 500, 505, 21) == ["…" + "a" * 7 + "WRONG" + "b" * 7 + "…", "        ^^^^^"]


def test_room_that_one_side_does_not_need_goes_to_the_other() -> None:
    assert drawn("a" * 500 + "WRONG", 500, 505, 21)[0] == "…" + "a" * 14 + "WRONG"
    assert drawn("WRONG" + "b" * 500, 0, 5, 21)[0] == "WRONG" + "b" * 14 + "…"


def test_wrong_text_that_is_too_long_is_cut_at_its_end() -> None:
    assert drawn("x" * 100, 0, 100, 12) == ["x" * 10 + "…", "^" * 10]


def test_a_cut_does_not_tear_a_mark_from_its_letter() -> None:
    assert not drawn("e\u0301" * 50 + "Z", 100, 101, 12)[0].startswith("…\u0301")


@pytest.mark.parametrize("line", ["x" * 3000, "訊" * 3000, "e\u0301" * 3000, "\u202e" * 3000, "\t" * 3000])
@pytest.mark.parametrize("place", [(0, 5), (1500, 1505), (2995, 3000), (0, 3000), (9999, 10000), (7, 3)])
def test_no_line_is_wider_than_asked(line: str, place: tuple[int, int]) -> None:
    shown, carets = drawn(line, *place, 50)
    assert cell_len(shown) <= 50
    assert carets.strip("^ ") == ""
    assert len(carets) <= 50


def test_a_line_of_marks_alone_ends() -> None:
    assert len(drawn("\u0301" * 1_000_000, 500_000, 999_999, 80)[0]) < 2000


@given(st.text("aя é_*«—", max_size=90), st.integers(0, 90), st.integers(0, 90), st.integers(1, 60))
def test_plain_text_is_cut_as_any_other(line: str, start: int, end: int, width: int) -> None:
    with mock.patch.object(module, "_PLAIN", re.compile(r"(?!)")):
        counted = excerpt(line, start, end, width)
    assert excerpt(line, start, end, width) == counted
