"""`polyspec check --format html`."""

import json

import pytest

from conformance.cli.main import main


@pytest.fixture
def check(damaged, tmp_path, capsys):
    """A function that writes the report about the damaged pages; gives the status and the complaint."""

    def run(*options: object, output="report"):
        folder = ["--output", str(tmp_path / output)] if output else []
        status = main(["check", str(damaged), "--format", "html", "--jobs", "1", *folder, *map(str, options)])
        out, err = capsys.readouterr()
        assert out == ""
        return status, err

    return run


def test_the_report_stands_in_the_folder(check, tmp_path) -> None:
    status, err = check()
    assert status == 1
    assert err.endswith(f"Wrote {(tmp_path / 'report/index.html').as_posix()}\n")
    assert (tmp_path / "report/index.html").is_file()
    assert (tmp_path / "report/messages/desktop-src-multimedia/drv-exitsession.html").is_file()


@pytest.mark.parametrize(("level", "status"), [("error", 0), ("warning", 1), ("never", 0)])
def test_the_level_decides_the_status(check, level, status) -> None:
    assert check("--rule", "header-spelling", "--fail-on", level)[0] == status


def test_without_a_folder_it_is_refused(check) -> None:
    status, err = check(output=None)
    assert status == 2
    assert err == "polyspec: --format html writes a folder: name it with --output\n"


def test_a_folder_of_somebody_else_is_refused(check, tmp_path) -> None:
    (tmp_path / "report").mkdir()
    (tmp_path / "report/thesis.txt").write_text("mine")
    status, err = check()
    assert status == 2
    assert "is not empty and holds no report of ours; name a new folder" in err
    assert err.count("\n") == 1


def test_a_file_in_the_place_of_the_folder_is_refused(check, tmp_path) -> None:
    (tmp_path / "report").write_text("mine")
    status, err = check()
    assert (status, err.count("\n")) == (2, 1)
    assert (tmp_path / "report").read_text() == "mine"


def test_rule_and_locale_are_chosen(check, tmp_path, damaged, capsys) -> None:
    assert check("--rule", "P003", "--locale", "ru-ru")[0] == 1
    main(["check", str(damaged), "--rule", "P003", "--locale", "ru-ru", "--format", "json", "--jobs", "1"])
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    pages = "".join(file.read_text(encoding="utf-8") for file in (tmp_path / "report/messages").rglob("*.html"))
    assert pages.count('id="finding-') == len(found) > 0
    assert sorted(file.name for file in (tmp_path / "report/rules").iterdir()) == ["p003.html"]


def test_what_a_baseline_accepts_is_folded_away(check, tmp_path, damaged, capsys) -> None:
    baseline = tmp_path / "accepted.json"
    main(["baseline", str(damaged), "--output", str(baseline), "--jobs", "1"])
    capsys.readouterr()
    status, err = check("--baseline", baseline)
    assert status == 0
    assert "nothing found\n" in err
    assert "unused" not in err
    text = (tmp_path / "report/messages/desktop-src-multimedia/drv-exitsession.html").read_text(encoding="utf-8")
    assert "accepted</summary>" in text
    assert "<mark" not in text.partition('id="pages"')[2]
