import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from conformance.fix.edits import Edit, applied, compatible


def edit(start: int, end: int, text: str, **other) -> Edit:
    keys = (("X001", "a.md", "f", text, str(start)),)
    return replace(Edit("es-es", start, end, text, safe=True, keys=keys, codes=("X001",)), **other)


@pytest.mark.parametrize(
    ("edits", "kept"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([(0, 2, "a"), (5, 6, "b")], [(0, 2, "a"), (5, 6, "b")], id="two places"),
        pytest.param([(5, 6, "b"), (0, 2, "a")], [(0, 2, "a"), (5, 6, "b")], id="in the order of the page"),
        pytest.param([(2, 4, "a"), (0, 9, "b")], [(0, 9, "b")], id="the longer of two that overlap"),
        pytest.param([(2, 4, "b"), (1, 3, "a")], [(1, 3, "a")], id="the first of two of one length"),
        pytest.param([(2, 4, "b"), (0, 2, "a")], [(0, 2, "a")], id="two that touch are not made together"),
        pytest.param([(2, 4, "a"), (2, 4, "b")], [(2, 4, "a")], id="one of two for the same words"),
    ],
)
def test_edits_that_go_together_are_kept(edits, kept) -> None:
    assert [(e.start, e.end, e.text) for e in compatible(edit(*e) for e in edits)] == kept


def test_a_safe_edit_comes_before_a_longer_one_that_is_not() -> None:
    safe, likely = edit(3, 4, "a"), edit(0, 9, "b", safe=False)
    assert compatible([likely, safe]) == [safe]


def test_edits_of_two_locales_do_not_overlap() -> None:
    both = [edit(0, 2, "a"), edit(0, 2, "b", locale="ru-ru")]
    assert compatible(both) == both


def test_rules_that_want_the_same_share_one_edit() -> None:
    (one,) = compatible([edit(0, 2, "a", safe=False), edit(0, 2, "a", codes=("X002",))])
    assert (one.codes, len(one.keys), one.safe) == (("X001", "X002"), 2, True)


@given(st.text(min_size=1), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.text(max_size=3))))
def test_what_no_edit_covers_stays(text, places) -> None:
    wanted = [edit(min(a, len(text)), min(a + n, len(text)), new) for a, n, new in places]
    kept = compatible(wanted)
    changed = applied(text, kept)
    position = at = 0
    for e in kept:
        gap = text[at : e.start]
        assert changed[position : position + len(gap) + len(e.text)] == gap + e.text
        position, at = position + len(gap) + len(e.text), e.end
    assert changed[position:] == text[at:]
