import pytest
import yaml

from spec_model.expression import ExpressionError, evaluate, number_of
from spec_model.values import (
    Pair,
    Source,
    ValueFile,
    Values,
    ValuesError,
    load_values,
    parse_value_file,
    same_number,
    shipped_values,
)

BASES = {"WM_USER": 0x400, "LVM_FIRST": 0x1000, "CDN_FIRST": 4294966695, "NM_FIRST": 0}
SOURCE = Source("gcc", "12", "an SDK")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0x0031", 0x31),
        ("0X23A", 0x23A),
        ("49", 49),
        ("-16", -16),
        ("017", 15),
        ("0b101", 5),
        ("(WM_USER + 5)", 0x405),
        ("(WM_USER+5)", 0x405),
        ("(LVM_FIRST + 75)", 0x104B),
        ("( ( WM_USER ) )", 0x400),
        ("WM_USER /* the first */ + 1 // one more", 0x401),
        ("1 + 2 * 3 - 4 / 2", 5),
        ("1 << 4 | 1", 17),
        ("0xF0 & ~0x30", 0xC0),
        ("7 % 4 ^ 1", 2),
        ("-7 / 2", -3),
        ("-7 % 2", -1),
        ("(0U-601U)", 4294966695),
        ("(CDN_FIRST - 0x0002)", 4294966693),
        ("(UINT)-1", 0xFFFFFFFF),
        ("((LONG)0x80004005L)", -2147467259),
        ("(WORD)(-2)", 65534),
        ("~0", -1),
        ("0xFFFFFFFFFFFFFFFF", 2**64 - 1),
        ("(1 << 31)", -(2**31)),
        ("0x80000000", 2**31),
    ],
)
def test_an_expression_has_the_number_that_a_c_compiler_gives_it(text: str, number: int) -> None:
    assert evaluate(text, BASES.get) == number


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "ends too early"),
        ('TEXT("commdlg_help")', "no integer"),
        ("MAKEINTRESOURCE(4)", "call"),
        ("NOT_KNOWN + 1", "NOT_KNOWN is not known"),
        ("08", "no integer"),
        ("1.5", "no integer"),
        ("12px", "no integer"),
        ("1 / 0", "division by zero"),
        ("5 % (WM_USER - 1024)", "division by zero"),
        ("1 << 99", "shift"),
        ("1 << -1", "shift"),
        ("2147483647 + 1", "overflows"),
        ("0x10000000000000000", "64 bits"),
        ("(1", "early"),
        ("(1 2)", "not closed"),
        ("1 2", "left over"),
        ("* 2", "out of place"),
        ("(" * 5_000 + "1" + ")" * 5_000, "too long"),
        ("(" * 900 + "1" + ")" * 900, "nested too deeply"),
        ("-" * 1_900 + "1", "nested too deeply"),
        ("__import__('os')", "no integer"),
    ],
)
def test_what_has_no_number_says_why(text: str, reason: str) -> None:
    with pytest.raises(ExpressionError, match=reason):
        evaluate(text, BASES.get)
    assert number_of(text, BASES.get) is None


def test_one_code_written_signed_and_unsigned_is_one_number() -> None:
    assert same_number(-2, 4294967294)
    assert same_number(5, 5)
    assert not same_number(5, 6)
    assert not same_number(-2, 2)
    assert not same_number(0, 2**32)


