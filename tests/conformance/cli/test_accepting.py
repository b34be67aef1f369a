"""Comments, the baseline and --changed-since, as a maintainer uses them."""

import json
import shutil
import subprocess

import pytest

from conformance.report import FORMATS


@pytest.fixture
def corpus(pages, tmp_path):
    """A copy of our own pages with every kind of damage, to write to."""
    return shutil.copytree(pages.parent / "damaged", tmp_path / "damaged")


@pytest.fixture
def checked(polyspec, corpus):
    """A function that checks the corpus; gives the report, the status and what was told beside it."""

    def check(*options):
        status, out, err = polyspec("check", corpus, "--format", "json", *options)
        return json.loads(out), status, err

    return check


def with_line(corpus, finding, line, *, at):
    page = corpus / finding["locale"] / finding["page"]
    lines = page.read_text(encoding="utf-8").split("\n")
    lines.insert(at, line)
    page.write_text("\n".join(lines), encoding="utf-8")


def test_a_comment_above_a_block_suppresses_its_finding(checked, corpus) -> None:
    before, _, _ = checked()
    wanted = next(f for f in before["diagnostics"] if f["code"] == "P003")
    with_line(corpus, wanted, "<!-- polyspec-ignore parameter-renamed: an old name -->", at=wanted["line"] - 1)
    after, _, err = checked()
    assert [f["fingerprint"] for f in after["suppressed"]] == [wanted["fingerprint"]]
    assert after["suppressed"][0]["suppressed"] == "inline"
    assert len(after["diagnostics"]) == len(before["diagnostics"]) - 1
    assert (after["summary"]["suppressed"], err) == ({"inline": 1}, "")


def test_a_comment_that_suppresses_nothing_is_told(checked, corpus) -> None:
    wanted = next(f for f in checked()[0]["diagnostics"] if f["code"] == "P003")
    with_line(corpus, wanted, "<!-- polyspec-ignore-page V001: no longer -->", at=wanted["line"] + 20)
    report, _, err = checked()
    assert err.startswith("unused ")
    assert err.endswith("the comment polyspec-ignore suppresses nothing\n")
    assert f"{wanted['page']}:{wanted['line'] + 21}: " in err
    assert len(report["summary"]["unused"]) == 1
    assert checked("--rule", "P003")[2] == "", "a rule that did not run could have found something"


def test_a_comment_without_a_reason_suppresses_nothing(checked, corpus) -> None:
    before, _, _ = checked()
    wanted = next(f for f in before["diagnostics"] if f["code"] == "P003")
    with_line(corpus, wanted, "<!-- polyspec-ignore P003 -->", at=wanted["line"] - 1)
    after, _, err = checked()
    assert after["suppressed"] == []
    assert "gives no reason" in err


@pytest.fixture
def baseline(polyspec, corpus, tmp_path):
    file = tmp_path / "baseline.json"
    assert polyspec("baseline", corpus, "--output", file).status == 0
    return file


def test_a_baseline_accepts_what_was_found_when_it_was_written(checked, baseline) -> None:
    report, status, err = checked("--baseline", baseline)
    assert (report["diagnostics"], status, err) == ([], 0, "")
    assert report["summary"]["suppressed"] == {"baseline": len(report["suppressed"])}
    assert report["summary"]["findings"] == {}


def test_the_baseline_of_the_configuration_counts(polyspec, corpus, baseline, tmp_path) -> None:
    config = tmp_path / "polyspec.toml"
    config.write_text('baseline = "baseline.json"\n')
    assert polyspec("check", corpus, "--config", config).status == 0


def test_how_to_have_the_baseline_read_is_told_where_nothing_reads_it_yet(polyspec, corpus, tmp_path) -> None:
    config, file = tmp_path / "polyspec.toml", tmp_path / "accepted.json"
    config.write_text("")
    assert f"check --baseline {file}, or the key" in polyspec("baseline", corpus, "--output", file).err
    config.write_text('baseline = "accepted.json"\n')
    assert "--baseline" not in polyspec("baseline", corpus, "--config", config).err


def test_a_new_finding_counts_beside_a_baseline(checked, corpus, baseline) -> None:
    page = corpus / "es-es/desktop-src/Multimedia/drv-exitsession.md"
    page.write_text(page.read_text(encoding="utf-8").replace("*dwDriverId*", "*Identificador*"), encoding="utf-8")
    report, status, _ = checked("--baseline", baseline)
    assert status == 1
    assert [(f["code"], f["found"]) for f in report["diagnostics"]] == [("P003", "Identificador")]


def test_lines_added_above_change_no_fingerprint(checked, corpus, baseline) -> None:
    for page in corpus.rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("\n# ", "\n\n\n# ", 1), encoding="utf-8")
    assert checked("--baseline", baseline)[1] == 0


def test_an_entry_that_is_found_no_more_is_told(checked, polyspec, corpus, baseline) -> None:
    polyspec("fix", corpus, "--rule", "H001")
    report, status, err = checked("--baseline", baseline)
    assert status == 0
    assert "unused baseline entry: H001 on desktop-src/" in err
    assert len(report["summary"]["unused"]) == err.count("\n")
    assert checked("--baseline", baseline, "--rule", "P003")[2] == "", "entries of rules that did not run may be used"


def test_writing_the_baseline_again_drops_what_is_found_no_more(checked, polyspec, corpus, baseline) -> None:
    before = baseline.read_text(encoding="utf-8").split("\n")
    polyspec("fix", corpus, "--rule", "H001")
    polyspec("baseline", corpus, "--output", baseline)
    after = baseline.read_text(encoding="utf-8").split("\n")
    assert len(after) < len(before)
    assert {line.rstrip(",") for line in after} <= {line.rstrip(",") for line in before}
    assert checked("--baseline", baseline)[2] == ""


