"""The numbers and structures of the suite are those of the headers: a compiler says so."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from conformance.suite import memory, numbers
from conformance.suite.targets.build import COMPILER

_DATA = Path(memory.__file__).parent / "data"
#: ours: several structures, or numbers, one behind the other
_OWN = {"SYSTEMTIMES2", "INTEGERS2", "INTEGERS4", "TBBUTTONS3", "UDACCELS2", "ITEMRECT"}
_HEAD = """
#define UNICODE
#define _WIN32_WINNT 0x0A00
#define NTDDI_VERSION 0x0A000006
#define _RICHEDIT_VER 0x0800
#include <windows.h>
#include <mmsystem.h>
#include <commctrl.h>
#include <richedit.h>
#include <commdlg.h>
#include <prsht.h>
#include <imm.h>
#include <stddef.h>
"""

pytestmark = pytest.mark.skipif(not shutil.which(COMPILER), reason=f"{COMPILER} is not installed")


def refused(lines: list[str], folder: Path) -> list[str]:
    source = folder / "assert.c"
    source.write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    done = subprocess.run(
        [COMPILER, "-fsyntax-only", "-fmax-errors=0", source.name],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return re.findall(r"error: (.*)", done.stderr)


def test_every_number_is_that_of_the_headers(tmp_path: Path) -> None:
    known = yaml.safe_load((_DATA / "numbers.yaml").read_text(encoding="utf-8"))
    lines = [f'_Static_assert((long long)(LONG_PTR)({name}) == {value}LL, "{name}");' for name, value in known.items()]
    # a pointer that is cast is no constant for the standard, though it is for the compiler elsewhere
    lines = [line for line in lines if not line.startswith("_Static_assert((long long)(LONG_PTR)(TVI_")]
    assert refused(lines, tmp_path) == []


def test_every_structure_is_laid_out_as_in_the_headers(tmp_path: Path) -> None:
    names = yaml.safe_load((_DATA / "structures.yaml").read_text(encoding="utf-8")).keys() - _OWN
    lines = []
    for name in sorted(names):
        for field in memory.layout(name).fields.values():
            path = re.sub(r"\.(\d+)", r"[\1]", field.path)
            lines.append(f'_Static_assert(offsetof({name}, {path}) == {field.offset}, "{name}.{path}");')
            lines.append(f'_Static_assert(sizeof((({name} *)0)->{path}) == {field.size}, "size {name}.{path}");')
    assert len(lines) > 500
    assert refused(lines, tmp_path) == []


def test_a_wrong_number_is_refused(tmp_path: Path) -> None:
    assert refused(['_Static_assert(LB_GETCURSEL == 1, "LB_GETCURSEL");'], tmp_path)


def test_the_driver_messages_have_their_numbers() -> None:
    assert numbers.driver_messages()["DRV_EXITSESSION"] == 0x000B
