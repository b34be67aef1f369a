"""Judgements kept between runs: one file for each group of pages, named by all that it depends on.

The name is a hash of the program, the configuration and every byte of the pages, so that an entry never goes
out of date; it is only no longer asked for. Entries are written to a temporary file and renamed, so that runs
at the same time share a folder, and each begins with a digest of the rest, so that damage is noticed.
"""

import contextlib
import hashlib
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec

from conformance.judged import pack
from conformance.work import Work
from spec_model.corpus import Group, contents

_DIGEST = 16


class CachedWork:
    """Work that remembers: called with a group it gives the same bytes as `work`, from `folder` if it can."""

    def __init__(self, work: Work, folder: Path) -> None:
        self.work = work
        self.folder = folder
        self.context = hashlib.blake2b(f"{program()}\x1f{work.asked!r}".encode(), digest_size=_DIGEST).digest()

    def __call__(self, group: Group) -> bytes:
        """The packed judgement on the pages of `group`; one that cannot be kept costs nothing but time."""
        read = contents(group)
        raw = [content for content in read if isinstance(content, bytes)]
        if len(raw) < len(read):
            return pack(self.work.judge(group, read))
        entry = self._entry(group, raw)
        found, damaged = _read(entry)
        if found is not None:
            return found
        judged = self.work.judge(group, read)
        data = pack(judged)
        _write(entry, data)
        if not damaged:
            return data
        note = f"cache entry {entry}: it was damaged, the pages were checked anew"
        share = msgspec.structs.replace(judged.share, unused=(*judged.share.unused, note))
        return pack(msgspec.structs.replace(judged, share=share))

    def _entry(self, group: Group, data: Sequence[bytes]) -> str:
        digest = hashlib.blake2b(self.context, digest_size=_DIGEST)
        for file, raw in zip(group.files, data, strict=True):
            digest.update(f"{file.locale}\x1f{file.page}\x1f{file.path}\x1f{len(raw)}\x1f".encode())
            digest.update(raw)
        name = digest.hexdigest()
        return f"{self.folder}{os.sep}{name[:2]}{os.sep}{name[2:]}"


def _read(entry: str) -> tuple[bytes | None, bool]:
    """The bytes of the judgement in a file, and whether the file is there but damaged."""
    try:
        with open(entry, "rb", buffering=0) as file:
            raw = file.readall()
    except OSError:
        return None, False
    payload = raw[_DIGEST:]
    if hashlib.blake2b(payload, digest_size=_DIGEST).digest() != raw[:_DIGEST]:
        return None, True
    return payload, False


def _write(entry: str, payload: bytes) -> None:
    data = hashlib.blake2b(payload, digest_size=_DIGEST).digest() + payload
    new = f"{entry}.{os.urandom(8).hex()}"
    with contextlib.suppress(OSError):  # a full or read-only disk must not stop a check
        try:
            _put(new, data)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(entry), exist_ok=True)
            _put(new, data)
        try:
            os.replace(new, entry)
        except OSError:
            os.unlink(new)


def _put(name: str, data: bytes) -> None:
    """Write a file that is not there yet; none is left where it cannot be written whole."""
    with open(name, "xb", buffering=0) as file:
        try:
            written = file.write(data)
        except OSError:
            written = 0
    if written != len(data):
        os.unlink(name)
        raise OSError(f"cannot write {name}")


@cache
def program() -> str:
    """A word for the program as it is installed: it changes with every file of code or data that judges pages."""
    root = Path(__file__).parent.parent
    stamps = []
    for folder in (root / "spec_model", root / "conformance", root / "specs" / "values"):
        for file in sorted(folder.rglob("*")):
            if file.suffix in (".py", ".yaml"):
                state = file.stat()
                stamps.append(f"{file.relative_to(root)} {state.st_size} {state.st_mtime_ns}")
    return hashlib.blake2b("\n".join(stamps).encode(), digest_size=_DIGEST).hexdigest()
