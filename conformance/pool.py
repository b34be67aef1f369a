"""Processes that work at the same time, and end with the one that they work for."""

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


def in_order(work: Callable[[T], R], batches: Iterator[Sequence[T]], jobs: int, ahead: int) -> Iterator[R]:
    """What `work` gives for the items of each batch, in their order, from `jobs` processes.

    At most `ahead` batches are in flight for each process. `work` and its results must be picklable.
    """
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_initialize, initargs=(work,)) as pool:
        waiting: list[Future[list[R]]] = [pool.submit(_batch, batch) for batch in islice(batches, jobs * ahead)]
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
