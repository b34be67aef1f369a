import pytest
from hypothesis import given
from hypothesis import strategies as st

from spec_model.identifiers import best_match, damage, is_identifier, likeness, skeleton, sound, tidy


@pytest.mark.parametrize(
    ("found", "expected", "kind"),
    [
        ("LB_ERR", "LB_ERR", None),
        ("LB _ ERR", "LB_ERR", "spacing"),
        ("Windows. h", "Windows.h", "spacing"),
        ("Hwnd", "hwnd", "case"),
        ("двдриверид", "dwDriverId", "transliteration"),
        ("хдрвр", "hdrvr", "transliteration"),
        ("TAMAÑO_MAX", "SIZE_MAX", "translation"),
        ("標題", "header", "translation"),
        ("сообщение", "hdrvr", "translation"),
    ],
)
def test_damage_has_a_kind(found: str, expected: str, kind: str | None) -> None:
    assert damage(found, expected) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [("LB _ ERR.", "LB_ERR"), (" *a* ", "a"), ("«a»", "a"), ("a\u00a0_\u00a0b", "a_b"), ("a b", "a b"), ("。a：", "a")],
)
def test_names_are_tidied(text: str, expected: str) -> None:
    assert tidy(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("a1_", True), ("1a", False), ("", False), ("a b", False), ("a\n", False)]
)
def test_identifiers_of_c(text: str, expected: bool) -> None:
    assert is_identifier(text) == expected


def test_a_transliteration_finds_its_name_among_others() -> None:
    assert best_match("двдриверид", ["dwDriverId", "hdrvr", "lParam1"]) == "dwDriverId"
    assert best_match("лпарам", ["lParam1", "lParam2"]) is None
    assert best_match("стол", ["dwDriverId", "hdrvr"]) is None
    assert best_match("a", []) is None


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_is_a_share_and_symmetric(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == 1


@given(st.text(alphabet="abcWXyz_ 019", max_size=20))
def test_case_and_spacing_are_no_difference_of_letters(text: str) -> None:
    assert skeleton(text.upper()) == skeleton(text)
    assert sound(text.upper()) == sound(text)
