"""Work on many items in several processes, with the results in the order of the items."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

#: Items that a process is given at a time: few, since at the end the others wait for the one with the last batch.
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

    yield from in_order(work, iter([items[at : at + BATCH] for at in range(0, len(items), BATCH)]), jobs, AHEAD)
