"""Judgements kept between runs: they speed a check up and never change what it says."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conformance.check import check
from conformance.config import Config
from conformance.diagnostic import Result
from spec_model.corpus import Corpus, locale_folders

PAGES = Path(__file__).parents[2] / "specs" / "damaged"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PAGES, tmp_path / "corpus"))


def run(corpus: Path, cache: Path | None, config: Config | None = None) -> Result:
    return check(Corpus(locale_folders(corpus)), config or Config(), cache=cache)


def entries(cache: Path) -> list[Path]:
    return sorted(file for file in cache.rglob("*") if file.is_file())


def test_a_second_run_says_the_same_and_judges_nothing(corpus: Path, tmp_path: Path, monkeypatch) -> None:
    cache = tmp_path / "cache"
    cold = run(corpus, cache)
    assert cold == run(corpus, None)
    monkeypatch.setattr("conformance.judge.Judge.judge", lambda *_: pytest.fail("judged again"))
    assert run(corpus, cache) == cold


def test_a_changed_byte_is_seen(corpus: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    before = run(corpus, cache)
    page = corpus / "es-es/desktop-src/winmsg/wm-size.md"
    page.write_bytes(page.read_bytes().replace(b"*lParam*", b"*lParamX*", 1))
    after = run(corpus, cache)
    assert after != before
    assert after == run(corpus, None)


def test_another_configuration_asks_for_other_entries(corpus: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    run(corpus, cache)
    strict = Config(severity={"P003": "info"})
    assert run(corpus, cache, strict) == run(corpus, None, strict)


@pytest.mark.parametrize(
    "damage", [lambda raw: raw[:-1], lambda raw: raw[:20] + bytes([raw[20] ^ 1]) + raw[21:], lambda _: b""]
)
def test_a_damaged_entry_is_told_of_and_changes_nothing(corpus: Path, tmp_path: Path, damage) -> None:
    cache = tmp_path / "cache"
    cold = run(corpus, cache)
    for entry in entries(cache):
        entry.write_bytes(damage(entry.read_bytes()))
    again = run(corpus, cache)
    assert again.diagnostics == cold.diagnostics
    assert len(again.summary.unused) == len(cold.summary.unused) + len(entries(cache))
    assert run(corpus, cache) == cold


def test_a_cache_that_cannot_be_written_costs_nothing(corpus: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder")
    assert run(corpus, file) == run(corpus, None)


def test_runs_that_share_a_cache_are_right_though_one_is_killed(corpus: Path, tmp_path: Path) -> None:
    for number in range(8):
        for locale in [entry for entry in corpus.iterdir() if entry.is_dir()]:
            shutil.copytree(locale / "desktop-src", locale / f"copy-{number}")
    program = "import sys; from conformance.cli.main import main; sys.exit(main())"
    options = ["check", str(corpus), "--format", "json", "--fail-on", "never", "--jobs", "1"]

    def start(*more: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-c", program, *options, *more]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    alone, _ = start("--no-cache").communicate()
    shared = ("--cache-dir", str(tmp_path / "cache"))
    kept, killed = start(*shared), start(*shared)
    while not entries(tmp_path / "cache") and killed.poll() is None:
        time.sleep(0.01)
    killed.kill()
    killed.communicate()
    assert kept.communicate() == (alone, b"")
    assert start(*shared).communicate() == (alone, b"")
