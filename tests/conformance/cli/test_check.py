import json
import os
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from conformance.report import FORMATS


@pytest.fixture
def damaged(pages):
    """Our own pages with every kind of damage."""
    return pages.parent / "damaged"


@pytest.fixture
def found(polyspec, damaged):
    """A function that gives the findings on the damaged pages as JSON; arguments are options."""

    def check(*options: object) -> list[dict]:
        return json.loads(polyspec("check", damaged, "--format", "json", *options).out)["diagnostics"]

    return check


def test_clean_pages_have_no_error(polyspec, pages) -> None:
    status, out, err = polyspec("check", pages)
    assert (status, err) == (0, "")
    assert out.endswith("nothing found\n")


def test_damaged_pages_fail(polyspec, damaged) -> None:
    status, out, err = polyspec("check", damaged)
    assert (status, err) == (1, "")
    assert "\x1b" not in out


@pytest.mark.parametrize(("level", "status"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)])
def test_the_level_decides_the_status(polyspec, damaged, level, status) -> None:
    assert polyspec("check", damaged, "--rule", "header-spelling", "--fail-on", level).status == status


def test_the_level_of_the_file_counts_where_no_option_is_given(polyspec, damaged, tmp_path) -> None:
    config = tmp_path / "polyspec.toml"
    config.write_text('fail-on = "never"\n')
    assert polyspec("check", damaged, "--config", config).status == 0
    assert polyspec("check", damaged, "--config", config, "--fail-on", "error").status == 1


def test_the_file_changes_severities(found, tmp_path) -> None:
    before = found("--rule", "parameter-renamed", "--rule", "header-differs")
    quiet = next(finding["page"] for finding in before if finding["code"] == "P003")
    config = tmp_path / "polyspec.toml"
    config.write_text(f'[severity]\nP003 = "info"\nheader-differs = "warning"\n[per-path."{quiet}"]\nP003 = "off"\n')
    after = found("--rule", "parameter-renamed", "--rule", "header-differs", "--config", config)
    assert {(f["code"], f["severity"]) for f in after} == {("P003", "info"), ("H002", "warning")}
    assert len(after) == len([f for f in before if (f["code"], f["page"]) != ("P003", quiet)]) < len(before)


def test_an_unknown_rule_in_the_file_is_refused(polyspec, damaged, tmp_path) -> None:
    config = tmp_path / "polyspec.toml"
    config.write_text('[severity]\nheader-spelled = "info"\n')
    status, out, err = polyspec("check", damaged, "--config", config)
    assert (status, out) == (2, "")
    assert err == (
        f"polyspec: {config}:2: no rule has the code or name 'header-spelled' (did you mean 'header-spelling'?)\n"
    )


def test_rules_are_chosen_by_code_and_name(found) -> None:
    assert {finding["code"] for finding in found("--rule", "p003", "--rule", "header-differs")} == {"P003", "H002"}


def test_an_unknown_rule_is_refused(polyspec, damaged) -> None:
    status, _, err = polyspec("check", damaged, "--rule", "header-difers")
    assert status == 2
    assert "did you mean 'header-differs'?" in err


def test_a_locale_is_chosen_though_all_are_read(found, polyspec, damaged) -> None:
    every = found()
    chosen = found("--locale", "RU-ru")
    assert chosen == [finding for finding in every if finding["locale"] == "ru-ru"]
    out = polyspec("check", damaged, "--format", "json", "--locale", "ru-ru").out
    assert json.loads(out)["summary"]["locales"] == {"ru-ru": len(chosen)}


def test_an_unknown_locale_is_refused(polyspec, damaged) -> None:
    status, _, err = polyspec("check", damaged, "--locale", "de-de")
    assert status == 2
    assert "the corpus has the locales es-es, fr-fr" in err


def test_what_nobody_is_blamed_for_is_shown_on_demand(polyspec, pages, tmp_path) -> None:
    name = "desktop-src/winmsg/wm-size.md"
    for locale in ("es-es", "fr-fr", "it-it", "ru-ru"):
        text = (pages / locale / name).read_text(encoding="utf-8")
        if locale in ("it-it", "ru-ru"):  # two against two: nobody can be told to be wrong
            text = re.sub(r"(?<=sourcegitcommit: )\w+", "f" * 40, text)
        file = tmp_path / locale / name
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    hidden, shown = (
        json.loads(polyspec("check", tmp_path, "--format", "json", *options).out)["diagnostics"]
        for options in ((), ("--show", "disputed,not-comparable"))
    )
    assert hidden == []
    assert {(f["rule"], f["locale"]) for f in shown} == {("source-commit-differs", None)}


