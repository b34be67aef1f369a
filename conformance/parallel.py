"""Work on many items in several processes, with the results in the order of the items."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

#: The most items that a process is given at a time.
BATCH = 8
#: How many batches wait for each process.
AHEAD = 8
#: For so many batches no process is started.
FEW = 4


def each(work: Callable[[T], R], items: Sequence[T], jobs: int) -> Iterator[R]:
    """What `work` gives for each of `items`, in their order, whatever the number of processes.

    Few items are done in this process. At most a few batches are in flight, so that memory does not grow
    with the number of items. `work` and its results must be picklable where `jobs` is more than 1.
    """
    if jobs <= 1 or len(items) <= BATCH * FEW:
        yield from map(work, items)
        return
    from conformance.pool import in_order  # noqa: PLC0415 - one process alone needs nothing of what it imports

    yield from in_order(work, batches(items, jobs), jobs, AHEAD)


def batches(items: Sequence[T], jobs: int) -> Iterator[Sequence[T]]:
    """`items` in batches that get smaller towards the end, so that no process waits long for the one with the last.

    A batch is half of what each process would get of those that are left. (Guided self-scheduling after
    Polychronopoulos and Kuck, 1987, gives all of that; but messages are of very different length.)
    """
    at = 0
    while at < len(items):
        size = max(1, min(BATCH, (len(items) - at) // (2 * jobs)))
        yield items[at : at + size]
        at += size
