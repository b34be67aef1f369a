"""Findings put away as they come, so that a report of any length takes the memory of one message."""

import tempfile
import weakref
from collections.abc import Collection, Iterator

from conformance.diagnostic import Diagnostic
from conformance.judged import unpack_diagnostics

#: Up to this many bytes of findings stay in memory; more go to a temporary file.
IN_MEMORY = 2 * 1024 * 1024

_LENGTH = 4  # bytes of the length before each block


class Spool(Collection[Diagnostic]):
    """Diagnostics in the order in which they were added, to be read as often as needed.

    They are kept in blocks of bytes, one a message, of which one is read at a time. The temporary file has no
    name that others could open, and is gone with the spool.
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - it lives as long as the spool
        weakref.finalize(self, self._file.close)
        self._end = 0
        self._moved = False
        self._count = 0

    def add(self, block: bytes, count: int) -> None:
        """Put `count` diagnostics at the end, as the bytes that `pack_diagnostics` makes of them."""
        if not count:
            return
        if self._moved:
            self._file.seek(self._end)
            self._moved = False
        self._file.write(len(block).to_bytes(_LENGTH, "little"))
        self._file.write(block)
        self._end += _LENGTH + len(block)
        self._count += count

    def blocks(self) -> Iterator[bytes]:
        """The blocks of bytes, in their order."""
        at = 0
        while at < self._end:
            self._moved = True
            self._file.seek(at)  # others may have read or added meanwhile
            length = int.from_bytes(self._file.read(_LENGTH), "little")
            yield self._file.read(length)
            at += _LENGTH + length

    def __iter__(self) -> Iterator[Diagnostic]:
        for block in self.blocks():
            yield from unpack_diagnostics(block)

    def __len__(self) -> int:
        return self._count

    def __contains__(self, diagnostic: object) -> bool:
        return any(diagnostic == one for one in self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Collection) or len(other) != len(self):
            return False
        return all(one == another for one, another in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]
