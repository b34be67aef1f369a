"""`python -m benchmarks CORPUS`: measure, and print medians and ratios."""

import argparse
import compileall
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.measure import Cost, Program, in_turn, run
from benchmarks.pages import copy, message_pages
from spec_model.corpus import CorpusError

LINTER = "markdownlint-cli2"
_FINDINGS = frozenset({0, 1})


def main() -> None:
    """Measure on the corpus that the arguments name."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("corpus", type=Path, help="a folder with a sub-folder for each locale")
    parser.add_argument("--without", action="append", default=[], help="leave a locale out (may be given again)")
    parser.add_argument("--rounds", type=_positive, default=3, help="how often each program runs (default: 3)")
    parser.add_argument(
        "--scales", type=_numbers, default="1,4,16", help="how many times over the corpus is read (default: 1,4,16)"
    )
    given = parser.parse_args()
    try:
        pages = list(message_pages(given.corpus, tuple(tag.lower() for tag in given.without)))
    except CorpusError as error:
        parser.error(str(error))
    if not pages:
        parser.error(f"no page in {given.corpus} documents a message")
    for package in ("conformance", "spec_model"):  # as an installer does: whoever runs it later does not pay for it
        compileall.compile_dir(Path(__file__).parents[1] / package, quiet=2)
    print(f"{len(pages)} message pages, medians of {given.rounds} rounds")
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        copy(pages, base / "1", 1)
        _compare(base, len(pages), given.rounds)
        _scale(base, pages, given.scales)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is less than 1")
    return number


def _numbers(text: str) -> list[int]:
    return [_positive(part) for part in text.split(",")]


def _compare(base: Path, pages: int, rounds: int) -> None:
    """Print what each program costs, and the ratios that matter."""
    programs = {
        "bare parse": Program([sys.executable, str(Path(__file__).parent / "bare.py"), "1"]),
        "check, cold, 1 worker": _check(base, "1", jobs=1, cold=True),
        "check, warm, 1 worker": _check(base, "1", jobs=1),
        "check, cold, 2 workers": _check(base, "1", jobs=2, cold=True),
    }
    linter = _linter(base)
    if linter:
        programs[LINTER] = linter
    costs = in_turn(programs, base, rounds)
    print(f"{'':28}{'seconds':>9}{'processor':>11}{'MB':>6}{'ms a page':>11}")
    for name, cost in costs.items():
        print(f"{name:28}{cost.wall:9.2f}{cost.cpu:11.2f}{cost.peak:6.0f}{cost.wall / pages * 1000:11.2f}")
    _ratios(costs)


def _ratios(costs: Mapping[str, Cost]) -> None:
    bare, cold = costs["bare parse"].wall, costs["check, cold, 1 worker"].wall
    print(f"cold, 1 worker / bare parse   {cold / bare:.2f}")
    print(f"cold, 2 workers / bare parse  {costs['check, cold, 2 workers'].wall / bare:.2f}")
    print(f"warm / cold                   {costs['check, warm, 1 worker'].wall / cold:.3f}")
    if LINTER in costs:
        two = costs["check, cold, 2 workers"].wall
        print(f"{LINTER} / cold      {costs[LINTER].wall / cold:.1f}; with 2 workers {costs[LINTER].wall / two:.1f}")


def _scale(base: Path, pages: list[tuple[str, str, Path]], scales: list[int]) -> None:
    """Print how time and memory grow with the corpus."""
    first: Cost | None = None
    for times in scales:
        if not (base / str(times)).exists():
            copy(pages, base / str(times), times)
        cost = run(_check(base, str(times), jobs=1, cold=True), base)
        first = first or cost
        grown = f"{cost.wall / first.wall:.1f} times the time, {cost.peak / first.peak:.2f} times the memory"
        print(f"{times:>3}x: {cost.wall:7.1f} s, {cost.peak:4.0f} MB; {grown} of the first")
        if times != 1:
            shutil.rmtree(base / str(times))


def _check(base: Path, corpus: str, *, jobs: int, cold: bool = False) -> Program:
    cache = base / "cache"
    start = "import sys; from conformance.cli.main import main; sys.exit(main())"
    options = ["--format", "json", "--fail-on", "never", "--jobs", str(jobs), "--cache-dir", str(cache)]
    before = (lambda: shutil.rmtree(cache, ignore_errors=True)) if cold else lambda: None
    return Program([sys.executable, "-c", start, "check", corpus, *options], before)


def _linter(base: Path) -> Program | None:
    """markdownlint-cli2 installed beside the pages, None where that cannot be done, which is told."""
    npm = shutil.which("npm")
    if npm is None:
        print(f"{LINTER} is left out: npm is not there")
        return None
    installed = subprocess.run(
        [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(base / "npm"), LINTER],
        capture_output=True,
        text=True,
        check=False,
    )
    if installed.returncode:
        print(f"{LINTER} is left out: npm install ended with status {installed.returncode}: {installed.stderr[:200]}")
        return None
    return Program([str(base / "npm/node_modules/.bin" / LINTER), "1/**/*.md"], statuses=_FINDINGS)


if __name__ == "__main__":
    main()
