"""Judgements kept between runs: they speed a check up and never change what it says."""

import multiprocessing
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from multiprocessing import synchronize
from pathlib import Path

import pytest

from conformance.check import check
from conformance.config import Config
from conformance.diagnostic import Result
from conformance.entries import KEPT_DAYS, Entries
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


def flipped(raw: bytes, places: Iterable[int]) -> bytes:
    data = bytearray(raw)
    for place in places:
        data[place] ^= 0x10
    return bytes(data)


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: flipped(raw, range(8192, len(raw), 300)),
        lambda raw: flipped(raw, range(0, 100, 3)),
        lambda raw: flipped(raw, range(0, len(raw), 50)),
        lambda raw: raw.replace(b"key blob", b"k\xe9y blob"),
        lambda raw: raw[: len(raw) // 2],
        lambda _: b"no database at all",
    ],
)
def test_a_damaged_cache_is_told_of_and_changes_nothing(corpus: Path, tmp_path: Path, damage) -> None:
    cache = tmp_path / "cache"
    cold = run(corpus, cache)
    [file] = entries(cache)
    file.write_bytes(damage(file.read_bytes()))
    again = run(corpus, cache)
    assert again.diagnostics == cold.diagnostics
    assert any("cache" in note and "damaged" in note for note in again.warnings)
    assert run(corpus, cache) == cold


@pytest.mark.parametrize("seed", range(8))
def test_no_flipped_byte_changes_what_is_said(corpus: Path, tmp_path: Path, seed: int) -> None:
    cache = tmp_path / "cache"
    cold = run(corpus, cache)
    [file] = entries(cache)
    raw = file.read_bytes()
    chance = random.Random(seed)
    first = 200 if seed % 2 else len(raw)  # each other time in the head of the file, which steers all
    file.write_bytes(flipped(raw, (chance.randrange(first) for _ in range(seed + 1))))
    assert run(corpus, cache).diagnostics == cold.diagnostics
    assert run(corpus, cache) == cold


def test_an_entry_that_nobody_asks_for_is_dropped(tmp_path: Path, monkeypatch) -> None:
    def on_day(day: int) -> Entries:
        monkeypatch.setattr("conformance.entries._today", lambda: day)
        return Entries(tmp_path)

    first = on_day(100)
    first.put(b"asked for", b"1")
    first.put(b"forgotten", b"2")
    first.close()
    later = on_day(100 + KEPT_DAYS)
    assert later.get(b"asked for") == b"1"
    later.close()
    last = on_day(101 + KEPT_DAYS)
    assert last.get(b"asked for") == b"1"
    assert last.get(b"forgotten") is None


def test_several_processes_leave_one_whole_file(corpus: Path, tmp_path: Path, monkeypatch) -> None:
    for number in range(8):
        for locale in [entry for entry in corpus.iterdir() if entry.is_dir()]:
            shutil.copytree(locale / "desktop-src", locale / f"copy-{number}")
    cache = tmp_path / "cache"
    pages = Corpus(locale_folders(corpus))
    cold = check(pages, Config(), cache=cache, jobs=4)
    assert cold == run(corpus, None)
    assert [file.name for file in entries(cache)] == ["judgements.sqlite"]
    monkeypatch.setattr("conformance.judge.Judge.judge", lambda *_: pytest.fail("judged again"))
    assert check(pages, Config(), cache=cache, jobs=1) == cold


def put_with_others(folder: Path, start: synchronize.Barrier, number: int) -> None:
    entries = Entries(folder)
    start.wait()
    entries.put(str(number).encode(), b"kept")
    entries.close()


@pytest.mark.skipif(sys.platform == "win32", reason="needs processes that begin at the same moment")
def test_processes_may_begin_the_file_at_once(tmp_path: Path) -> None:
    fork = multiprocessing.get_context("fork")
    for attempt in range(10):
        folder, start = tmp_path / str(attempt), fork.Barrier(4)
        started = [fork.Process(target=put_with_others, args=(folder, start, number)) for number in range(4)]
        for process in started:
            process.start()
        for process in started:
            process.join()
        kept = Entries(folder)
        assert [kept.get(str(number).encode()) for number in range(4)] == [b"kept"] * 4


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
