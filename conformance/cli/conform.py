"""`polyspec conform`: whether an implementation keeps the documented contracts."""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from conformance.cli.errors import RequestError
from conformance.cli.output import emit
from conformance.cli.progress import progress
from conformance.cli.request import Request, takes_corpus
from conformance.cli.suite import assemble_suite

if TYPE_CHECKING:
    from conformance.suite.assemble import Suite
    from conformance.suite.expectations import Expectations
    from conformance.suite.run import Result

_FILE = click.Path(path_type=Path, dir_okay=False)
_NO_TESTS = 5  # the exit status of pytest where there was nothing to run


class _Chosen(msgspec.Struct, frozen=True):
    """The options of the command, as they were given."""

    target: str
    form: str
    output: Path | None
    folder: Path | None
    driver: Path | None
    expect: Path | None
    message: tuple[str, ...]


@click.command("conform")
@takes_corpus
@click.option("--target", type=click.Choice(["reference", "wine", "native"]), default="reference", show_default=True,
              help="What is asked to keep the contracts.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json", "junit"]), default="text", show_default=True)
@click.option("--output", type=_FILE, help="Write to this file.")
@click.option("--suite", "folder", type=click.Path(path_type=Path, file_okay=False),
              help="Run the suite in this folder, with what is filled in there.")  # fmt: skip
@click.option("--driver", type=_FILE, help="The library whose DriverProc is tested, instead of the sample driver.")
@click.option("--expect", type=_FILE, help="The expected failures, instead of those that ship for the target.")
@click.option("--message", multiple=True, metavar="NAME", help="Only messages of this name, or pattern (repeatable).")
def command(request: Request, **chosen: Any) -> None:
    """Test every rule that the pages of CORPUS state on an implementation, and say which it does not keep.

    The exit status is 1 where a test fails or crashes, or where an expected failure passes.
    """
    given = _Chosen(**chosen)
    suite = assemble_suite(request, given.message)
    expectations = _expectations(given)
    run = _run_folder if given.folder else _run_plans
    results = run(given, suite, expectations)
    emit([_render(given, results)], given.output)
    click.get_current_context().exit(1 if any(result.bad for result in results) else 0)


def _render(given: _Chosen, results: "tuple[Result, ...]") -> str:
    from conformance.suite.report import to_json, to_junit, to_text

    if given.form == "text":
        terminal = given.output is None and sys.stdout.isatty()
        return to_text(results, given.target, color=terminal)
    return (to_json if given.form == "json" else to_junit)(results, given.target)


def _expectations(given: _Chosen) -> "Expectations | None":
    from conformance.suite.expectations import ExpectationError, read_expectations, shipped_expectations
    from spec_model.resources import data_folder

    try:
        if given.expect:
            return read_expectations(given.expect)
        return shipped_expectations(data_folder("specs") / "expectations", given.target)
    except ExpectationError as error:
        raise RequestError(str(error)) from error


def _run_plans(given: _Chosen, suite: "Suite", expectations: "Expectations | None") -> "tuple[Result, ...]":
    """Run the tests that need nothing filled in, in this process."""
    from conformance.suite.choose import open_target
    from conformance.suite.run import run_suite
    from conformance.suite.targets.protocol import TargetError

    try:
        with (
            open_target(given.target, plans=suite.plans.values(), driver=given.driver) as target,
            progress("testing", len(suite.rules)) as advance,
        ):
            return run_suite(suite, target, expectations, advance)
    except TargetError as error:
        raise RequestError(str(error)) from error


def _run_folder(given: _Chosen, suite: "Suite", expectations: "Expectations | None") -> "tuple[Result, ...]":
    """Run the suite of a folder with pytest, so that what a person filled in counts."""
    from conformance.suite.execute import Observation
    from conformance.suite.run import result_of

    folder = given.folder or Path()
    if not (folder / "conftest.py").is_file():
        raise RequestError(f"{folder} holds no suite; write one with `polyspec suite`")
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "results.json"
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--target", given.target,
                   "--polyspec-results", str(file.resolve())]  # fmt: skip
        command += ["--driver", str(given.driver.resolve())] if given.driver else []
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", check=False)
        if done.returncode not in (0, 1, _NO_TESTS) or not file.is_file():
            last = (done.stdout + done.stderr).strip().splitlines()[-1:]
            raise RequestError(f"pytest could not run the suite in {folder}: {' '.join(last)}")
        seen = msgspec.json.decode(file.read_bytes(), type=dict[str, Observation])
    none = Observation("skipped", "the suite in the folder has no test of this rule; write it again")
    return tuple(result_of(rule, seen.get(rule.id, none), expectations) for rule in suite.rules)
