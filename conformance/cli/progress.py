"""A progress bar on standard error, on a terminal only."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: Called with the number of steps done since the last call.
Advance = Callable[[int], None]

_SECONDS_BETWEEN_DRAWINGS = 0.1


@contextmanager
def progress(label: str, total: int, *, streaming: bool = False) -> Iterator[Advance]:
    """Give a function to call as the work of `total` steps goes on; without a terminal it draws nothing.

    `streaming` says that standard output is written meanwhile: on a terminal that would tear the bar.
    """
    if not sys.stderr.isatty() or (streaming and sys.stdout.isatty()):
        yield lambda steps: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(
        *columns,
        console=Console(stderr=True),
        transient=True,
        auto_refresh=False,  # that would be a thread, and processes are forked meanwhile
        redirect_stdout=False,  # what goes to standard output is no part of the bar
        redirect_stderr=False,
    )
    drawn = 0.0

    def advance(steps: int) -> None:
        nonlocal drawn
        bar.advance(task, steps)
        if time.monotonic() - drawn > _SECONDS_BETWEEN_DRAWINGS:
            bar.refresh()
            drawn = time.monotonic()

    with bar:
        task = bar.add_task(label, total=total)
        yield advance
