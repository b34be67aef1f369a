"""The benchmarks run on our own pages, without the linter, which needs a registry of packages."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.measure import Cost, Program, in_turn, run
from benchmarks.pages import copy, message_pages

ROOT = Path(__file__).parents[2]


def test_only_pages_of_messages_are_measured_and_copies_have_names_of_their_own(
    own_pages: Path, tmp_path: Path
) -> None:
    pages = list(message_pages(own_pages, ("en-us",)))
    assert pages
    assert {locale for locale, _, _ in pages} >= {"es-es", "ru-ru"}
    assert "en-us" not in {locale for locale, _, _ in pages}
    copy(pages, tmp_path, 2)
    assert len(list(tmp_path.rglob("*.md"))) == 2 * len(pages)


def test_a_run_costs_what_the_system_says(tmp_path: Path) -> None:
    cost = run(Program([sys.executable, "-c", "x = bytearray(50_000_000); sum(range(10**6))"]), tmp_path)
    assert cost.cpu > 0
    assert cost.peak > 50


def test_a_program_that_fails_is_no_measurement(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="status 3"):
        run(Program([sys.executable, "-c", "raise SystemExit(3)"]), tmp_path)
    assert run(Program([sys.executable, "-c", "raise SystemExit(3)"], statuses=frozenset({3})), tmp_path)


def test_programs_run_in_turn_and_each_is_made_ready(tmp_path: Path) -> None:
    order: list[str] = []
    command = [sys.executable, "-c", ""]
    programs = {name: Program(command, lambda name=name: order.append(name)) for name in "ab"}  # type: ignore[misc]
    costs = in_turn(programs, tmp_path, 3)
    assert order == ["a", "b"] * 3
    assert all(isinstance(cost, Cost) for cost in costs.values())


def test_the_whole_prints_the_ratios(own_pages: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no npm
    command = [sys.executable, "-m", "benchmarks", str(own_pages), "--rounds", "1", "--scales", "1,2"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "markdownlint-cli2 is left out: npm is not there" in done.stdout
    assert "warm / cold" in done.stdout
    assert "times the memory of the first" in done.stdout.splitlines()[-1]
