"""The bytes of a page's file, or why it cannot be a page."""

import os
from stat import S_ISREG

#: A page larger than this (bytes) is refused: the largest real page of a message has 90 kB.
MAX_BYTES = 4 * 1024 * 1024


class UnreadablePage(Exception):  # noqa: N818 - what is wrong is the page, not the program
    """A page that cannot be read at all; the message says why, for the person who keeps the page."""


def read_bytes(path: str) -> bytes:
    """The bytes of the file at `path`; raises UnreadablePage where it cannot be a page."""
    if not path.isascii() and any("\ud800" <= character <= "\udfff" for character in path):
        raise UnreadablePage("its name is not UTF-8")
    try:
        status = os.stat(path)
        if not S_ISREG(status.st_mode):  # a pipe would be waited for without end
            raise UnreadablePage("a folder or device, not a file")
        data = _read(path) if status.st_size <= MAX_BYTES else None
    except OSError as error:
        raise UnreadablePage(error.strerror or str(error)) from error
    if data is None:
        raise UnreadablePage(f"larger than {MAX_BYTES // 1024 // 1024} MiB")
    return data


def _read(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:
        return file.readall()