def test_what_is_accepted_stays_in_sarif(polyspec, corpus, baseline) -> None:
    report = json.loads(polyspec("check", corpus, "--baseline", baseline, "--format", "sarif").out)
    results = report["runs"][0]["results"]
    assert len(results) == len(json.loads(baseline.read_text(encoding="utf-8"))["findings"])
    assert {result["baselineState"] for result in results} == {"unchanged"}
    assert all(result["suppressions"][0]["kind"] == "external" for result in results)


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_fails_on_what_is_accepted(polyspec, corpus, baseline, form) -> None:
    assert polyspec("check", corpus, "--baseline", baseline, "--format", form).status == 0


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "is no baseline file"),
        (b"[]", "is no baseline file"),
        (b"\xff\xfe", "is no baseline file"),
        (b'{"version": 1, "findings": [{"fingerprint": 3}]}', "is no baseline file"),
        (b"[" * 100_000, "is no baseline file"),
        (b'{"version": 2, "findings": []}', "has version 2"),
    ],
)
def test_a_file_that_is_no_baseline_is_refused(polyspec, corpus, tmp_path, content, complaint) -> None:
    (tmp_path / "bad.json").write_bytes(content)
    status, out, err = polyspec("check", corpus, "--baseline", tmp_path / "bad.json")
    assert (status, out) == (2, "")
    assert complaint in err
    assert err.count("\n") == 1


def test_a_baseline_that_is_not_there_is_refused(polyspec, corpus, tmp_path) -> None:
    assert polyspec("check", corpus, "--baseline", tmp_path / "none.json").status == 2


@pytest.fixture
def repository(corpus):
    """The corpus as a git repository with one commit, and a function that runs git in it."""

    def git(*arguments):
        names = ("-c", "user.name=polyspec", "-c", "user.email=polyspec@example.org", "-c", "commit.gpgSign=false")
        return subprocess.run(["git", *names, *arguments], cwd=corpus, check=True, capture_output=True, text=True)

    git("init", "--quiet", "--initial-branch=main")
    git("add", ".")
    git("commit", "--quiet", "-m", "Pages")
    return git


def edit(corpus, page):
    file = corpus / page
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")


def pages_checked(checked, *options):
    return checked(*options)[0]["summary"]["pages"]


def test_only_the_messages_that_changed_are_repaired(polyspec, corpus, repository) -> None:
    assert polyspec("fix", corpus, "--changed-since", "HEAD").err.startswith("0 edits made on 0 pages")
    edit(corpus, "ru-ru/desktop-src/winmsg/wm-size.md")
    polyspec("fix", corpus, "--changed-since", "HEAD")
    changed = repository("diff", "--name-only").stdout.split()
    assert changed
    assert {name.partition("/")[2] for name in changed} == {"desktop-src/winmsg/wm-size.md"}


def test_nothing_changed_is_nothing_checked(checked, repository) -> None:
    report, status, _ = checked("--changed-since", "HEAD")
    assert (report["summary"]["pages"], report["diagnostics"], status) == (0, [], 0)


def test_a_message_is_checked_in_all_locales_where_one_page_changed(checked, corpus, repository) -> None:
    edit(corpus, "ru-ru/desktop-src/winmsg/wm-size.md")
    report, _, _ = checked("--changed-since", "HEAD")
    assert report["summary"]["pages"] == 5
    assert {f["page"] for f in report["diagnostics"]} == {"desktop-src/winmsg/wm-size.md"}
    every, _, _ = checked()
    wanted = [f for f in every["diagnostics"] if f["page"] == "desktop-src/winmsg/wm-size.md"]
    assert report["diagnostics"] == wanted


def test_new_staged_deleted_and_committed_pages_count(checked, corpus, repository) -> None:
    pages = "es-es/desktop-src/Multimedia"
    shutil.copy(corpus / pages / "drv-free.md", corpus / pages / "drv-new.md")
    assert pages_checked(checked, "--changed-since", "HEAD") == 1
    repository("add", ".")
    assert pages_checked(checked, "--changed-since", "HEAD") == 1
    repository("commit", "--quiet", "-m", "New")
    assert pages_checked(checked, "--changed-since", "HEAD") == 0
    assert pages_checked(checked, "--changed-since", "HEAD~1") == 1
    (corpus / pages / "drv-open.md").unlink()
    assert pages_checked(checked, "--changed-since", "HEAD") == 4


def test_three_dots_leave_out_what_changed_on_the_other_branch(checked, corpus, repository) -> None:
    repository("checkout", "--quiet", "-b", "mine")
    edit(corpus, "ru-ru/desktop-src/winmsg/wm-size.md")
    repository("commit", "--quiet", "-am", "Mine")
    repository("checkout", "--quiet", "main")
    edit(corpus, "ru-ru/desktop-src/Multimedia/drv-open.md")
    repository("commit", "--quiet", "-am", "Theirs")
    repository("checkout", "--quiet", "mine")
    assert pages_checked(checked, "--changed-since", "main...") == 5
    assert pages_checked(checked, "--changed-since", "main") == 10


@pytest.mark.parametrize("revision", ["nonsense", "--output=x", "", "HEAD:ru-ru"])
def test_a_revision_that_is_none_is_refused(polyspec, corpus, repository, revision) -> None:
    status, out, err = polyspec("check", corpus, f"--changed-since={revision}")
    assert (status, out) == (2, "")
    assert "the repository has no revision" in err
    assert not (corpus / "x").exists()


def test_a_folder_in_no_repository_is_refused(polyspec, corpus, monkeypatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(corpus.parent))
    status, _, err = polyspec("check", corpus, "--changed-since", "HEAD")
    assert status == 2
    assert "not a git repository" in err
