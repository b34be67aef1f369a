import pytest

from conformance.suite.judge import contradicts, missing_flags, same


@pytest.mark.parametrize(("one", "other"), [(5, 5), (-1, 0xFFFFFFFF), (0xFF000000, -0x1000000), (1 << 40, 1 << 40)])
def test_values_that_are_the_same(one: int, other: int) -> None:
    assert same(one, other)


@pytest.mark.parametrize(("one", "other"), [(0, 1), (-1, 1), (1 << 32, 0), (-1, (1 << 64) - 1)])
def test_values_that_differ(one: int, other: int) -> None:
    assert not same(one, other)


@pytest.mark.parametrize(
    ("value", "number", "others", "returned"),
    [
        ("TRUE", 1, (0,), 1),
        ("LB_ERR", -1, (), 0xFFFFFFFF),
        ("nonzero", None, (0,), -7),
        ("positive", None, (0,), 3),
        ("negative", None, (), 0xFFFFFFFE),
        ("described", None, (-1,), 0),
        ("error", None, (0,), 0x80004005),
        ("", None, (), 12345),
    ],
)
def test_what_keeps_a_rule(value: str, number: int | None, others: tuple[int, ...], returned: int) -> None:
    assert contradicts(value, number, others, returned) is None


@pytest.mark.parametrize(
    ("value", "number", "others", "returned"),
    [
        ("TRUE", 1, (0,), 0),
        ("TRUE", 1, (0,), 2),
        ("nonzero", None, (0,), 0),
        ("positive", None, (0,), 0xFFFFFFFF),
        ("negative", None, (), 1),
        ("described", None, (-1,), 0xFFFFFFFF),
        ("error", None, (0,), 0),
    ],
)
def test_what_breaks_a_rule(value: str, number: int | None, others: tuple[int, ...], returned: int) -> None:
    assert contradicts(value, number, others, returned)


def test_one_bit_among_others() -> None:
    assert missing_flags("DLGC_BUTTON", 0x2000, 0x2010) is None
    assert missing_flags("DLGC_BUTTON", 0x2000, 0x10)
