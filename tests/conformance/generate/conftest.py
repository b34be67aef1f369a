"""A small model that has one of everything, and the compilers that prove what is generated from it."""

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conformance.generate.api import Options
from spec_model.model import (
    Attestation,
    Constant,
    Fact,
    Message,
    Outcome,
    Parameter,
    Provenance,
    ReturnContract,
    When,
    Witness,
)
from spec_model.values import Values, load_values, shipped_values

_C = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Werror", "-fsyntax-only"]
_PYTHON = [[sys.executable, "-W", "error", "-bb"]]
if importlib.util.find_spec("mypy"):
    _PYTHON.append([sys.executable, "-m", "mypy", "--strict", "--cache-dir=/dev/null"])
#: The compilers of each generated file at their strictest ordinary level. A header is compiled by what includes it.
COMMANDS: dict[str, list[list[str]]] = {
    "polyspec_messages.h": [["gcc", "-std=c99", *_C], ["g++", "-x", "c++", *_C]],
    "polyspec_contracts.c": [["gcc", "-std=c99", *_C], ["x86_64-w64-mingw32-gcc", *_C]],
    "polyspec_contracts.h": [["gcc", "-std=c99", *_C], ["g++", "-x", "c++", *_C]],
    "polyspec_messages.hpp": [["g++", "-x", "c++", f"-std={std}", *_C] for std in ("c++11", "c++20")],
    "messages.py": _PYTHON,
    "contracts.py": _PYTHON,
    "messages.rs": [
        ["rustc", "--crate-type=lib", "--edition=2021", "-Dwarnings", "--emit=metadata", "-o", "out.rmeta"]
    ],
    "Messages.cs": [["mcs", "-warnaserror", "-warn:4", "-target:library", "-doc:messages.xml", "-out:messages.dll"]],
    "messages.ts": [["tsc", "--strict", "--noEmit"]],
}

Compile = Callable[[dict[str, str], str], None]


@pytest.fixture
def compile_file(tmp_path: Path) -> Compile:
    """Compiles one of the generated files with each compiler for it, without a warning."""

    def run(files: dict[str, str], name: str) -> None:
        for path, text in files.items():
            (tmp_path / path).write_text(text, encoding="utf-8")
        source = name
        if name.endswith((".h", ".hpp")):
            source = "includes.c"
            (tmp_path / source).write_text(f'#include "{name}"\nint main(void) {{ return 0; }}\n', encoding="utf-8")
        commands = COMMANDS[name]
        there = [command for command in commands if shutil.which(command[0])]
        if not there:
            pytest.skip(f"{name} is not compiled: {' and '.join(sorted({c[0] for c in commands}))} not installed")
        for command in there:
            arguments = [*command, source]
            done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False)
            said = f"{done.stdout[-3000:]}{done.stderr[-3000:]}"
            assert done.returncode == 0, f"{' '.join(arguments)}: {said}"
            assert "warning" not in said.lower(), said

    return run


def contract(*outcomes: tuple[When, str], type_: str | None = None) -> ReturnContract:
    """A contract with a value, of these outcomes."""
    return ReturnContract(
        "value", Fact(type_) if type_ else None, tuple(Outcome(when, value) for when, value in outcomes)
    )


def witnesses(name: str, page: str) -> tuple[Witness, ...]:
    """What two locales state: as much of it as a generator looks at."""
    return tuple(
        Witness(locale, page, f"{locale}/{page}", Fact(name), Fact("message")) for locale in ("es-es", "ru-ru")
    )


def message(name: str, **fields: object) -> Message:
    """A message of a header on a page of its own, but for `fields`."""
    page = f"pages/{name.lower().replace('_', '-')}.md"
    known = {"page": page, "name": name, "kind": "message", "header": "Winuser.h", "witnesses": witnesses(name, page)}
    return Message(**(known | fields))  # type: ignore[arg-type]


