import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from spec_model import front
from spec_model.front import FrontMatter


def front_matter(body: str) -> FrontMatter:
    text = f"---\n{body}---\n"
    return FrontMatter(text, 4, 4 + len(body))


def by_the_library(body: str) -> object:
    """What the YAML library reads, None where it refuses."""
    try:
        return yaml.load(body, Loader=yaml.CBaseLoader)
    except (yaml.YAMLError, ValueError):
        return None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("a: uno\na: dos\n", {"a": "dos"}, id="a key that stands twice has its last value"),
        pytest.param("a:\n- uno\n- 'dos'\nb:\n", {"a": ["uno", "dos"], "b": ""}, id="a list, and nothing"),
        pytest.param("a: 'b: c'\r\nd: \"e # f\" \r\n", {"a": "b: c", "d": "e # f"}, id="words in quotes"),
        pytest.param("a: b:c#d\n", {"a": "b:c#d"}, id="a colon and a hash within a word"),
    ],
)
def test_plain_entries_are_read_without_the_library(
    body: str, expected: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert by_the_library(body) == expected
    monkeypatch.setattr(front, "_read_yaml", lambda _: pytest.fail("the library was asked"))
    assert front_matter(body).data == expected
    assert front_matter(body).problem is None


def test_a_word_is_not_found_within_a_longer_one() -> None:
    found = front_matter("a: xWM_A WM_AB\nb: WM_A\n").find("a", "WM_A")
    assert (found.start, found.end) == (4, 6)
    found = front_matter("a: WM_AB WM_A\n").find("a", "WM_A")
    assert (found.start, found.end) == (13, 17)


BEGINNINGS = st.sampled_from(["a: ", "a: ", "b.c:", "- ", "", " "])
PIECES = st.sampled_from(
    ["b: c", "b #c", "b:c", "b#c", "b:", "b\xa0", "'b'", '"b"', "&a b", "*a", *"b-?[{|>!\\\t\u2028\0"]
)
ENDS = st.sampled_from(["\n", "\r\n", " \n"])
LINES = st.tuples(BEGINNINGS, st.lists(PIECES, max_size=2).map("".join), ENDS).map("".join)


@settings(max_examples=500)
@given(st.lists(LINES, min_size=1, max_size=3).map("".join))
@example("a: 'b''c'\n")
@example("a: b\n c\n")
@example("a: b\xa0\n")
def test_any_front_matter_is_read_as_the_library_reads_it(body: str) -> None:
    expected = by_the_library(body)
    assert front_matter(body).data == (expected if isinstance(expected, dict) else {})
