import pytest

from conformance.generate.integers import as_stored, c_literal, fits, hexadecimal, storage
from conformance.generate.numbers import Stated, resolve, stated_value
from spec_model.model import Attestation, Message, Provenance
from spec_model.values import Values


def stated(*numbers: int, disputed: bool = False) -> list[Stated]:
    return [Stated(number, f"p{i}.md", f"the #define of p{i}.md", disputed) for i, number in enumerate(numbers)]


def test_the_compiled_number_goes_before_the_documented_one(values: Values) -> None:
    found = resolve("WM_DDE_DATA", "Dde.h", stated(0x3E05), values)
    assert found.number is not None
    assert found.number.value == 0x3E5
    assert found.remark is not None
    assert found.remark.kind == "two numbers"
    assert "p0.md says 0x3e05" in found.remark.text


@pytest.mark.parametrize("number", [0xFFFFFFFE, -2])
def test_one_code_written_in_two_ways_is_no_difference(number: int, values: Values) -> None:
    found = resolve("NM_CLICK", "Commctrl.h", stated(number), values)
    assert found.number is not None
    assert (found.number.value, found.remark) == (0xFFFFFFFE, None)


def test_either_number_of_a_pair_is_no_difference(values: Values) -> None:
    for number in (0x1007, 0x104D):
        assert resolve("LVM_INSERTITEM", "Commctrl.h", stated(number), values).remark is None
    assert resolve("LVM_INSERTITEM", "Commctrl.h", stated(7), values).remark is not None


def test_a_number_that_only_a_page_states_has_the_page_as_its_witness() -> None:
    found = resolve("NEVER_COMPILED", None, stated(7, 7), Values())
    assert found.number is not None
    assert (found.number.value, found.number.source) == (7, "the #define of p0.md")
    assert found.remark is None


@pytest.mark.parametrize(
    ("title", "given", "kind"),
    [
        ("nobody states one", stated(), "no number"),
        ("two pages state two", stated(1, 2), "two numbers"),
        ("the locales of the page dispute it", stated(1, disputed=True), "dispute"),
        ("it does not fit into 64 bits", stated(1 << 65), "no number"),
    ],
)
def test_without_a_witness_there_is_no_number(title: str, given: list[Stated], kind: str) -> None:
    found = resolve("NEVER_COMPILED", None, given, Values())
    assert found.number is None, title
    assert found.remark is not None
    assert found.remark.kind == kind


def test_a_number_that_was_filled_in_names_the_source_that_filled_it() -> None:
    filled = Provenance("value", "curated: own.h, SDK 1", 0.99)
    said = Provenance("value", "unanimous", 0.9, (Attestation("es-es", "5"),))
    common = {"page": "p.md", "name": "A", "kind": "message", "value": 5}
    assert [s.source for s in stated_value(Message(**common, provenance=(filled,)))] == ["curated: own.h, SDK 1"]  # type: ignore[arg-type]
    assert [s.source for s in stated_value(Message(**common, provenance=(said,)))] == ["the #define of p.md"]  # type: ignore[arg-type]
    assert list(stated_value(Message("p.md", "A", "message"))) == []


@pytest.mark.parametrize(
    ("numbers", "holds"),
    [
        ([], "u32"), ([0, 0xFFFFFFFF], "u32"), ([-1, 5], "i32"), ([-1, 0x80000000], "i64"), ([1 << 32], "u64"),
        ([1 << 63], "u64"), ([-1, 1 << 63], "i64"), ([-(1 << 63)], "i64"),
    ],
)  # fmt: skip
def test_numbers_are_stored_in_the_smallest_type_that_holds_them(numbers: list[int], holds: str) -> None:
    assert storage(numbers) == holds


def test_a_number_beyond_a_signed_type_is_stored_by_its_bits() -> None:
    assert as_stored((1 << 64) - 1, "i64") == -1
    assert as_stored((1 << 64) - 1, "u64") == (1 << 64) - 1


@pytest.mark.parametrize(
    ("number", "literal"),
    [
        (5, "0x0005"), (0x7FFFFFFF, "0x7FFFFFFF"), (0x80000000, "0x80000000U"), (1 << 32, "0x100000000ULL"),
        (-16, "(-16)"), (-(1 << 31), "(-2147483647 - 1)"), (-(1 << 31) - 1, "(-2147483649LL)"),
        (-(1 << 63), "(-9223372036854775807LL - 1)"),
    ],
)  # fmt: skip
def test_a_constant_of_c_has_its_value_in_every_expression(number: int, literal: str) -> None:
    assert c_literal(number) == literal


def test_numbers_are_written_as_codes() -> None:
    assert [hexadecimal(n) for n in (5, 0xFFFFFFFE, -16)] == ["0x0005", "0xFFFFFFFE", "-16"]
    assert fits((1 << 64) - 1)
    assert not fits(1 << 64)
    assert not fits(-(1 << 63) - 1)
