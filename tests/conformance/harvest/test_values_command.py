"""`polyspec values` as a person calls it."""

import shutil
from pathlib import Path

import pytest
import yaml

from conformance.cli.main import main

MINGW = "x86_64-w64-mingw32-gcc"


def test_a_number_is_shown_with_its_header_and_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["values", "show", "WM_SIZE", "LVM_INSERTITEM"]) == 0
    said = capsys.readouterr().out
    assert "WM_SIZE = 5 = 0x5  winuser.h  mingw-w64 " in said
    assert "LVM_INSERTITEM = 4173 = 0x104d (ANSI 0x1007)  commctrl.h" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "WM_SIZEE"], "no number is known for 'WM_SIZEE' (did you mean 'WM_SIZE'?)"),
        (["harvest"], "nothing to harvest"),
        (["harvest", "WM_SIZE", "--cc", "no-such-cc"], "no such compiler: no-such-cc"),
        (["harvest", "WM_SIZE", "--header", "a.h>\n#error <b.h"], "is not the name of a header file"),
    ],
)
def test_a_wrong_request_is_one_line(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["values", *arguments]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


@pytest.mark.skipif(shutil.which(MINGW) is None, reason=f"{MINGW} (apt: gcc-mingw-w64-x86-64) is not installed")
def test_the_names_of_a_corpus_are_harvested_as_they_are_shipped(
    own_pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["values", "harvest", str(own_pages), "NO_SUCH_NAME", "-o", str(tmp_path)]) == 0
    assert "no number for NO_SUCH_NAME" in capsys.readouterr().err
    shipped = Path(__file__).parents[3] / "specs" / "values"
    found = {path.name: yaml.safe_load(path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()}
    assert {"winuser.yaml", "mmsystem.yaml", "commctrl.yaml"} <= found.keys()
    for name, harvested in found.items():
        known = yaml.safe_load((shipped / name).read_text(encoding="utf-8"))
        if harvested["source"] == known["source"]:
            assert harvested["values"].items() <= known["values"].items()


@pytest.mark.skipif(shutil.which(MINGW) is None, reason=f"{MINGW} (apt: gcc-mingw-w64-x86-64) is not installed")
def test_without_a_folder_the_harvest_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["values", "harvest", "WM_SIZE"]) == 0
    assert yaml.safe_load(capsys.readouterr().out)["values"] == {"WM_SIZE": 5}
