"""The bytes of a page's file, or why it cannot be a page."""

import os
from stat import S_ISREG

#: A page larger than this (bytes) is refused: the largest real page of a message has 90 kB.
MAX_BYTES = 4 * 1024 * 1024

# A pipe would be waited for without end; line ends stay as they are; a program that is started gets no page.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class UnreadablePage(Exception):  # noqa: N818 - what is wrong is the page, not the program
    """A page that cannot be read at all; the message says why, for the person who keeps the page."""


def read_bytes(path: str) -> bytes:
    """The bytes of the file at `path`; raises UnreadablePage where it cannot be a page."""
    if not path.isascii() and any("\ud800" <= character <= "\udfff" for character in path):
        raise UnreadablePage("its name is not UTF-8")
    try:
        descriptor = os.open(path, _FLAGS)
        try:
            return _read(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise UnreadablePage(error.strerror or str(error)) from error


def _read(descriptor: int) -> bytes:
    status = os.fstat(descriptor)
    if not S_ISREG(status.st_mode):
        raise UnreadablePage("a folder or device, not a file")
    data, size = b"", status.st_size  # which is wrong where somebody writes at this moment
    while size <= MAX_BYTES and (more := os.read(descriptor, size + 1)):
        data += more
        if len(data) == status.st_size:  # the byte more that was asked for is not there
            break
        size = max(size, len(data))
    if size > MAX_BYTES:
        raise UnreadablePage(f"larger than {MAX_BYTES // 1024 // 1024} MiB")
    return data
