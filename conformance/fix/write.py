"""A page is replaced as a whole: killed at any moment, the file is the old one or the new one."""

import contextlib
import os
import stat
from pathlib import Path

from conformance.fix.plan import Change
from conformance.fix.temporary import beside

_MARK = b"\xef\xbb\xbf"


class WriteError(Exception):
    """A page that was left as it is; the message says why."""


def write(change: Change) -> None:
    """Put the new text of a page in place of the old one; raises WriteError where the page is left alone.

    The new bytes go to a file beside the page, reach the disk, and take the page's name at once; then the
    folder reaches the disk. A page that no longer holds what was read is not overwritten.
    """
    try:
        _replace(change)
    except OSError as error:
        raise WriteError(error.strerror or str(error)) from error


def _replace(change: Change) -> None:
    page = change.file
    before = page.lstat()
    if not stat.S_ISREG(before.st_mode):
        raise WriteError("is a link, or no file at all")
    if not os.access(page, os.W_OK):
        raise WriteError("is write-protected")
    with beside(page) as (handle, new):
        with os.fdopen(handle, "wb") as file:
            file.write(_bytes(change, change.after))
            _keep_attributes(file.fileno(), before)
            file.flush()
            os.fsync(file.fileno())
        if page.read_bytes() != _bytes(change, change.before):
            raise WriteError("was changed meanwhile")
        new.replace(page)
    _sync_folder(page.parent)


def _bytes(change: Change, text: str) -> bytes:
    """The bytes of a file with this text: pages are UTF-8, so that what no edit touched is the same again."""
    return (_MARK if change.bom else b"") + text.encode()


def _keep_attributes(handle: int, before: os.stat_result) -> None:
    """Give a file the mode and, where we may, the owner of the one that it replaces."""
    if hasattr(os, "fchown"):
        with contextlib.suppress(PermissionError):
            os.fchown(handle, before.st_uid, before.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(handle, stat.S_IMODE(before.st_mode))


def _sync_folder(folder: Path) -> None:
    """Make the new name durable, where the system can open a folder."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
