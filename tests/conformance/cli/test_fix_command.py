import json
import re
import shutil
import subprocess

import pytest

from conformance.fix import plan as planning
from conformance.fix import write as module
from conformance.fix.temporary import LEFT_BEHIND


def every_file(folder):
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def corpus(pages, tmp_path):
    """A copy of our own pages with every kind of damage, to write to."""
    return shutil.copytree(pages.parent / "damaged", tmp_path / "damaged")


@pytest.fixture
def findings(polyspec):
    """A function that gives the findings on a corpus."""
    return lambda corpus: json.loads(polyspec("check", corpus, "--format", "json").out)["diagnostics"]


def identity(finding):
    return finding["fingerprint"]


def is_safe(finding):
    return finding["fix"] is not None and finding["fix"]["safe"] and finding["locale"] is not None


def test_what_is_proven_is_repaired_and_nothing_new_is_found(polyspec, corpus, findings) -> None:
    before = findings(corpus)
    status, out, err = polyspec("fix", corpus)
    after = findings(corpus)
    assert (status, out) == (0, "")
    assert "edits made on" in err
    assert {identity(f) for f in after} < {identity(f) for f in before}
    assert any(is_safe(f) for f in before)
    assert [f for f in after if is_safe(f)] == []


def test_a_second_run_changes_nothing(polyspec, corpus) -> None:
    polyspec("fix", corpus)
    once = every_file(corpus)
    status, _, err = polyspec("fix", corpus)
    assert status == 0
    assert "0 edits made on 0 pages" in err
    assert every_file(corpus) == once


def test_the_repaired_lines_are_those_of_the_clean_pages(polyspec, corpus, pages) -> None:
    before = every_file(corpus)
    polyspec("fix", corpus)
    for file, fixed in every_file(corpus).items():
        old, new = before[file].decode().split("\n"), fixed.decode().split("\n")
        clean = (
            {without_anchors(line) for line in (pages / file).read_text(encoding="utf-8").split("\n")}
            if old != new
            else ()
        )
        assert len(old) == len(new)
        assert [b for a, b in zip(old, new, strict=True) if a != b and without_anchors(b) not in clean] == [], file


def without_anchors(line):
    """A line without the anchors that some kinds of damage take away."""
    return re.sub("<span [^>]*></span>", "", line)


def test_the_page_of_another_message_keeps_its_name(polyspec, corpus, findings) -> None:
    (foreign,) = (f for f in findings(corpus) if f["code"] == "N004")
    page = corpus / foreign["locale"] / foreign["page"]
    before = page.read_bytes()
    polyspec("fix", corpus, "--unsafe")
    assert page.read_bytes() == before


def test_the_diff_is_what_a_patch_makes_of_the_pages(polyspec, corpus, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    untouched = every_file(corpus)
    status, out, _ = polyspec("fix", "damaged", "--diff")
    assert (status, every_file(corpus)) == (1, untouched)
    subprocess.run(["git", "apply", "-p1"], input=out.encode(), cwd=tmp_path, check=True)
    patched = every_file(corpus)
    for file, data in untouched.items():
        (corpus / file).write_bytes(data)
    polyspec("fix", "damaged")
    assert every_file(corpus) == patched != untouched


def test_nothing_to_show_is_status_0(polyspec, pages) -> None:
    polyspec("fix", pages, "--diff", "--rule", "H001")
    assert polyspec("fix", pages, "--diff", "--rule", "H001").status == 0


def test_only_the_named_rule_and_locale_are_repaired(polyspec, corpus, findings) -> None:
    before = every_file(corpus)
    polyspec("fix", corpus, "--rule", "header-damaged", "--locale", "RU-ru")
    changed = [file for file, data in every_file(corpus).items() if data != before[file]]
    assert changed != []
    assert {file.parts[0] for file in changed} == {"ru-ru"}
    left = {f["code"] for f in findings(corpus) if is_safe(f) and f["locale"] == "ru-ru"}
    assert "H001" not in left
    assert left != set()


def test_likely_edits_are_made_on_demand_only(polyspec, corpus) -> None:
    safe = polyspec("fix", corpus, "--diff").out
    likely = polyspec("fix", corpus, "--diff", "--unsafe").out
    assert len(likely) > len(safe)


@pytest.mark.parametrize("jobs", [1, 2])
def test_line_ends_marks_and_modes_stay(polyspec, corpus, jobs) -> None:
    before = every_file(corpus)
    polyspec("fix", corpus, "--jobs", jobs)
    plain = every_file(corpus)
    for file, data in before.items():
        if file.suffix == ".md":
            (corpus / file).write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))
            (corpus / file).chmod(0o640)
    polyspec("fix", corpus, "--jobs", jobs)
    for file, data in plain.items():
        if file.suffix == ".md":
            assert (corpus / file).read_bytes() == b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")
            assert (corpus / file).stat().st_mode & 0o777 == 0o640


