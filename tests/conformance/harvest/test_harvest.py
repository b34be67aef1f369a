"""A harvest from headers of our own, with whatever C compiler there is."""

import shutil
from pathlib import Path

import pytest
import yaml

from conformance.harvest.compiler import Compiler, CompilerError
from conformance.harvest.harvest import Harvest, Request, harvest
from conformance.harvest.names import headers_of, names_of
from conformance.harvest.settings import Sdk, sdk
from conformance.harvest.write import as_yaml, write
from spec_model.model import Constant, Message, Outcome, Parameter, ReturnContract
from spec_model.values import Pair, ValuesError, load_values

CC = next((cc for cc in ("x86_64-w64-mingw32-gcc", "gcc") if shutil.which(cc)), None)
needs_compiler = pytest.mark.skipif(CC is None, reason="neither gcc nor x86_64-w64-mingw32-gcc is installed")

HEADERS = {
    "base.h": """
        #define TOY_MAJOR 3
        #define TOY_MINOR 1
        #define BASE 0x400
        #ifdef NEW_TOY
        #define HIDDEN (BASE + 9)
        #else
        #define HIDDEN 1
        #endif
    """,
    "toy.h": """
        #include "base.h"
        typedef struct toy { int x; } *LPTOY_THING;
        typedef int HANDLE_TYPE;
        enum toy_messages { TOY_ONE = BASE + 1, TOY_TWO, TOY_MINUS = -7 };
        #define TOY_PLAIN 49
        #define TOY_SUM (BASE + 5)
        #define TOY_ALIAS TOY_TWO
        #define TOY_FIRST (0U-601U)
        #define TOY_NEXT (TOY_FIRST-2)
        #define TOY_NEGATIVE (-16)
        #define TOY_WIDE 0x123456789AULL
        #define TOY_HUGE 0xFFFFFFFFFFFFFFFFULL
        #define TOY_POINTER ((char *)(unsigned long long)65534)
        #define TOY_INVALID ((struct toy *)-1LL)
        #define TOY_TEXT "commdlg_help"
        #define TOY_FLOAT 1.5
        #define TOY_CALL(x) (x + 1)
        #define TOY_CAST (HANDLE_TYPE)7
        #define TOY_NOTHING
        #define TOY_OPEN {
        #define TOY_CALLED toy_function(1)
        #define TOY_SENDA 1
        #define TOY_SENDW 2
        #ifdef UNICODE
        #define TOY_SEND TOY_SENDW
        #else
        #define TOY_SEND TOY_SENDA
        #endif
        #define TOY_GONE 5
        #undef TOY_GONE
        int toy_function(int);
    """,
    "clash.h": "#error this header goes with no other\n#define CLASH 1\n",
    "broken.h": "#include <toy.h>\nenum toy_messages { TOY_ONE };\n#define BROKEN 2\n",
}
SETTINGS = Sdk(defines={"NEW_TOY": "1"}, headers=("toy.h",), whole=(), versions={"toy-sdk": ("TOY_MAJOR", "TOY_MINOR")})
NUMBERS = {
    "TOY_ONE": 0x401, "TOY_TWO": 0x402, "TOY_MINUS": -7, "TOY_PLAIN": 49, "TOY_SUM": 0x405, "TOY_ALIAS": 0x402,
    "TOY_FIRST": 4294966695, "TOY_NEXT": 4294966693, "TOY_NEGATIVE": -16, "TOY_WIDE": 0x123456789A,
    "TOY_HUGE": 2**64 - 1, "TOY_POINTER": 65534, "TOY_INVALID": -1, "TOY_CAST": 7, "TOY_SENDA": 1, "TOY_SENDW": 2,
    "TOY_SEND": Pair(1, 2),
}  # fmt: skip
NO_NUMBERS = (
    "TOY_TEXT", "TOY_FLOAT", "TOY_CALL", "TOY_NOTHING", "TOY_OPEN", "TOY_CALLED", "TOY_GONE", "toy_function",
    "LPTOY_THING", "HANDLE_TYPE", "NEVER_HEARD_OF", "while", "defined", "not a name", "a\n#error",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in HEADERS.items():
        (tmp_path / name).write_text(text, encoding="ascii")
    return tmp_path


def numbers(done: Harvest) -> dict[str, int | Pair]:
    return {name: value for file in done.files for name, value in file.values.items()}


@needs_compiler
def test_names_that_are_no_constants_do_not_spoil_those_that_are(folder: Path) -> None:
    names = (*NUMBERS, *NO_NUMBERS)
    done = harvest(Request(str(CC), names, include=(folder,)), SETTINGS)
    assert numbers(done) == NUMBERS
    assert set(done.missing) == set(NO_NUMBERS)


@needs_compiler
def test_constants_alone_take_three_runs(folder: Path) -> None:
    done = harvest(Request(str(CC), tuple(NUMBERS), include=(folder,)), SETTINGS)
    assert numbers(done) == NUMBERS
    assert done.runs == 3


@needs_compiler
def test_each_number_is_filed_under_the_header_that_defines_it(folder: Path) -> None:
    done = harvest(Request(str(CC), ("HIDDEN", "TOY_ONE"), include=(folder,)), SETTINGS)
    assert [(file.header, file.values) for file in done.files] == [
        ("base.h", {"HIDDEN": 0x409}),
        ("toy.h", {"TOY_ONE": 0x401}),
    ]
    assert {file.source.sdk for file in done.files} == {"toy-sdk 3.1"}
    assert {file.source.toolchain for file in done.files} == {CC}


@needs_compiler
def test_a_name_brings_its_ansi_and_unicode_forms(folder: Path) -> None:
    done = harvest(Request(str(CC), ("TOY_SEND",), include=(folder,)), SETTINGS)
    assert numbers(done) == {"TOY_SEND": Pair(1, 2), "TOY_SENDA": 1, "TOY_SENDW": 2}


@needs_compiler
def test_headers_that_are_missing_or_broken_are_left_out_and_told(folder: Path) -> None:
    request = Request(str(CC), ("TOY_ONE", "BROKEN"), ("nowhere.h", "clash.h", "broken.h"), include=(folder,))
    done = harvest(request, SETTINGS)
    assert numbers(done) == {"TOY_ONE": 0x401}
    assert done.missing == ("BROKEN",)
    assert "nowhere.h" in done.absent_headers
    assert set(done.broken_headers) == {"clash.h", "broken.h"}


@needs_compiler
def test_a_whole_header_gives_all_its_constants_and_nothing_of_others(folder: Path) -> None:
    done = harvest(Request(str(CC), whole=("toy.h",), include=(folder,)), SETTINGS)
    assert numbers(done) == NUMBERS
    assert done.missing == ()


def test_a_compiler_that_is_not_there_is_named() -> None:
    with pytest.raises(CompilerError, match="no such compiler: no-such-cc"):
        Compiler("no-such-cc", {})


@needs_compiler
def test_what_is_written_is_the_same_each_time_and_reads_back(folder: Path, tmp_path: Path) -> None:
    done = harvest(Request(str(CC), tuple(NUMBERS), include=(folder,)), SETTINGS)
    again = harvest(Request(str(CC), tuple(reversed(NUMBERS)), include=(folder,)), SETTINGS)
    texts = [as_yaml(file) for file in done.files]
    assert texts == [as_yaml(file) for file in again.files]
    out = tmp_path / "values"
    assert [path.name for path in write(done.files, out, fresh=False)] == ["toy.yaml"]
    values = load_values([out])
    assert {name: values.number(name) for name in NUMBERS} == NUMBERS | {"TOY_SEND": 2}


@needs_compiler
def test_a_second_harvest_adds_to_the_first_but_not_to_that_of_another_source(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "values"
    for name in ("TOY_ONE", "TOY_TWO"):
        write(harvest(Request(str(CC), (name,), include=(folder,)), SETTINGS).files, out, fresh=False)
    file = out / "toy.yaml"
    assert list(yaml.safe_load(file.read_text(encoding="utf-8"))["values"]) == ["TOY_ONE", "TOY_TWO"]
    file.write_text(file.read_text(encoding="utf-8").replace("toy-sdk 3.1", "toy-sdk 2.0"), encoding="utf-8")
    third = harvest(Request(str(CC), ("TOY_SUM",), include=(folder,)), SETTINGS)
    with pytest.raises(ValuesError, match=r"toy-sdk 2\.0"):
        write(third.files, out, fresh=False)
    write(third.files, out, fresh=True)
    assert list(yaml.safe_load(file.read_text(encoding="utf-8"))["values"]) == ["TOY_SUM"]


def test_the_names_of_a_message_are_those_that_a_header_may_define() -> None:
    constants = (Constant("SIZE_MAXHIDE"), Constant("ABS_A | ABS_B"), Constant("0"))
    outcomes = (Outcome("failure", "LB_ERR"), Outcome("success", "described"), Outcome("always", "-1"))
    message = Message(
        page="p.md", name="WM_X", kind="message", header="Winuser.h", include="Windows.h", aliases=("WM_XA",),
        parameters=(Parameter("wParam", constants=constants),), returns=ReturnContract("value", outcomes=outcomes),
    )  # fmt: skip
    assert list(names_of([message])) == ["WM_X", "WM_XA", "SIZE_MAXHIDE", "ABS_A", "ABS_B", "LB_ERR"]
    assert list(headers_of([message])) == ["Winuser.h", "Windows.h"]


def test_the_shipped_settings_fit_their_schema() -> None:
    assert "windows.h" in sdk().headers
    assert "winuser.h" in sdk().whole
