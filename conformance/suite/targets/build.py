"""Compile the programs of the suite from their templates, once for each content, into the cache folder."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from platformdirs import user_cache_path

from conformance.suite.targets.protocol import TargetError
from conformance.suite.templates import render

COMPILER = "x86_64-w64-mingw32-gcc"
RESOURCE_COMPILER = "x86_64-w64-mingw32-windres"
#: the strictest ordinary level; the cast of a looked-up function is what the agent is for
FLAGS = ("-std=gnu99", "-O1", "-Wall", "-Wextra", "-Werror", "-Wno-cast-function-type")
LIBRARIES = ("-lgdi32", "-lcomctl32", "-lwinmm")
_BUILD_TIMEOUT = 120


def cache_folder() -> Path:
    """Where built programs and the Wine prefix live: POLYSPEC_CACHE_DIR, else the user's cache folder."""
    named = os.environ.get("POLYSPEC_CACHE_DIR")
    return (Path(named) if named else user_cache_path("polyspec", appauthor=False)) / "suite"


def build_agent(cache: Path) -> Path:
    """Build the agent; gives the path of its .exe. Raises TargetError where the compiler is missing or refuses."""
    return _build(cache, "agent.exe", _agent_sources(), ("agent.c",))


def build_driver(cache: Path, messages: Mapping[str, int]) -> Path:
    """Build the sample driver for the driver messages with these numbers; gives the path of its .dll."""
    sources = {"driver.c": render("driver.c", messages=sorted(messages.items()))}
    return _build(cache, "driver.dll", sources, ("driver.c", "-shared"))


def build_suite(folder: Path, program: Path) -> None:
    """Compile the standalone suite that lies in `folder` into `program`, as its own first lines say."""
    objects = _compile_resources(folder)
    _run((COMPILER, *FLAGS, "suite.c", *objects, "-o", str(program.resolve()), *LIBRARIES), folder)


def _agent_sources() -> dict[str, str]:
    names = ("core.h", "agent.c", "agent.rc", "agent.manifest")
    return {name: render(name) for name in names}


def _build(cache: Path, program: str, sources: Mapping[str, str], arguments: Iterable[str]) -> Path:
    digest = hashlib.sha256(repr((sorted(sources.items()), FLAGS, LIBRARIES)).encode()).hexdigest()[:16]
    folder = cache / f"{Path(program).stem}-{digest}"
    built = folder / program
    if built.is_file():
        return built
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache, prefix="build-") as name:
        work = Path(name)
        for source, text in sources.items():
            (work / source).write_text(text, encoding="utf-8", newline="\n")
        objects = _compile_resources(work) if "agent.rc" in sources else ()
        _run((COMPILER, *FLAGS, *arguments, *objects, "-o", program, *LIBRARIES), work)
        folder.mkdir(exist_ok=True)
        os.replace(work / program, built)
    return built


def _compile_resources(work: Path) -> tuple[str, ...]:
    _run((RESOURCE_COMPILER, "agent.rc", "agent.res.o"), work)
    return ("agent.res.o",)


def _run(command: tuple[str, ...], work: Path) -> None:
    if not shutil.which(command[0]):
        raise TargetError(f"{command[0]} is not installed; `polyspec suite doctor` says what is missing")
    done = subprocess.run(
        command, cwd=work, capture_output=True, text=True, errors="replace", timeout=_BUILD_TIMEOUT, check=False
    )
    if done.returncode:
        raise TargetError(f"{command[0]} refused: {done.stderr.strip()[:400]}")
