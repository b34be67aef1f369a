import os
import random
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from conformance.fix import temporary
from conformance.fix.plan import Change
from conformance.fix.temporary import LEFT_BEHIND, beside, clear
from conformance.fix.write import WriteError, write

ROOT = Path(__file__).parents[3]
MOMENTS = 12


def change(file: Path, before: str, after: str, *, bom: bool = False) -> Change:
    return Change("es-es", file.as_posix(), file, bom, before, after, ())


@pytest.fixture
def page(tmp_path) -> Path:
    file = tmp_path / "a.md"
    file.write_bytes(b"one\r\ntwo\n")
    return file


def test_the_page_is_replaced_with_its_line_ends(page) -> None:
    write(change(page, "one\r\ntwo\n", "ein\r\ntwo\n"))
    assert page.read_bytes() == b"ein\r\ntwo\n"
    assert os.listdir(page.parent) == ["a.md"]


def test_the_byte_order_mark_stays(page) -> None:
    page.write_bytes(b"\xef\xbb\xbfone")
    write(change(page, "one", "ein", bom=True))
    assert page.read_bytes() == b"\xef\xbb\xbfein"


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o664])
def test_the_mode_stays(page, mode) -> None:
    page.chmod(mode)
    write(change(page, "one\r\ntwo\n", "x"))
    assert stat.S_IMODE(page.stat().st_mode) == mode


def test_a_page_that_changed_meanwhile_is_not_overwritten(page) -> None:
    page.write_bytes(b"one\r\ntwo, three\n")
    with pytest.raises(WriteError, match="was changed meanwhile"):
        write(change(page, "one\r\ntwo\n", "x"))
    assert page.read_bytes() == b"one\r\ntwo, three\n"
    assert os.listdir(page.parent) == ["a.md"]


def test_a_link_is_not_written_through(page, tmp_path) -> None:
    link = tmp_path / "b.md"
    link.symlink_to(page)
    with pytest.raises(WriteError, match="is a link"):
        write(change(link, "one\r\ntwo\n", "x"))
    assert page.read_bytes() == b"one\r\ntwo\n"
    assert link.is_symlink()


def test_a_page_that_is_gone_is_told(page) -> None:
    page.unlink()
    with pytest.raises(WriteError, match="No such file"):
        write(change(page, "one\r\ntwo\n", "x"))
    assert os.listdir(page.parent) == []


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_on_the_way_leaves_the_old_page_alone(page, monkeypatch, step) -> None:
    def fail(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), fail)
    with pytest.raises(WriteError, match="No space left"):
        write(change(page, "one\r\ntwo\n", "x"))
    assert page.read_bytes() == b"one\r\ntwo\n"
    assert os.listdir(page.parent) == ["a.md"]


WRITER = """
import sys
from pathlib import Path
from conformance.fix.plan import Change
from conformance.fix.write import write
file = Path(sys.argv[1])
texts = ["old " * 60000, "new " * 70000]
print("ready", flush=True)
while True:
    write(Change("es-es", "a.md", file, False, *texts, ()))
    texts.reverse()
"""


def test_a_process_killed_at_any_moment_leaves_a_whole_page(page) -> None:
    old, new = b"old " * 60000, b"new " * 70000
    moments = random.Random(7)
    seen = set()
    for _ in range(MOMENTS):
        page.write_bytes(old)
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, page],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(moments.uniform(0, 0.02))
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        found = page.read_bytes()
        assert found in (old, new)
        seen.add(found)
        left = {name for name in os.listdir(page.parent) if name != "a.md"}
        assert all(name.startswith(".a.md.") and name.endswith(LEFT_BEHIND) for name in left)
        clear([str(page.parent)])
        assert os.listdir(page.parent) == ["a.md"]


def test_what_another_run_is_writing_is_not_cleared_away(page) -> None:
    with beside(page) as (handle, new):
        clear([str(page.parent)])
        os.write(handle, b"new")
        os.close(handle)
        clear([str(page.parent)])
        new.replace(page)
    assert page.read_bytes() == b"new"


def test_a_file_that_is_cleared_away_before_it_is_locked_is_made_again(page, monkeypatch) -> None:
    def lock(handle: int) -> int | None:
        if len(names) == 1:
            clear([str(page.parent)])
        return plain(handle)

    def make(**arguments: object) -> tuple[int, str]:
        handle, name = mkstemp(**arguments)
        names.append(name)
        return handle, name

    names: list[str] = []
    plain, mkstemp = temporary._lock, tempfile.mkstemp
    monkeypatch.setattr(temporary, "_lock", lock)
    monkeypatch.setattr(tempfile, "mkstemp", make)
    write(change(page, "one\r\ntwo\n", "x"))
    assert page.read_bytes() == b"x"
    assert len(names) == 2


def test_nothing_else_is_cleared_away(tmp_path) -> None:
    kept = {f"a{LEFT_BEHIND}.md", f".folder{LEFT_BEHIND}", f".link{LEFT_BEHIND}", f".pipe{LEFT_BEHIND}"}
    (tmp_path / f"a{LEFT_BEHIND}.md").touch()
    (tmp_path / f".folder{LEFT_BEHIND}").mkdir()
    (tmp_path / f".link{LEFT_BEHIND}").symlink_to(tmp_path / f"a{LEFT_BEHIND}.md")
    os.mkfifo(tmp_path / f".pipe{LEFT_BEHIND}")
    (tmp_path / f".a.md.x{LEFT_BEHIND}").touch()
    clear([str(tmp_path / "absent"), str(tmp_path)])
    assert set(os.listdir(tmp_path)) == kept


def test_the_longest_name_that_a_page_can_have_is_written(tmp_path) -> None:
    page = tmp_path / f"{'頁' * 84}.md"
    page.write_bytes(b"one")
    write(change(page, "one", "ein"))
    assert page.read_bytes() == b"ein"
