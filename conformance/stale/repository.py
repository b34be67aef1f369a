"""Files of a git repository at any commit, read through one process that lives as long as it is needed."""

import re
import subprocess
from pathlib import Path
from types import TracebackType

import msgspec

from conformance.git import QUIET, GitError, commit_of, environment
from spec_model.files import MAX_BYTES

_COMMIT = re.compile(r"[0-9a-f]{7,64}\Z")
_CHUNK = 1 << 16


class Blob(msgspec.Struct, frozen=True):
    """One version of a file: `oid` is its name in the repository; `data` is None where it is too large."""

    oid: str
    data: bytes | None


class Repository:
    """The source repository at `path`, as it is at `revision` and was at the commits that pages name.

    `root` is the folder in it that holds the pages. Raises GitError where there is no such repository or
    revision. To be used as a context manager, which ends the process.
    """

    def __init__(self, path: Path, revision: str = "HEAD", root: str = "") -> None:
        self.head = commit_of(path, revision)
        self._root = f"{root.strip('/')}/" if root.strip("/.") else ""
        self._known: dict[str, bool] = {}
        command = (*QUIET, "cat-file", "--batch")
        self._process = subprocess.Popen(
            command,
            cwd=path,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def __enter__(self) -> "Repository":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def knows(self, commit: str) -> bool:
        """Whether `commit` looks like one and is in the repository."""
        if commit not in self._known:
            found = self._ask(f"{commit}^{{commit}}") if _COMMIT.match(commit) else None
            self._known[commit] = found is not None
        return self._known[commit]

    def page(self, commit: str, page: str) -> Blob | None:
        """The page at path `page` as it was at `commit`; None where it was not there."""
        found = self._ask(f"{commit}:{self._root}{page}")
        return found[1] if found and found[0] == "blob" else None

    def _ask(self, name: str) -> tuple[str, Blob] | None:
        """The type and content of an object, None where there is none."""
        if "\n" in name:  # a line is a question
            return None
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        try:
            stdin.write(name.encode("utf-8", "surrogateescape") + b"\n")
            stdin.flush()
        except BrokenPipeError as error:
            raise GitError("git cat-file ended early") from error
        answer = stdout.readline()
        if not answer.endswith(b"\n"):
            raise GitError("git cat-file ended early")
        words = answer.split()
        if len(words) != 3 or not words[2].isdigit() or words[1] not in (b"blob", b"commit", b"tree", b"tag"):
            return None
        return words[1].decode(), Blob(words[0].decode(), self._content(int(words[2])))

    def _content(self, size: int) -> bytes | None:
        """The next `size` bytes and the line end behind them; what is too large is read and dropped."""
        stdout = self._process.stdout
        assert stdout is not None
        if size <= MAX_BYTES:
            data = stdout.read(size)
            stdout.read(1)
            return data
        left = size + 1
        while left and (part := stdout.read(min(left, _CHUNK))):
            left -= len(part)
        return None
