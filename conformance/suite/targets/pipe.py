"""A target behind two pipes: starts the other side, talks to it, and outlives its crashes and hangs."""

import contextlib
import os
import queue
import subprocess
import threading
from collections.abc import Mapping, Sequence

from conformance.suite.memory import ansi, text
from conformance.suite.targets.protocol import (
    Call,
    Pointer,
    Reply,
    Target,
    TargetCrashedError,
    TargetError,
    TargetHungError,
)
from conformance.suite.targets.wire import decode_reply, encode_call

#: seconds; the first answer may wait for a whole emulated system to start
START_TIMEOUT = 120.0
ANSWER_TIMEOUT = 10.0
#: an answer longer than this (bytes) is no answer
MAX_LINE = 16 * 1024 * 1024


class PipeTarget(Target):
    """An agent that is started with `command` and speaks the lines of `conformance.suite.targets.wire`.

    `environment` replaces that of this process where it is given. `timeout` is in seconds, for one call.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        timeout: float = ANSWER_TIMEOUT,
        start_timeout: float = START_TIMEOUT,
    ) -> None:
        self._command = tuple(command)
        self._environment = dict(environment) if environment is not None else None
        #: seconds that one call may take
        self.answer_timeout = timeout
        self._start_timeout = start_timeout
        self._process: subprocess.Popen[bytes] | None = None
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def reset(self, rule: str, intent: Mapping[str, int]) -> None:
        """Start the agent if it is not running, else have it forget the test before."""
        if self._process is None or self._process.poll() is not None:
            self._start()
            self._ask("reset", self._start_timeout)
            return
        try:
            self._ask("reset", self.answer_timeout)
        except TargetCrashedError:  # what the test before left behind breaks only now; it is not this test's fault
            self._start()
            self._ask("reset", self._start_timeout)

    def call(self, call: Call) -> Reply:
        """Make one call; ``driver`` of ``agent`` gives the DriverProc of the driver under test."""
        if (call.library, call.name) == ("agent", "driver"):
            return self._load_driver()
        return self._ask(encode_call(call), self.answer_timeout)

    def driver_path(self) -> str:
        """The library whose DriverProc answers the driver messages, as the other side names it."""
        raise TargetError(f"the target {self.name} has no driver; name one with --driver")

    def _load_driver(self) -> Reply:
        path = self.driver_path()
        library = self.call(Call("agent", "library", (Pointer(0),), (text(path).data,))).result
        if not library:
            raise TargetError(f"the driver {path} cannot be loaded")
        found = self.call(Call("agent", "procedure", (library, Pointer(0)), (ansi("DriverProc").data,)))
        if not found.result:
            raise TargetError(f"the driver {path} has no DriverProc")
        return Reply(found.result)

    def close(self) -> None:
        """End the agent."""
        self._stop()

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin:
            with contextlib.suppress(OSError):
                process.stdin.close()
        try:
            process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()

    def _start(self) -> None:
        self._stop()
        lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        try:
            process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=self._environment,
                start_new_session=os.name == "posix",
            )
        except OSError as error:
            raise TargetCrashedError(f"{self._command[0]} cannot be started: {error.strerror or error}") from error
        threading.Thread(target=_drain, args=(process, lines), daemon=True).start()
        self._process, self._lines = process, lines

    def _ask(self, line: str, timeout: float) -> Reply:
        process = self._process
        if process is None or process.stdin is None:
            raise TargetCrashedError("the other side is not running")
        try:
            process.stdin.write(line.encode("ascii") + b"\n")
            process.stdin.flush()
            answer = self._lines.get(timeout=timeout)
        except OSError:
            raise self._ended() from None
        except queue.Empty:
            self._kill()
            raise TargetHungError(f"no answer in {timeout:g} seconds") from None
        if not answer:
            raise self._ended()
        try:
            return decode_reply(answer.decode("ascii", "replace"))
        except TargetCrashedError:
            self._kill()
            raise

    def _ended(self) -> TargetCrashedError:
        code = self._kill()
        return TargetCrashedError(f"the other side ended with exit status {code}")

    def _kill(self) -> int | None:
        process = self._process
        if process is None:
            return None
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.2)  # one that is ending by itself has a better exit status
        process.kill()
        code = process.wait()
        self._stop()
        return code


def _drain(process: subprocess.Popen[bytes], lines: "queue.SimpleQueue[bytes]") -> None:
    """Hand over the lines of `process`; the empty one says that there are no more."""
    stream = process.stdout
    with contextlib.suppress(OSError, ValueError):  # closed from the other thread
        while stream and (line := stream.readline(MAX_LINE)):
            lines.put(line)
    lines.put(b"")