def test_a_kind_to_show_that_is_none_is_refused(polyspec, damaged) -> None:
    status, _, err = polyspec("check", damaged, "--show", "disputes")
    assert status == 2
    assert "'disputes' is not one of disputed, not-comparable" in err


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_goes_to_a_file_as_to_the_screen(polyspec, damaged, tmp_path, form) -> None:
    shown = polyspec("check", damaged, "--format", form)
    written = polyspec("check", damaged, "--format", form, "--output", tmp_path / "out")
    assert (written.status, written.out) == (1, "")
    assert (tmp_path / "out").read_text(encoding="utf-8") == shown.out != ""


def test_junit_has_every_locale_and_rule(polyspec, pages) -> None:
    suites = ET.fromstring(polyspec("check", pages, "--format", "junit", "--rule", "P001", "--rule", "H001").out)
    assert [suite.get("name") for suite in suites] == ["es-es", "fr-fr", "it-it", "ru-ru", "zh-tw"]
    assert {suite.get("tests") for suite in suites} == {"2"}


def test_a_page_that_cannot_be_read_is_counted_and_stops_nothing(polyspec, damaged, tmp_path) -> None:
    for locale in ("es-es", "ru-ru"):
        (tmp_path / locale).mkdir()
        (tmp_path / locale / "a.md").write_bytes(b"ok\n\xff")
    status, out, _ = polyspec("check", tmp_path)
    assert status == 0
    assert "2 pages read: 0 modelled, 0 not a message, 2 refused; 0 messages" in out
    assert f"refused {tmp_path}/ru-ru/a.md: line 2 is not UTF-8" in out


def test_a_locale_that_no_pack_serves_is_told(polyspec, damaged, tmp_path) -> None:
    for locale in ("es-es", "ru-ru", "xx-yy"):
        shutil.copytree(damaged / "es-es", tmp_path / locale)
    (tmp_path / "no-pages").mkdir()
    _, out, err = polyspec("check", tmp_path)
    assert err == f"not read {tmp_path.as_posix()}/xx-yy: no locale pack serves xx-yy\n"
    assert "xx-yy" not in out


def test_a_folder_that_cannot_be_listed_is_refused(polyspec, damaged, tmp_path, monkeypatch) -> None:
    for locale in ("es-es", "ru-ru"):
        shutil.copytree(damaged / locale, tmp_path / locale)
    shut = tmp_path / "ru-ru" / "desktop-src" / "winmsg"
    listed = os.scandir

    def scandir(path: str) -> object:
        if Path(path) == shut:
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    _, out, _ = polyspec("check", tmp_path)
    assert f"refused {shut}: " in out


@pytest.fixture
def evil(damaged, tmp_path):
    """Damaged pages under names that mean something to a terminal, a CI server, XML or a template."""
    names = (
        b"a\n::error file=x::y.md",
        b"b\x1b[31m.md",
        b"c\xff.md",
        b"d%0A,e:f.md",
        b"g ]]>&<.md",
        b"{{i}} [x](y).md",
    )
    for locale in ("es-es", "fr-fr", "it-it", "ru-ru", "zh-tw"):
        page = (damaged / locale / "desktop-src/Multimedia/drv-exitsession.md").read_bytes()
        (tmp_path / locale).mkdir()
        for name in names:
            try:
                (tmp_path / locale / os.fsdecode(name + b".md")).write_bytes(page)
            except OSError:
                pytest.skip("the file system takes no such names")
    return tmp_path


@pytest.mark.parametrize("form", FORMATS)
def test_names_of_files_break_no_format(polyspec, evil, form) -> None:
    status, out, err = polyspec("check", evil, "--format", form)
    assert (status, err) == (1, "")
    assert "\x1b" not in out
    if form in ("json", "sarif"):
        assert json.loads(out)
    elif form == "junit":
        assert len(ET.fromstring(out)) == 6  # five locales and the refused pages
    else:
        assert not [line for line in out.splitlines() if line.startswith("::error file=x")]
    assert "its name is not UTF-8" in out


def test_the_log_tells_what_a_report_in_a_file_holds(polyspec, pages, tmp_path) -> None:
    file = tmp_path / "found.sarif"
    status, out, err = polyspec("check", pages, "--format", "sarif", "--output", file)
    assert (status, out) == (0, "")
    assert err.endswith(f"nothing found\nWrote {file.as_posix()}\n")
    assert "modelled" in err


def test_a_damaged_cache_is_a_warning(polyspec, damaged, tmp_path) -> None:
    options = ("check", damaged, "--format", "json", "--cache-dir", tmp_path)
    cold = polyspec(*options)
    [file] = tmp_path.iterdir()
    file.write_bytes(b"no database" + file.read_bytes())
    again = polyspec(*options)
    assert (again.status, again.out) == (cold.status, cold.out)
    assert again.err.startswith("warning: cache file ")
    assert polyspec(*options) == cold
    file.write_bytes(file.read_bytes().replace(b"es-es", b"es-et"))  # in every entry
    again = polyspec(*options)
    assert (again.status, again.out) == (cold.status, cold.out)
    assert "an entry was damaged, its pages were checked anew (" in again.err
    assert len(again.err.splitlines()) == 1, "however many entries there are"
