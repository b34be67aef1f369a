import os
import stat

import pytest

from conformance.cli.errors import RequestError
from conformance.cli.output import emit


def test_a_file_is_replaced_as_a_whole(tmp_path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    emit(("new ", "ñ"), target)
    assert target.read_text(encoding="utf-8") == "new ñ"
    assert list(tmp_path.iterdir()) == [target]


def test_a_failure_on_the_way_leaves_the_old_file(tmp_path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")

    def broken():
        yield "new"
        raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        emit(broken(), target)
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_permissions_are_kept_and_a_new_file_has_those_of_the_umask(tmp_path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.touch()
    old.chmod(0o640)
    emit(("x",), old)
    mask = os.umask(0o027)
    try:
        emit(("x",), new)
    finally:
        os.umask(mask)
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert stat.S_IMODE(new.stat().st_mode) == 0o640


def test_the_file_behind_a_link_is_replaced(tmp_path) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    file.touch()
    link.symlink_to(file)
    emit(("x",), link)
    assert link.is_symlink()
    assert file.read_text() == "x"


def test_a_device_takes_the_text(tmp_path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    emit(("text",), fifo)
    assert os.read(reader, 10) == b"text"
    os.close(reader)


def test_a_folder_is_no_target(tmp_path) -> None:
    with pytest.raises(RequestError, match="cannot be written"):
        emit(("x",), tmp_path)


def test_what_has_no_utf8_form_is_escaped(tmp_path) -> None:
    emit(("a\udc80",), tmp_path / "a")
    assert (tmp_path / "a").read_text() == r"a\udc80"
