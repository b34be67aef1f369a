import pytest
from hypothesis import given
from hypothesis import strategies as st

from spec_model.consensus.align import align

NAMES = st.lists(st.sampled_from(["wParam", "lParam", "Lparam", "впарам", "хдрвр", "hdrvr", "x", "", "字"]), max_size=8)


@pytest.mark.parametrize(
    ("expected", "found", "pairs", "missing", "extra"),
    [
        ("a b", "a b", [(0, 0), (1, 1)], (), ()),
        ("a b", "b a", [(0, 1), (1, 0)], (), ()),
        ("a b c", "a c", [(0, 0), (2, 1)], (1,), ()),
        ("a c", "a b c", [(0, 0), (1, 2)], (), (1,)),
        ("hwnd msg", "Msg HWND", [(0, 1), (1, 0)], (), ()),
        ("dwDriverId hdrvr", "хдрвр двдриверид", [(0, 1), (1, 0)], (), ()),
        ("a b c", "a q c", [(0, 0), (1, 1), (2, 2)], (), ()),
        ("", "a", [], (), (0,)),
        ("a", "", [], (0,), ()),
        ("lParam1 lParam2", "lParam2 lParam1", [(0, 1), (1, 0)], (), ()),
        ("lParam1 lParam2", "lParam2", [(1, 0)], (0,), ()),
    ],
)
def test_names_find_their_counterparts(
    expected: str, found: str, pairs: list[tuple[int, int]], missing: tuple[int, ...], extra: tuple[int, ...]
) -> None:
    alignment = align(expected.split(), found.split())
    assert alignment.pairs == tuple(pairs)
    assert alignment.missing == missing
    assert alignment.extra == extra


def test_an_order_that_differs_is_told() -> None:
    assert align(["a", "b"], ["b", "a"]).reordered
    assert not align(["a", "b", "c"], ["a", "c"]).reordered
    assert align(["a", "b"], ["b", "a"]).found_at(0) == 1
    assert align(["a"], []).found_at(0) is None


def test_what_is_left_is_paired_by_place_only_if_asked() -> None:
    assert align(["ab", "zz"], ["ab", "qq"], by_place=False).missing == (1,)


@given(NAMES, NAMES)
def test_every_name_is_paired_once_or_left_over(expected: list[str], found: list[str]) -> None:
    alignment = align(expected, found)
    assert sorted([*(i for i, _ in alignment.pairs), *alignment.missing]) == list(range(len(expected)))
    assert sorted([*(j for _, j in alignment.pairs), *alignment.extra]) == list(range(len(found)))