def constants(*names: str, **stated: int) -> tuple[Constant, ...]:
    """Constants without numbers, and with the numbers that the page states."""
    return tuple(Constant(name) for name in names) + tuple(Constant(name, number) for name, number in stated.items())


def toy_model() -> tuple[Message, ...]:
    """One of everything."""
    dispute = Provenance(
        "parameters[0].name",
        "tie",
        0.5,
        (Attestation("es-es", "paneID"),),
        (Attestation("ru-ru", "панель"), Attestation("fr-fr", None)),
        disputed=True,
    )
    size = constants("SIZE_RESTORED", SIZE_MINIMIZED=1, SIZE_MAXIMIZED=2, SIZE_MAXSHOW=3, SIZE_MAXHIDE=4)
    keys = constants("MK_CONTROL", "MK_LBUTTON", "MK_MBUTTON", "MK_RBUTTON", "MK_SHIFT", "MK_UNHEARD_OF")
    return (
        message("WM_SIZE", value=5, include="Windows.h", client="Windows 2000", server="Windows 2000 Server",
                parameters=(Parameter("wParam", "in", True, size), Parameter("lParam")),
                returns=contract(("processed", "0"), type_="LRESULT")),
        message("LB_GETCURSEL", parameters=(Parameter("wParam", used=False), Parameter("lParam", used=False)),
                returns=contract(("success", "described"), ("failure", "LB_ERR"), type_="int")),
        message("WM_MBUTTONDOWN", parameters=(Parameter("wParam", None, True, keys), Parameter("lParam")),
                returns=contract(("processed", "0"))),
        message("WM_STYLECHANGED",
                parameters=(Parameter("wParam", constants=constants("GWL_EXSTYLE", "GWL_STYLE")),)),
        message("WM_GETDLGCODE", value=0x87, returns=contract(
            ("condition", "DLGC_BUTTON"), ("condition", "DLGC_HASSETSEL"), ("condition", "DLGC_WANTARROWS"),
            ("condition", "DLGC_WANTTAB"))),
        message("LVM_INSERTITEM", header="Commctrl.h", aliases=("LVM_INSERTITEMA", "LVM_INSERTITEMW"),
                parameters=(Parameter("wParam", "in"), Parameter("lParam", "in,out")),
                returns=contract(("success", "described"), ("failure", "-1"))),
        message("NM_CLICK", page="pages/nm-click-list-view.md", scope="list view", kind="notification",
                header="Commctrl.h", returns=ReturnContract("ignored")),
        message("NM_CLICK", page="pages/nm-click-toolbar.md", scope="toolbar", kind="notification",
                header="CommCtrl.h", returns=contract(("condition", "TRUE"), ("condition", "FALSE"))),
        message("WM_DDE_DATA", header="Dde.h", value=0x3E05, returns=ReturnContract("none")),
        message("WM_UNHEARD_OF", header=None, returns=contract(("always", "ERROR_XXX"))),
        message("SFVM_GETPANE", header="Shlobj.h", parameters=(Parameter("paneID"), Parameter("pdwPane", "out")),
                returns=contract(("success", "S_OK"), ("failure", "error")), provenance=(dispute,)),
        message("TWICE_STATED", header="One.h", value=1),
        message("TWICE_STATED", header="Other.h", page="pages/twice.md", value=2),
    )  # fmt: skip


@pytest.fixture
def model() -> tuple[Message, ...]:
    return toy_model()


@pytest.fixture(scope="session")
def values() -> Values:
    return shipped_values()


@pytest.fixture
def options(values: Values) -> Options:
    return Options(values)


@pytest.fixture
def more_values(tmp_path: Path) -> Callable[[dict[str, int]], Values]:
    """Values of a header of our own."""

    def make(numbers: dict[str, int]) -> Values:
        lines = "".join(f"  {name}: {number}\n" for name, number in numbers.items())
        text = f"header: own.h\nsource: {{toolchain: cc, version: '1', sdk: own}}\nvalues:\n{lines}"
        (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
        return load_values([tmp_path / "own.yaml"])

    return make
