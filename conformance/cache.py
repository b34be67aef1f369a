"""Judgements kept between runs: one file for each group of pages, named by all that it depends on.

The name is a hash of the program, the configuration and every byte of the pages, so that an entry never goes
out of date; it is only no longer asked for. Entries are written to a temporary file and renamed, so that runs
at the same time share a folder, and each begins with a digest of the rest, so that damage is noticed.
"""

import contextlib
import hashlib
import os
import tempfile
from functools import cache
from pathlib import Path

import msgspec

from conformance.check import Judge, Judged
from spec_model.corpus import Group
from spec_model.load import load_pages
from spec_model.page import UnreadablePage, decode_page, read_bytes

_DIGEST = 16
_DECODER = msgspec.msgpack.Decoder(Judged)


class CachedJudge:
    """A judge that remembers: called with a group it gives the same judgement as `judge`, from `folder` if it can."""

    def __init__(self, judge: Judge, folder: Path) -> None:
        self.judge = judge
        self.folder = folder
        asked = (judge.config, judge.source, [rule.code for rule in judge.rules], sorted(judge.show))
        self.context = hashlib.blake2b(f"{program()}\x1f{asked!r}".encode(), digest_size=_DIGEST).digest()

    def __call__(self, group: Group) -> Judged:
        """The judgement on the pages of `group`; one that cannot be read or written costs nothing but time."""
        try:
            data = [read_bytes(file.file, file.path) for file in group.files]
        except UnreadablePage:
            return self.judge(group)
        entry = self._entry(group, data)
        found, damaged = _read(entry)
        if found is not None:
            return found
        pages = []
        try:
            for file, raw in zip(group.files, data, strict=True):
                pages.append(decode_page(raw, file.locale, file.page, file.path))
        except UnreadablePage:
            return self.judge(group)
        judged = self.judge.judge(load_pages(group.page, pages, self.judge.source))
        _write(entry, judged)
        if damaged:
            note = f"cache entry {entry}: it was damaged, the pages were checked anew"
            judged = msgspec.structs.replace(judged, unused=(*judged.unused, note))
        return judged

    def _entry(self, group: Group, data: list[bytes]) -> Path:
        digest = hashlib.blake2b(self.context, digest_size=_DIGEST)
        for file, raw in zip(group.files, data, strict=True):
            digest.update(f"{file.locale}\x1f{file.page}\x1f{file.path}\x1f{len(raw)}\x1f".encode())
            digest.update(raw)
        name = digest.hexdigest()
        return self.folder / name[:2] / name[2:]


def _read(entry: Path) -> tuple[Judged | None, bool]:
    """The judgement in a file, and whether the file is there but damaged."""
    try:
        raw = entry.read_bytes()
    except OSError:
        return None, False
    if hashlib.blake2b(raw[_DIGEST:], digest_size=_DIGEST).digest() != raw[:_DIGEST]:
        return None, True
    try:
        return _DECODER.decode(raw[_DIGEST:]), False
    except msgspec.DecodeError:
        return None, True


def _write(entry: Path, judged: Judged) -> None:
    payload = msgspec.msgpack.encode(judged)
    with contextlib.suppress(OSError):  # a full or read-only disk must not stop a check
        entry.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=entry.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.blake2b(payload, digest_size=_DIGEST).digest() + payload)
            os.replace(name, entry)
        except OSError:
            os.unlink(name)
            raise


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
