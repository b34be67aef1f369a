"""Time and memory of whole processes, as the operating system accounts for them."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple


class Cost(NamedTuple):
    """What one run took: seconds on the clock, seconds of all processors, and the most memory of a process (MB)."""

    wall: float
    cpu: float
    peak: float


class Program(NamedTuple):
    """A command that is measured: `before` makes its files ready, `statuses` are those with which it may end."""

    command: Sequence[str]
    before: Callable[[], None] = lambda: None
    statuses: frozenset[int] = frozenset({0})


def run(program: Program, cwd: Path) -> Cost:
    """Run a program once in the folder `cwd`; raises RuntimeError where it ends with another status."""
    program.before()
    start = time.perf_counter()
    with subprocess.Popen(program.command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode not in program.statuses:
        raise RuntimeError(f"{' '.join(program.command)} ended with status {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6)


def in_turn(programs: Mapping[str, Program], cwd: Path, rounds: int) -> dict[str, Cost]:
    """The median cost of each program over `rounds`, in each of which every program runs once."""
    costs: dict[str, list[Cost]] = {name: [] for name in programs}
    for _ in range(rounds):
        for name, program in programs.items():
            costs[name].append(run(program, cwd))
    return {name: Cost(*(median(column) for column in zip(*runs, strict=True))) for name, runs in costs.items()}
