import pytest
from hypothesis import given
from hypothesis import strategies as st

from conformance.report.html.marks import Mark, pieces, shortened


def cut(line, *marks):
    """The pieces of a line as text, the marked ones with the number of their finding."""
    return [
        (piece.text, piece.mark.number) if piece.mark else piece.text
        for piece in pieces(line, [Mark(start, end, number, "error") for start, end, number in marks])
    ]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], ["abcdef"]),
        ([(2, 4, 1)], ["ab", ("cd", 1), "ef"]),
        ([(0, 6, 1)], [("abcdef", 1)]),
        ([(4, 6, 2), (0, 2, 1)], [("ab", 1), "cd", ("ef", 2)]),
        ([(0, 4, 1), (2, 6, 2)], [("abcd", 1), ("ef", 2)]),
        ([(0, 6, 1), (2, 4, 2)], [("abcdef", 1)]),
        ([(3, 3, 1)], ["abc", ("", 1), "def"]),
        ([(5, 99, 1)], ["abcde", ("f", 1)]),
        ([(9, 12, 1)], ["abcdef", ("", 1)]),
    ],
    ids=["none", "middle", "whole", "two", "overlap", "inside another", "a place", "too long", "behind the end"],
)
def test_a_line_is_cut_at_its_marks(marks, expected) -> None:
    assert cut("abcdef", *marks) == expected


@given(
    st.text("abc", max_size=30),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(1, 9)), max_size=6),
)
def test_no_character_is_lost_or_doubled(line, marks) -> None:
    assert "".join(piece if isinstance(piece, str) else piece[0] for piece in cut(line, *marks)) == line


def test_what_is_invisible_is_shown() -> None:
    assert cut("a\u202eb", (1, 2, 1)) == ["a", ("<U+202E>", 1), "b"]


def test_a_very_long_line_keeps_both_ends() -> None:
    text = shortened("a" + "x" * 100_000 + "z")
    assert len(text) < 400
    assert (text[0], text[-1]) == ("a", "z")
    assert "99762 more characters" in text