def test_a_finding_that_a_comment_accepts_is_left_alone(polyspec, corpus, findings) -> None:
    wanted = next(f for f in findings(corpus) if is_safe(f) and f["code"] == "H001")
    page = corpus / wanted["locale"] / wanted["page"]
    comment = "\n<!-- polyspec-ignore-page H001: the old name is wanted here -->\n"
    page.write_text(page.read_text(encoding="utf-8") + comment, encoding="utf-8")
    polyspec("fix", corpus)
    assert wanted["found"] in page.read_text(encoding="utf-8").split("\n")[wanted["line"] - 1]
    page.write_text(page.read_text(encoding="utf-8").replace(comment, ""), encoding="utf-8")
    polyspec("fix", corpus)
    assert wanted["found"] not in page.read_text(encoding="utf-8").split("\n")[wanted["line"] - 1]


def test_an_unknown_rule_and_locale_are_refused(polyspec, corpus) -> None:
    assert polyspec("fix", corpus, "--rule", "nonsense").status == 2
    assert polyspec("fix", corpus, "--locale", "de-de").status == 2


def test_a_page_that_cannot_be_written_is_told_and_the_others_are_written(polyspec, corpus, monkeypatch) -> None:
    def refuse(change) -> None:
        if change.locale == "ru-ru":
            raise module.WriteError("is write-protected")
        write(change)

    write = module.write
    monkeypatch.setattr(module, "write", refuse)
    before = every_file(corpus)
    status, _, err = polyspec("fix", corpus)
    assert status == 1
    assert f"not written {corpus}/ru-ru/" in err
    changed = {file.parts[0] for file, data in every_file(corpus).items() if data != before[file]}
    assert "es-es" in changed
    assert "ru-ru" not in changed


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_of_our_own_costs_the_pages_of_one_message(polyspec, corpus, monkeypatch, jobs) -> None:
    failing = sorted({file.name for file in corpus.rglob("*.md")})[0]

    def fail(planner, group, loaded):
        if group.page.endswith(f"/{failing}"):
            raise KeyError("a fault")
        return plan(planner, group, loaded)

    plan = planning.Planner._plan
    monkeypatch.setattr(planning.Planner, "_plan", fail)
    before = every_file(corpus)
    status, _, err = polyspec("fix", corpus, "--jobs", jobs)
    refused = [line for line in err.splitlines() if line.startswith(f"refused {corpus}/")]
    assert status == 0
    assert refused != []
    assert all(f"/{failing}: internal error, KeyError: " in line for line in refused)
    assert f"; {len(refused)} pages refused" in err
    changed = {file.name for file, data in every_file(corpus).items() if data != before[file]}
    assert len(changed) > 1
    assert failing not in changed


def test_a_page_that_cannot_be_read_is_told(polyspec, corpus) -> None:
    page = next((corpus / "fr-fr").rglob("*.md"))
    page.write_bytes(b"\xff\xfe")
    err = polyspec("fix", corpus).err
    assert f"refused {page}: " in err
    assert "; 1 page refused" in err


def test_what_a_killed_run_left_is_cleared_away(polyspec, corpus) -> None:
    folder = next((corpus / "fr-fr").rglob("*.md")).parent
    left = folder / f".a.md.x{LEFT_BEHIND}"
    left.touch()
    polyspec("fix", corpus, "--diff")
    assert left.exists()
    polyspec("fix", corpus)
    assert not left.exists()
