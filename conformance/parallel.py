"""Work on many items in several processes, with the results in the order of the items."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
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
    batches = iter([items[at : at + BATCH] for at in range(0, len(items), BATCH)])
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_initialize, initargs=(work,)) as pool:
        waiting: list[Future[list[R]]] = [pool.submit(_batch, batch) for batch in islice(batches, jobs * AHEAD)]
        while waiting:
            done = waiting.pop(0).result()
            waiting += [pool.submit(_batch, batch) for batch in islice(batches, 1)]
            yield from done


_WORK: list[Callable[..., object]] = []


def _initialize(work: Callable[..., object]) -> None:
    _WORK[:] = [work]
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait until the main process is gone, however it ended, and end this one too."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _batch(items: Sequence[T]) -> list[R]:
    return [_WORK[0](item) for item in items]  # type: ignore[misc]
