"""The commands `polyspec suite` and `polyspec conform`."""

import json
from pathlib import Path

import pytest

from conformance.cli.main import main

PAGES = Path(__file__).parents[3] / "specs" / "pages"


def test_the_suite_of_our_own_pages_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suite", str(PAGES), "-o", str(tmp_path), "--sentences", "fr-fr"]) == 0
    assert "test_list_box.py" in {path.name for path in tmp_path.iterdir()}
    assert (tmp_path / "c" / "suite.c").is_file()
    assert "places to fill in" in capsys.readouterr().err
    assert "fr-fr/" in (tmp_path / "test_list_box.py").read_text(encoding="utf-8")


def test_a_suite_is_proven(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suite", str(PAGES), "--prove"]) == 0
    assert "tests pass" in capsys.readouterr().out


def test_a_suite_needs_somewhere_to_go(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suite", str(PAGES)]) == 2
    assert "-o" in capsys.readouterr().err


def test_the_doctor_needs_no_corpus(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suite", "doctor"]) in (0, 1)
    assert "Xvfb" in capsys.readouterr().out


def test_conform_runs_on_the_reference_by_default(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["conform", str(PAGES), "--format", "json", "--message", "LB_GETCURSEL"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["target"] == "reference"
    verdicts = {result["id"]: result["verdict"] for result in data["results"]}
    assert verdicts == {"LB_GETCURSEL-return-failure": "passed", "LB_GETCURSEL-return-success": "passed"}
    assert set(data["results"][0]["sentence"]) == {"es-es", "fr-fr", "it-it", "ru-ru", "zh-tw"}
    assert all(said["line"] > 10 for said in data["results"][0]["sentence"].values())


def test_what_is_filled_in_is_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["suite", str(PAGES), "-o", str(tmp_path), "--message", "LB_GETCURSEL", "--only", "pytest"])
    module = tmp_path / "test_list_box.py"
    text = module.read_text(encoding="utf-8")
    module.write_text(text.replace("    returned = case.send(", "    returned = 7 or case.send("), encoding="utf-8")
    capsys.readouterr()
    status = main(["conform", str(PAGES), "--message", "LB_GETCURSEL", "--suite", str(tmp_path), "--format", "json"])
    verdicts = {r["id"]: r["verdict"] for r in json.loads(capsys.readouterr().out)["results"]}
    assert verdicts == {"LB_GETCURSEL-return-failure": "failed", "LB_GETCURSEL-return-success": "passed"}
    assert status == 1


@pytest.mark.parametrize(
    "arguments",
    [["--message", "NOSUCH"], ["--suite", "nowhere"], ["--expect", "nowhere.yaml"], ["--target", "native"]],
)
def test_a_wrong_request_is_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["conform", str(PAGES), *arguments]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
