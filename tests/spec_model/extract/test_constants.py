import pytest

from spec_model.extract.constants import parse_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4", 4),
        (" 0x10 ", 16),
        ("0X1fL", 31),
        ("(-2)", -2),
        ("−1", -1),
        ("(0x8000u)", 0x8000),
        ("", None),
        ("uno", None),
        ("4 uno", None),
        ("1,5", None),
        ("0x", None),
        ("--1", None),
        ("1" * 21, None),
        ("(" + " " * 50_000 + "x", None),
    ],
)
def test_numbers_are_read_and_nothing_else(text: str, number: int | None) -> None:
    assert parse_number(text) == number
