import json
import subprocess

import pytest

PAGE = "desktop-src/a/lb-test.md"
SOURCE = """---
title: LB_TEST message (Winuser.h)
api_name:
- LB_TEST
---
# LB\\_TEST message

Tests a list box.

## Parameters

<dl> <dt>

*wParam*
</dt> <dd>

The index.

</dd> <dt>

*lParam*
</dt> <dd>

This parameter is not used.

</dd> </dl>

## Return value

The return value is **LB\\_ERR** if an error occurs.

## Requirements

|                   |                                    |
|-------------------|------------------------------------|
| Header<br/> | <dl> <dt>Winuser.h</dt> </dl> |
"""


@pytest.fixture
def source(tmp_path):
    """A repository with the source page, and a function that commits another text of it and gives the commit."""
    folder = tmp_path / "source"

    def git(*arguments):
        names = ("-c", "user.name=polyspec", "-c", "user.email=polyspec@example.org", "-c", "commit.gpgSign=false")
        run = subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True, text=True)
        return run.stdout.strip()

    def commit(text):
        page = folder / PAGE
        page.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            page.unlink()
        else:
            page.write_text(text, encoding="utf-8")
        git("add", "--all")
        git("commit", "--quiet", "-m", "Page")
        return git("rev-parse", "HEAD")

    folder.mkdir()
    git("init", "--quiet")
    return commit


@pytest.fixture
def stale(polyspec, tmp_path):
    """A function that says how translations of given commits stand; options are those of the command."""

    def run(commits, *options):
        for locale, commit in commits.items():
            page = tmp_path / "corpus" / locale / PAGE
            page.parent.mkdir(parents=True, exist_ok=True)
            key = "" if commit is None else f"ms.sourcegitcommit: {commit}\n"
            page.write_text(SOURCE.replace("api_name:", f"{key}api_name:", 1), encoding="utf-8")
        given = ("--source-repo", tmp_path / "source", "--format", "json", *options)
        status, out, err = polyspec("stale", tmp_path / "corpus", *given)
        return status, json.loads(out) if out else None, err

    return run


def test_a_page_of_the_newest_source_is_current(source, stale) -> None:
    status, found, _ = stale({"es-es": source(SOURCE)})
    assert (status, found["states"], found["pages"]) == (0, {"current": 1}, [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("Tests a list box.", "Tries a list box.", id="other words"),
        pytest.param("The index.", "The index of the item that is tested.", id="a description"),
        pytest.param("title: LB_TEST message (Winuser.h)", "title: LB_TEST", id="the title"),
    ],
)
def test_prose_alone_is_no_contract(source, stale, old, new) -> None:
    first = source(SOURCE)
    source(SOURCE.replace(old, new))
    status, found, _ = stale({"es-es": first})
    assert (status, found["states"]) == (0, {"prose": 1})
    assert stale({"es-es": first}, "--fail-on", "prose")[0] == 1


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        pytest.param("*lParam*", "*lpItem*", {"parameters"}, id="a parameter renamed"),
        pytest.param("*wParam*", "*wParam* \\[in\\]", {"parameters.wParam.direction"}, id="a direction added"),
        pytest.param("LB\\_ERR", "LB\\_ERRSPACE", {"returns.outcomes"}, id="an outcome"),
        pytest.param("<dt>Winuser.h", "<dt>Windowsx.h", {"header"}, id="the header"),
    ],
)
def test_a_contract_that_changed_is_told_with_both_sides(source, stale, old, new, fields) -> None:
    first = source(SOURCE)
    last = source(SOURCE.replace(old, new))
    status, found, _ = stale({"es-es": first, "ru-ru": last})
    assert (status, found["states"], found["source"]) == (1, {"contract": 1, "current": 1}, last)
    (page,) = found["pages"]
    assert (page["locale"], page["commit"]) == ("es-es", first)
    changed = {difference["field"] for difference in page["differences"]}
    assert fields <= changed
    assert {field for field in page["then"] if page["then"][field] != page["now"].get(field)} <= changed
    assert stale({"es-es": first}, "--fail-on", "never")[0] == 0


def test_the_text_lays_both_contracts_side_by_side(source, stale, polyspec, tmp_path) -> None:
    first = source(SOURCE)
    source(SOURCE.replace("<dt>Winuser.h", "<dt>Windowsx.h"))
    stale({"es-es": first, "ru-ru": first})
    out = polyspec("stale", tmp_path / "corpus", "--source-repo", tmp_path / "source").out
    assert f"{PAGE}: behind in its contract in es-es ru-ru\n" in out
    assert [line.split() for line in out.split("\n") if line.startswith("  !")] == [
        ["!", "header", "Winuser.h", "Windowsx.h"]
    ]
    assert "(nothing)" not in out
    assert "include" not in out


def test_the_text_names_what_is_behind_in_prose_only(source, stale, polyspec, tmp_path) -> None:
    first = source(SOURCE)
    source(SOURCE.replace("Tests a list box.", "Tests a list."))
    stale({"es-es": first, "ru-ru": first, "fr-fr": None})
    out = polyspec("stale", tmp_path / "corpus", "--source-repo", tmp_path / "source").out
    assert f"{PAGE}: behind in prose only in es-es ru-ru\n" in out


def test_pages_that_cannot_be_judged_are_counted(source, stale) -> None:
    first = source(SOURCE)
    _, found, _ = stale({"es-es": first, "fr-fr": None, "it-it": "1" * 40, "ru-ru": "HEAD", "zh-tw": "'a: b'"})
    assert found["states"] == {"current": 1, "no-commit": 1, "unknown-commit": 3}


def test_a_source_page_that_is_gone_is_told(source, stale) -> None:
    first = source(SOURCE)
    source(None)
    status, found, _ = stale({"es-es": first})
    assert (status, found["states"]) == (1, {"gone": 1})


def test_another_revision_and_folder_of_the_source(source, stale, tmp_path) -> None:
    first = source(SOURCE)
    source(SOURCE.replace("*lParam*", "*lpItem*"))
    assert stale({"es-es": first}, "--source-rev", first)[1]["states"] == {"current": 1}
    status, _, err = stale({"es-es": first}, "--source-root", "docs")
    assert status == 2
    assert "does --source-root name the right folder?" in err


def test_where_no_page_can_be_judged_the_request_is_refused(source, stale) -> None:
    source(SOURCE)
    status, _, err = stale({"es-es": "1" * 40, "fr-fr": None})
    assert status == 2
    assert "none of the pages is there at the commit that it names" in err
    status, _, err = stale({"es-es": None, "fr-fr": None})
    assert status == 2
    assert "no page names the commit" in err


def test_what_is_no_repository_or_revision_is_refused(source, stale, tmp_path, monkeypatch) -> None:
    first = source(SOURCE)
    status, _, err = stale({"es-es": first}, "--source-rev", "nonsense")
    assert status == 2
    assert "the repository has no revision 'nonsense'" in err
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    status, _, err = stale({"es-es": first}, "--source-repo", tmp_path / "corpus")
    assert status == 2
    assert "not a git repository" in err


def test_a_source_page_of_any_bytes_stops_nothing(source, stale, tmp_path) -> None:
    first = source(SOURCE)
    (tmp_path / "source" / PAGE).write_bytes(b"# \xff\n" * 1000)
    source_text = SOURCE.replace("*lParam*", "*lParam*\x00")
    source(source_text)
    assert stale({"es-es": first})[0] in (0, 1)
