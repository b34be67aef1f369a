import pytest

from conformance.generate.flags import are_flags


@pytest.mark.parametrize(
    ("title", "numbers"),
    [
        ("nothing", []),
        ("one constant", [4]),
        ("one constant beside zero", [0, 2]),
        ("a count from zero", [0, 1, 2, 3, 4]),
        ("a count from one", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("two that could be a count", [1, 2]),
        ("two and zero that could be a count", [0, 1, 2]),
        ("negative numbers", [-16, -20]),
        ("bits beside a negative number", [1, 2, 4, -1]),
        ("a count with a gap", [1, 2, 3, 5, 6, 7, 9, 10]),
        ("numbers that overlap the bits", [1, 2, 4, 5, 9]),
        ("error codes", [0, 258, 1223]),
        ("multiples of ten", [10, 20, 30]),
    ],
)
def test_a_choice_of_one_is_no_flags(title: str, numbers: list[int]) -> None:
    assert not are_flags(numbers), title


@pytest.mark.parametrize(
    ("title", "numbers"),
    [
        ("single bits", [1, 2, 4]),
        ("two bits that are no count", [4, 8]),
        ("bits in any order, one of them twice", [16, 1, 2, 2, 8]),
        ("bits and none of them", [0, 1, 2, 4]),
        ("bits and all of them", [1, 2, 4, 7]),
        ("bits and the union of two", [2, 4, 8, 6]),
        ("bits and masks of bits of their own", [1, 2, 4, 8, 0xF00, 0xF000]),
        ("the highest bits", [0x80000000, 0x40000000, 1]),
    ],
)
def test_what_can_be_combined_is_flags(title: str, numbers: list[int]) -> None:
    assert are_flags(numbers), title
