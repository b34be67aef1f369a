import pytest

from spec_model.witness import read_witness


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("#define WM_A 0x0005", 5),
        ("  #  define\tWM_A\t\t5 // uno", 5),
        ("#define WM_B 4\r\n#define WM_A 5 /* uno */", 5),
        ("#define wm_a (5)", 5),
        ("#define WM_AB 5", None),
        ("#define WM_A nada", None),
        ("#define WM_A", None),
        ("WM_A = 5", None),
    ],
)
def test_the_number_of_a_message_is_read_from_its_code(parts, at, code: str, value: int | None) -> None:
    page = parts.message(intro=f"```C++\n{code}\n```\n")
    found = read_witness(page).value
    assert (found.value if found else None) == value
    if found:
        assert at(page, found.evidence[0].span) == found.evidence[0].text


def test_a_definition_in_another_section_is_not_asked(parts) -> None:
    assert parts.witness(parameters="```\n#define WM_A 5\n```").value is None
