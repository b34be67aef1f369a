import pytest

from conformance.suite.memory import LayoutError, ansi, array, buffer, flatten, layout, struct, struct_of, text


def test_text_has_its_end() -> None:
    assert text("ab").data == b"a\0b\0\0\0"
    assert ansi("ab").data == b"ab\0"


def test_fields_are_aligned_as_in_windows() -> None:
    shape = layout("LVITEMW")
    assert shape.fields["pszText"].offset == 24
    assert shape.size % shape.alignment == 0


def test_a_structure_knows_its_own_size() -> None:
    made = struct("SCROLLINFO", nPos=33)
    assert made.read("cbSize", made.data) == layout("SCROLLINFO").size == 28
    assert made.read("nPos", made.data) == 33


def test_its_size_can_be_wrong_on_purpose() -> None:
    made = struct("SCROLLINFO", cbSize=3)
    assert made.read("cbSize", made.data) == 3


def test_pointers_are_links() -> None:
    made = struct("LVITEMW", pszText=text("one"))
    assert [(offset, part.data) for offset, part in made.links] == [(24, text("one").data)]
    assert flatten(made) == [made, text("one")]


def test_nested_fields_are_written_with_two_underscores() -> None:
    made = struct("TVINSERTSTRUCTW", item__mask=1)
    assert made.read("item.mask", made.data) == 1


@pytest.mark.parametrize(("name", "fields"), [("NOSUCH", {}), ("RECT", {"middle": 1}), ("RECT", {"left": text("x")})])
def test_what_is_not_known_is_told(name: str, fields: dict[str, int]) -> None:
    with pytest.raises(LayoutError):
        struct_of(name, dict(fields))


def test_numbers_are_cut_to_their_field() -> None:
    made = struct("RECT", left=-1, top=1 << 40)
    assert made.read("left", made.data) == -1
    assert made.read("top", made.data) == 0


def test_a_buffer_has_a_limit() -> None:
    assert buffer(3).data == b"\0\0\0"
    with pytest.raises(LayoutError):
        buffer(1 << 30)


def test_an_array_is_one_number_behind_the_other() -> None:
    assert array("u16", 1, 2).data == b"\1\0\2\0"
