"""How text leaves the program: in UTF-8, to standard output or at once to a file."""

import contextlib
import io
import os
import stat
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import click

from conformance.cli.errors import RequestError

#: The status of a process that a closed pipe ended, as shells count it: 128 and the number of the signal.
PIPE_CLOSED = 141


def version() -> str:
    """The version of the installed distribution."""
    from importlib import metadata

    try:
        return metadata.version("polyspec")
    except metadata.PackageNotFoundError:
        return "0+unknown"


def documentation() -> str | None:
    """The address of our documentation as the distribution names it, or None."""
    from importlib import metadata

    with contextlib.suppress(metadata.PackageNotFoundError):
        for line in metadata.metadata("polyspec").get_all("Project-URL") or ():
            label, _, address = line.partition(", ")
            if label.lower() == "documentation":
                return str(address)
    return None


def prepare_streams() -> None:
    """Make the standard streams write UTF-8 whatever the terminal's locale; what has no UTF-8 form is escaped.

    A stream that was closed when we were started leads nowhere, so that no file that we open takes its place.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), "r" if name == "stdin" else "w"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def drop_output() -> None:
    """Send what is left of standard output nowhere: its reader is gone."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def emit(chunks: Iterable[str] | Iterable[bytes], target: Path | None = None) -> None:
    """Write `chunks`, text or the bytes of text in UTF-8, to the file `target`, to standard output where None.

    The file is replaced at once or not at all.
    """
    if target is not None:
        try:
            _replace(target.resolve(), map(_bytes, chunks))
        except OSError as error:
            raise RequestError(f"{target}: cannot be written: {error.strerror or error}") from error
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.writelines(map(_bytes, chunks))
        sys.stdout.flush()
    except BrokenPipeError as error:
        drop_output()
        raise click.exceptions.Exit(PIPE_CLOSED) from error
    except OSError as error:
        drop_output()
        raise RequestError(f"standard output: cannot be written: {error.strerror or error}") from error


def _bytes(chunk: str | bytes) -> bytes:
    return chunk.encode("utf-8", "backslashreplace") if isinstance(chunk, str) else chunk


def _replace(target: Path, chunks: Iterable[bytes]) -> None:
    if target.exists() and not target.is_file():  # a pipe or a device takes the bytes as they come
        with target.open("wb") as file:
            file.writelines(chunks)
        return
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced; of a new file what the umask leaves."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
