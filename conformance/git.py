"""Which pages of a corpus changed since a revision, as git tells it."""

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

#: Nothing that the configuration of a repository names is run, and nothing is fetched.
QUIET = ("git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")
_MERGE_BASE = "..."


class GitError(Exception):
    """What git could not tell; the message says why, for the person who asked."""


def environment() -> dict[str, str]:
    """The environment for git: in English, without prompts, without fetching what is not there."""
    return os.environ | {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}


def changed_pages(locales: Mapping[str, Path], revision: str) -> frozenset[str]:
    """The paths, within their locale, of the pages that differ from `revision` in any locale.

    Pages that are not committed count, new and deleted ones too. With three dots behind it, `revision` stands
    for the commit where the current branch left it. Each locale may lie in a repository of its own. Raises
    GitError where a folder lies in none, or where its repository does not know the revision.
    """
    return frozenset(page for folder in locales.values() for page in _changed(folder, revision))


def _changed(folder: Path, revision: str) -> Iterator[str]:
    commit = commit_of(folder, revision)
    diff = ("diff", "--name-only", "--no-renames", "--no-ext-diff", "--no-textconv", "--relative", "-z", commit)
    untracked = ("ls-files", "--others", "--exclude-standard", "-z")
    for arguments in (diff, untracked):
        for name in _names(git(folder, (*arguments, "--", "."))):
            if name.lower().endswith(".md"):
                yield name


def commit_of(folder: Path, revision: str) -> str:
    """The commit that `revision` names in the repository of `folder`; raises GitError where it names none."""
    name = revision.removesuffix(_MERGE_BASE)
    found = git(
        folder, ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"), no="no revision"
    )
    commit = found.decode("ascii").strip()
    if name == revision:
        return commit
    bases = git(folder, ("merge-base", commit, "HEAD"), no="no commit in common with").decode("ascii").split()
    return bases[0]


def git(folder: Path, arguments: Sequence[str], *, no: str = "") -> bytes:
    """What git prints in `folder`; raises GitError, which begins with `no` where git only says that it found none."""
    try:
        run = subprocess.run((*QUIET, *arguments), cwd=folder, env=environment(), capture_output=True, check=False)
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror or error}") from error
    if run.returncode == 0:
        return run.stdout
    complaint = run.stderr.decode("utf-8", "replace").strip()
    if complaint or not no:
        raise GitError(f"{folder}: git {arguments[0]}: {complaint or f'exit status {run.returncode}'}")
    raise GitError(f"{folder}: the repository has {no} {arguments[-1].removesuffix('^{commit}')!r}")


def _names(output: bytes) -> Iterable[str]:
    return (os.fsdecode(name) for name in output.split(b"\0") if name)
