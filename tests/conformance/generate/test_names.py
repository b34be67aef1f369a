import pytest

from conformance.generate.names import Namer, joined, pascal, reserved, snake

LANGUAGES = ("c", "cpp", "csharp", "python", "rust", "typescript")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("WM_SIZE", "wParam"), ("WmSizeWParam", "wm_size_wparam", "WM_SIZE_wParam")),
        (("NM_CLICK", "list view"), ("NmClickListView", "nm_click_list_view", "NM_CLICK_list_view")),
        (("EM_FINDTEXTEXW", "result"), ("EmFindtextexwResult", "em_findtextexw_result", "EM_FINDTEXTEXW_result")),
        (("3D_THING",), ("X3DThing", "X3d_thing", "X3D_THING")),
        (("../../etc/passwd",), ("EtcPasswd", "etc_passwd", "etc_passwd")),
        (("видеть", "{{x}}"), ("X", "x", "x")),
        ((), ("X", "X", "X")),
    ],
)
def test_names_are_made_of_the_letters_of_their_parts(parts: tuple[str, ...], expected: tuple[str, str, str]) -> None:
    assert (pascal(*parts), snake(*parts), joined(*parts)) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reserved_word_gets_an_ending(language: str) -> None:
    for word in sorted(reserved(language)):
        name = Namer(language).name(word)
        assert name not in reserved(language)
        assert name.startswith(word)


def test_a_name_that_is_taken_gets_a_number() -> None:
    names = Namer("c")
    assert [names.name(n) for n in ("A", "A", "A_2", "A")] == ["A", "A_2", "A_2_2", "A_3"]


def test_a_name_that_an_enumeration_would_hide_gets_an_ending() -> None:
    assert not Namer("python").name("_missing_").endswith("g_")
    assert Namer("python").name("mro") == "mro_"
