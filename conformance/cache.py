"""Judgements kept between runs: one entry for each group of pages, under a key made of all that it depends on.

The key is a hash of the program, the configuration and every byte of the pages, so that an entry never goes
out of date; it is only no longer asked for, and is dropped then. Each entry begins with a checksum of the rest,
so that damage is noticed.
"""

import contextlib
import hashlib
import os
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import msgspec

from conformance.entries import Entries
from conformance.judged import pack
from conformance.work import Work
from spec_model.corpus import Group, contents

_KEY = 16
_CHECKSUM = 4


class CachedWork:
    """Work that remembers: called with a group it gives the same bytes as `work`, from `folder` if it can."""

    def __init__(self, work: Work, folder: Path) -> None:
        self.work = work
        self.entries = Entries(folder)
        self.context = hashlib.sha256(f"{program()}\x1f{work.asked!r}".encode()).digest()

    def __call__(self, group: Group) -> bytes:
        """The packed judgement on the pages of `group`; one that cannot be kept costs nothing but time."""
        read = contents(group)
        raw = [content for content in read if isinstance(content, bytes)]
        if len(raw) < len(read):
            return pack(self.work.judge(group, read))
        key = self._key(group, raw)
        entry = self.entries.get(key)
        data = entry[_CHECKSUM:] if entry is not None else b""
        if entry is not None and _checksum(data) == entry[:_CHECKSUM]:
            return data
        notes = self.entries.take_problems()
        if entry is not None:
            notes.append(f"cache file {self.entries.file}: an entry was damaged, its pages were checked anew")
        judged = self.work.judge(group, read)
        data = pack(judged)
        self.entries.put(key, _checksum(data) + data)
        if not notes:
            return data
        share = msgspec.structs.replace(judged.share, warnings=tuple(notes))
        return pack(msgspec.structs.replace(judged, share=share))

    def _key(self, group: Group, data: Sequence[bytes]) -> bytes:
        digest = hashlib.sha256(self.context)
        for file, raw in zip(group.files, data, strict=True):
            digest.update(f"{file.locale}\x1f{file.page}\x1f{file.path}\x1f{len(raw)}\x1f".encode())
            digest.update(raw)
        return digest.digest()[:_KEY]


def _checksum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(_CHECKSUM, "little")


@cache
def program() -> str:
    """A word for the program as it is installed: it changes with every file of code or data that judges pages."""
    root = Path(__file__).parent.parent
    stamps = (stamp for name in ("spec_model", "conformance", "specs/values") for stamp in _stamps(f"{root}/{name}"))
    return hashlib.sha256("\n".join(sorted(stamps)).encode()).hexdigest()


def _stamps(folder: str) -> Iterator[str]:
    """Path, size and time of the files of code and data below `folder`; none where it is not there."""
    with contextlib.suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _stamps(entry.path)
            elif entry.name.endswith((".py", ".yaml")):
                state = entry.stat()
                yield f"{entry.path} {state.st_size} {state.st_mtime_ns}"
