"""The command line, run in this process or in one of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from conformance.cli.main import main

ROOT = Path(__file__).parents[3]


class Outcome(NamedTuple):
    """What a run left: the exit status and both streams."""

    status: int
    out: str
    err: str


@pytest.fixture
def polyspec(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """A function that runs the command line in this process."""

    def run(*arguments: object) -> Outcome:
        status = main([str(argument) for argument in arguments])
        return Outcome(status, *capsys.readouterr())

    return run


@pytest.fixture
def start() -> Callable[..., subprocess.Popen[bytes]]:
    """A function that starts the command line as a process; keywords are environment variables."""

    def started(*arguments: object, stderr: int = subprocess.PIPE, **environment: str) -> subprocess.Popen[bytes]:
        code = "import sys; from conformance.cli.main import main; sys.exit(main())"
        return subprocess.Popen(
            [sys.executable, "-c", code, *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=stderr,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        )

    return started


@pytest.fixture
def pages() -> Path:
    """Our own clean pages."""
    return ROOT / "specs/pages"
