"""The target ``native``: the Windows that this process runs on, asked by an agent in Python through ctypes."""

import os
import sys
from pathlib import Path

from conformance.suite.targets.pipe import ANSWER_TIMEOUT, PipeTarget
from conformance.suite.targets.protocol import TargetError


class NativeTarget(PipeTarget):
    """Runs the agent in a process of its own, so that a crash ends a test and not the run."""

    name = "native"

    def __init__(self, *, driver: Path | None = None, timeout: float = ANSWER_TIMEOUT) -> None:
        if os.name != "nt":
            raise TargetError("the target native needs Windows; here there are wine and reference")
        super().__init__((sys.executable, "-m", "conformance.suite.targets.native_agent"), timeout=timeout)
        self._driver = driver

    def driver_path(self) -> str:
        """The library that was named; there is no sample driver without a compiler."""
        return str(self._driver.resolve()) if self._driver else super().driver_path()
