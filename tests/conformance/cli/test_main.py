import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from conformance.cli import main as module
from conformance.cli.main import COMMANDS, Lazy, LazyGroup

ROOT = Path(__file__).parents[3]
CODE = "import sys; from conformance.cli.main import main; sys.exit(main())"
HEAVY = ("rich", "yaml", "markdown_it", "jinja2", "spec_model.page", "conformance.rules")


def test_help_names_every_command(polyspec) -> None:
    status, out, err = polyspec("--help")
    assert (status, err) == (0, "")
    assert all(f"  {name} " in out for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_the_table_is_there(name) -> None:
    group = LazyGroup()
    command = group.get_command(click.Context(group), name)
    assert command is not None
    assert command.name == name
    assert command.help


def test_help_imports_nothing_that_only_commands_need() -> None:
    code = "import sys; from conformance.cli.main import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(HEAVY).isdisjoint(run.stderr.split())


def test_the_version_is_printed(polyspec) -> None:
    assert polyspec("--version").out.startswith("polyspec ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["modl"], "polyspec: no command 'modl' (did you mean 'model'?) (see polyspec --help)"),
        (["model", "--fromat", "json"], "--fromat"),
        (["model", "--format", "xml"], "'xml' is not one of"),
        (["model", "no/such/folder"], "polyspec: no such folder: no/such/folder"),
        (["explain"], "polyspec explain: Missing argument"),
        (["model", "tests/data"], "has no sub-folder named by a locale"),
        (["model", "specs/pages", "--jobs", "0"], "--jobs"),
        (["model", "specs/pages", "--source", "de-de"], "the source locale de-de is not among the locales"),
        (["model", "specs/pages", "--without", "de-de"], "--without de-de: the corpus has the locales es-es"),
        (["model", "specs/pages", "--config", "none.toml"], "none.toml: cannot be read"),
        (["model", "specs/pages", "--output", "no/such/folder/a.yaml"], "cannot be written"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_request_is_one_line_and_status_2(start, arguments, words) -> None:
    process = start(*arguments)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert out == b""
    lines = err.decode().splitlines()
    assert len(lines) == 1
    assert words in lines[0]


@pytest.fixture
def failing(monkeypatch):
    """A command `fail` that raises what it is given."""

    def install(error: BaseException) -> None:
        @click.command("fail")
        def command() -> None:
            raise error

        monkeypatch.setitem(COMMANDS, "fail", Lazy("conformance.cli.failing", "Fail."))
        monkeypatch.setitem(sys.modules, "conformance.cli.failing", type(sys)("failing"))
        sys.modules["conformance.cli.failing"].command = command

    return install


def test_a_fault_of_ours_is_one_line_that_asks_for_a_report(failing, polyspec) -> None:
    failing(KeyError("a\nb\x1b[31m"))
    status, out, err = polyspec("fail")
    assert (status, out) == (2, "")
    assert err.startswith("polyspec: internal error, KeyError: ")
    assert err.count("\n") == 1
    assert "\x1b" not in err


def test_debug_shows_the_traceback(failing, polyspec) -> None:
    failing(KeyError("a"))
    assert "Traceback" in polyspec("--debug", "fail").err


def test_an_interrupt_ends_quietly(failing, polyspec) -> None:
    failing(KeyboardInterrupt())
    status, out, err = polyspec("fail")
    assert status == module.INTERRUPTED
    assert "Traceback" not in out + err


def test_a_closed_pipe_ends_quietly(start, pages) -> None:
    process = start("model", pages, "--format", "jsonl", "--witnesses")
    assert process.stdout.readline().startswith(b"{")
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == module.PIPE_CLOSED
    assert b"Traceback" not in err
    assert b"Error" not in err


def test_a_full_device_is_told_in_one_line(pages) -> None:
    for arguments in (["rules"], ["check", pages], ["--help"]):
        with Path("/dev/full").open("wb") as full:
            run = subprocess.run(
                [sys.executable, "-c", CODE, *arguments], stdout=full, stderr=subprocess.PIPE, cwd=ROOT, check=False
            )
        assert run.returncode == 2
        assert run.stderr.decode().endswith("No space left on device\n")
        assert "Errno" not in run.stderr.decode()


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed_from_the_start_change_no_status(pages, closed) -> None:
    command = f'exec "$0" -c "$1" check "$2" --no-cache {closed}'
    run = subprocess.run(["sh", "-c", command, sys.executable, CODE, pages], capture_output=True, cwd=ROOT, check=False)
    assert (run.returncode, b"internal error" in run.stderr) == (0, False)


def test_output_is_utf8_whatever_the_locale(start, pages) -> None:
    process = start("model", pages, "--format", "jsonl", "--witnesses", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="")
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert [json.loads(line)["name"] for line in out.decode("utf-8").splitlines()]


def test_the_shell_is_offered_commands(start) -> None:
    process = start(_POLYSPEC_COMPLETE="bash_complete", COMP_WORDS="polyspec mo", COMP_CWORD="1")
    assert process.communicate(timeout=60)[0] == b"plain,model\n"


def test_the_shell_is_offered_rules_and_locales(start) -> None:
    words = {"COMP_WORDS": "polyspec explain p0", "COMP_CWORD": "2"}
    offered = start(_POLYSPEC_COMPLETE="bash_complete", **words).communicate(timeout=60)[0].decode().splitlines()
    assert offered
    assert all(line.startswith("plain,P0") for line in offered)
    words = {"COMP_WORDS": "polyspec model specs/pages --source z", "COMP_CWORD": "4"}
    assert start(_POLYSPEC_COMPLETE="bash_complete", **words).communicate(timeout=60)[0] == b"plain,zh-tw\n"


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")
def test_progress_is_drawn_on_a_terminal_and_takes_nothing_from_the_output(start, pages) -> None:
    ours, theirs = os.openpty()
    plain = start("model", pages, "--format", "jsonl").communicate(timeout=60)
    process = start("model", pages, "--format", "jsonl", stderr=theirs, TERM="xterm")
    os.close(theirs)
    out = process.stdout.read()
    process.stdout.close()
    drawn = b""
    with contextlib.suppress(OSError):  # Linux says so that the other side is closed
        while part := os.read(ours, 1000):
            drawn += part
    os.close(ours)
    assert process.wait(timeout=60) == 0
    assert b"reading" in drawn
    assert b"reading" not in plain[1]
    assert out == plain[0]
