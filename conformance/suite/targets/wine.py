"""The target ``wine``: the agent, built with mingw-w64, run under Wine on a display that nobody sees."""

import contextlib
import os
import select
import shutil
import subprocess
from pathlib import Path

from conformance.suite.numbers import driver_messages
from conformance.suite.targets.build import build_agent, build_driver, cache_folder
from conformance.suite.targets.pipe import ANSWER_TIMEOUT, PipeTarget
from conformance.suite.targets.protocol import TargetError

WINE = "wine"
DISPLAY_SERVER = "Xvfb"
_PREFIX_TIMEOUT = 300
#: what makes a prefix; the display has no window manager, and Wine waits seconds for one unless it is told
_PREPARE = (
    (WINE, "wineboot", "--init"),
    (WINE, "reg", "add", r"HKCU\Software\Wine\X11 Driver", "/v", "Managed", "/d", "N", "/f"),
)
_DISPLAY_TIMEOUT = 20


class WineTarget(PipeTarget):
    """Runs the agent in a Wine prefix of its own, under the cache folder; the user's prefix is never touched.

    `driver` is the library whose DriverProc answers the driver messages, the sample driver where it is None.
    """

    name = "wine"

    def __init__(
        self, cache: Path | None = None, *, driver: Path | None = None, timeout: float = ANSWER_TIMEOUT
    ) -> None:
        if not shutil.which(WINE):
            raise TargetError(f"{WINE} is not installed; `polyspec suite doctor` says what is missing")
        cache = cache or cache_folder()
        agent = build_agent(cache)
        self._cache = cache
        self._driver = driver
        self._display = Display()
        try:
            environment = wine_environment(cache, self._display.name)
            prepare_prefix(environment)
        except BaseException:
            self._display.close()
            raise
        super().__init__((WINE, str(agent)), environment=environment, timeout=timeout)

    def driver_path(self) -> str:
        """The library of the driver, as Wine names files of this system."""
        driver = self._driver or build_driver(self._cache, driver_messages())
        return "Z:" + str(driver.resolve()).replace("/", "\\")

    def close(self) -> None:
        """End the agent and the display."""
        super().close()
        self._display.close()


class Display:
    """A display for windows: that of this session, or a server of our own that ends with `close`."""

    def __init__(self) -> None:
        self._server: subprocess.Popen[bytes] | None = None
        self.name = os.environ.get("DISPLAY", "")
        if not self.name:
            self.name = self._serve()

    def close(self) -> None:
        """End our own server."""
        server, self._server = self._server, None
        if server:
            server.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(timeout=5)
            server.kill()
            server.wait()

    def _serve(self) -> str:
        if not shutil.which(DISPLAY_SERVER):
            raise TargetError(f"{DISPLAY_SERVER} is not installed; `polyspec suite doctor` says what is missing")
        reading, writing = os.pipe()
        try:
            self._server = subprocess.Popen(
                (DISPLAY_SERVER, "-displayfd", str(writing), "-screen", "0", "1024x768x24", "-nolisten", "tcp"),
                pass_fds=(writing,),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            os.close(writing)
            writing = -1
            number = _read_line(reading)
        finally:
            os.close(reading)
            if writing >= 0:
                os.close(writing)
        if not number.isdigit():
            self.close()
            raise TargetError(f"{DISPLAY_SERVER} gave no display")
        return f":{int(number)}"


def _read_line(reading: int) -> bytes:
    """The first line of a pipe; the server dies of a pipe that is closed before the line has ended."""
    line = b""
    while not line.endswith(b"\n") and select.select((reading,), (), (), _DISPLAY_TIMEOUT)[0]:
        part = os.read(reading, 32)
        if not part:
            break
        line += part
    return line.strip()


def wine_environment(cache: Path, display: str) -> dict[str, str]:
    """The environment for a program under Wine: a prefix of our own, no debug words, no offer to install more."""
    return os.environ | {
        "DISPLAY": display,
        "WINEPREFIX": str(cache / "wine-prefix"),
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": "mscoree=;mshtml=;winemenubuilder.exe=",
        "WINEARCH": "win64",
    }


def prepare_prefix(environment: dict[str, str]) -> None:
    """Make the Wine prefix where there is none yet. Raises TargetError where Wine cannot."""
    prefix = Path(environment["WINEPREFIX"])
    if (prefix / ".ready").is_file():
        return
    prefix.mkdir(parents=True, exist_ok=True)
    for command in _PREPARE:
        _run(command, environment)
    (prefix / ".ready").touch()


def _run(command: tuple[str, ...], environment: dict[str, str]) -> None:
    try:
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PREFIX_TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TargetError(f"{' '.join(command)} did not end in {_PREFIX_TIMEOUT} seconds") from None
    if done.returncode:
        raise TargetError(f"{' '.join(command)} failed with exit status {done.returncode}")
