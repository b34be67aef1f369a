"""The file beside a page that becomes the page, and what runs that were killed left of such files."""

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

#: How the temporary file beside a page ends, so that what a killed run left behind is told from a page.
LEFT_BEHIND = ".polyspec-tmp"

if sys.platform == "win32":

    def _lock(handle: int) -> int | None:
        """Nothing is to be done: a file that is open cannot be removed."""
        return None

else:
    from fcntl import LOCK_EX, LOCK_NB, flock

    def _lock(handle: int) -> int | None:
        """Say that a run writes to the file: a handle that keeps saying so until it is closed."""
        with suppress(OSError):  # not every file system has locks
            flock(handle, LOCK_EX)
        return os.dup(handle)


@contextmanager
def beside(page: Path) -> Iterator[tuple[int, Path]]:
    """A new file beside `page`, open to be written and closed by the caller; removed where the caller fails."""
    handle, name, lock = _new(page)
    try:
        yield handle, name
    except BaseException:
        name.unlink(missing_ok=True)
        raise
    finally:
        if lock is not None:
            os.close(lock)


def _new(page: Path) -> tuple[int, Path, int | None]:
    while True:
        handle, name = tempfile.mkstemp(dir=page.parent, prefix=f".{page.name[:40]}.", suffix=LEFT_BEHIND)
        lock = _lock(handle)
        if os.fstat(handle).st_nlink:
            return handle, Path(name), lock
        for taken in filter(None, (handle, lock)):  # another run cleared it away before it was locked
            os.close(taken)


def clear(folders: Iterable[str]) -> None:
    """Remove what runs that were killed left in `folders`; what another run is writing right now stays."""
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as entries:
            left = [e.path for e in entries if e.name.endswith(LEFT_BEHIND) and e.is_file(follow_symlinks=False)]
            for path in left:
                _remove(path)


def _remove(path: str) -> None:
    """Remove a file that no run has locked."""
    with suppress(OSError):
        if sys.platform != "win32":
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            try:
                flock(handle, LOCK_EX | LOCK_NB)
                os.unlink(path)
            finally:
                os.close(handle)
        else:
            os.unlink(path)
