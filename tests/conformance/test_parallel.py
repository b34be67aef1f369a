"""Work over processes: the order of the results, and what is left where a process ends before its time."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conformance.parallel import BATCH, batches, each

ROOT = Path(__file__).parents[2]
LONG = """
import os, time
from conformance import parallel
parallel.BATCH = parallel.FEW = 1
def work(number):
    print(os.getpid(), flush=True)
    time.sleep(60)
list(parallel.each(work, range(4), 2))
"""


def squared(number: int) -> int:
    time.sleep(0.001 * (number % 3))
    return number * number


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("conformance.parallel.BATCH", 2)
    assert list(each(squared, range(25), jobs)) == [number * number for number in range(25)]


@pytest.mark.parametrize("jobs", [1, 2, 16])
def test_batches_hold_all_items_in_order_and_end_with_single_ones(jobs: int) -> None:
    cut = list(batches(range(200), jobs))
    sizes = [len(batch) for batch in cut]
    assert [number for batch in cut for number in batch] == list(range(200))
    assert sizes == sorted(sizes, reverse=True)
    assert (sizes[-1], max(sizes)) == (1, min(BATCH, 200 // (2 * jobs)))


def is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] != "Z"  # one that nobody has waited for yet
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see which processes there are")
def test_no_worker_outlives_the_process_that_it_works_for() -> None:
    with subprocess.Popen([sys.executable, "-c", LONG], cwd=ROOT, stdout=subprocess.PIPE, text=True) as main:
        assert main.stdout is not None
        workers = [int(main.stdout.readline()) for _ in range(2)]
        assert all(map(is_alive, workers))
        main.kill()
        main.wait()
        until = time.monotonic() + 20
        while any(map(is_alive, workers)) and time.monotonic() < until:
            time.sleep(0.05)
        left = [pid for pid in workers if is_alive(pid)]
        for pid in left:
            os.kill(pid, 9)
    assert not left