def test_values_are_found_in_the_header_that_is_asked_for() -> None:
    one = ValueFile("one.h", SOURCE, {"A": 1, "B": 7, "P": Pair(3, 4)})
    other = ValueFile("other.h", SOURCE, {"A": 2, "B": 7})
    values = Values([one, other])
    assert values.number("A", "Other.h") == 2
    assert values.number("A", "third.h") is None, "two headers disagree and none is the one asked for"
    assert values.number("B") == 7
    assert values.number("C") is None
    found = values.find("P")
    assert found is not None
    assert (found.number, found.ansi, found.is_pair) == (4, 3, True)
    assert list(values) == ["A", "B", "P"]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("header: ]", "bad.yaml:1: "),
        ("header: a.h\n", "bad.yaml: .*source"),
        ("header: a.h\nsource: {toolchain: t, version: v, sdk: s}\nvalues: {A: one}\n", "bad.yaml: .*values"),
        ("header: a.h\nsource: {toolchain: t, version: v, sdk: s}\nvalues: {A: 1}\nextra: 1\n", "bad.yaml: .*extra"),
        ("!!python/object/apply:os.system [echo]\n", "bad.yaml:1: "),
        ("header: 2021-99-99\n", "bad.yaml: "),
        ("[" * 100_000, "bad.yaml:1: nested too deeply"),
        ("header: a.h\nvalues:\n" + "- " * 100_000, "bad.yaml:3: nested too deeply"),
    ],
)
def test_a_file_of_values_that_does_not_fit_says_where(text: str, where: str) -> None:
    with pytest.raises(ValuesError, match=where):
        parse_value_file(text, "bad.yaml")


def test_files_are_read_from_folders(tmp_path) -> None:  # type: ignore[no-untyped-def]
    data = {"header": "a.h", "source": {"toolchain": "t", "version": "1", "sdk": "s"}, "values": {"A": 1}}
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    assert load_values([tmp_path]).number("A") == 1
    with pytest.raises(ValuesError, match=r"nothing\.yaml"):
        load_values([tmp_path / "nothing.yaml"])


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("WM_SIZE", 5),
        ("DRV_EXITSESSION", 0xB),
        ("LB_GETCURSEL", 0x188),
        ("LB_ERR", -1),
        ("NM_CLICK", 0xFFFFFFFE),
        ("GWL_STYLE", -16),
        ("LVM_INSERTITEM", 0x104D),
        ("TDM_CLICK_BUTTON", 0x466),
        ("WM_DDE_DATA", 0x3E5),
        ("E_FAIL", -2147467259),
    ],
)
def test_the_shipped_values_have_the_numbers_of_the_headers(name: str, number: int) -> None:
    assert shipped_values().number(name) == number


def test_every_shipped_file_is_named_after_its_header_and_tells_its_source() -> None:
    values = shipped_values()
    assert len(values) > 10_000
    pair = values.find("LVM_INSERTITEM")
    assert pair is not None
    assert (pair.ansi, values.number("LVM_INSERTITEMA"), values.number("LVM_INSERTITEMW")) == (0x1007, 0x1007, 0x104D)
    assert pair.header == "commctrl.h"
    assert pair.source.sdk.startswith("mingw-w64 ")


HEAD = "header: a.h\nsource: {toolchain: t, version: v, sdk: s}\nvalues:\n"


@pytest.mark.parametrize(
    "body",
    [
        "  A: 1\n  B_2: -7\n  C: {ansi: 1, unicode: 2}\n",
        "  A: 1\n  A: 2\n",
        '  "NULL": 0\n  A: 1\n',
        "  NULL: 0\n",
        "  Yes: 1\n",
        "  A: 010\n",
        "  A: 1_0\n",
        "  A: 1:30\n",
        "  A: 1\n   B: 2\n",
        "  A: 1\nB: 2\n",
        "  A: 1",
        "",
        "  A: {ansi: 1, unicode: x}\n",
        "  A: 18446744073709551615\n  B: -9223372036854775808\n",
        "  A: 99999999999999999999\n",
        "  A: 999999999999999999999\n",
    ],
)
def test_plain_lines_are_read_as_the_yaml_library_reads_them(body: str) -> None:
    def outcome(text: str) -> object:
        try:
            return parse_value_file(text, "a.yaml")
        except ValuesError as error:
            return str(error)

    assert outcome(HEAD + body) == outcome(f"{HEAD}{body}\n# no plain line\n")
