"""Planned changes as a unified diff, which `patch` and `git apply` take."""

import os
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

from conformance.fix.plan import Change
from conformance.report.visible import visible

_NO_END = "\\ No newline at end of file\n"


def diff(change: Change, *, shown: bool) -> Iterator[str]:
    """The lines of the diff of one page, each with its end; `shown` makes them fit for a terminal."""
    name = visible(_name(change.file))
    mark = "\ufeff" if change.bom else ""
    lines = unified_diff(_lines(mark + change.before), _lines(mark + change.after), f"a/{name}", f"b/{name}")
    for line in lines:
        text = f"{visible(line.rstrip(chr(10)).rstrip(chr(13)))}\n" if shown else line
        yield text if text.endswith("\n") else f"{text}\n{_NO_END}"


def _name(file: Path) -> str:
    """The file as it is called from the working folder, with ``/``, as a patch names it."""
    name = os.path.relpath(file)
    return (file.absolute().as_posix() if name.startswith("..") else Path(name).as_posix()).lstrip("/")


def _lines(text: str) -> list[str]:
    """The lines of `text` with their ends; a carriage return alone ends no line of a patch."""
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]
