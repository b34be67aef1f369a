"""`polyspec suite`: tests of every contract, the proof that they can fail, and what the targets need."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from conformance.cli.errors import RequestError
from conformance.cli.output import emit
from conformance.cli.request import Request, takes_corpus
from conformance.report.counts import number

if TYPE_CHECKING:
    from conformance.suite.assemble import Suite
    from conformance.suite.mutants import Proof

_FOLDER = click.Path(path_type=Path, file_okay=False)
#: the share of executed tests that must kill a mutant
_ENOUGH = 0.95


def _doctor(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    """Say what the target wine needs and lacks, and leave."""
    if not wanted:
        return
    from conformance.suite.doctor import TOOLS, install_command, missing

    lacking = missing()
    for tool in TOOLS:
        click.echo(f"{'missing' if tool in lacking else 'found  '} {tool.program}: {tool.purpose}")
    if lacking:
        click.echo(f"\n{install_command(lacking)}")
    ctx.exit(1 if lacking else 0)


class SuiteCommand(click.Command):
    """Understands ``polyspec suite doctor``; a corpus of that name is given as ``./doctor``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments."""
        return super().parse_args(ctx, ["--doctor"] if args == ["doctor"] else args)


@click.command("suite", cls=SuiteCommand)
@takes_corpus
@click.option("-o", "--output", type=_FOLDER, help="The folder to write to; the C suite goes into its folder `c`.")
@click.option("--sentences", metavar="LOCALE", help="The language of the sentences [default: the source locale].")
@click.option("--message", multiple=True, metavar="NAME", help="Only messages of this name, or pattern (repeatable).")
@click.option("--only", type=click.Choice(["pytest", "c"]), help="Write only one of the two suites.")
@click.option("--prove", is_flag=True, help="Run the tests against a faithful reference and its mutants.")
@click.option(
    "--doctor", is_flag=True, is_eager=True, expose_value=False, callback=_doctor,
    help="Say what the target wine lacks here (also: `polyspec suite doctor`).",
)  # fmt: skip
def command(request: Request, output: Path | None, prove: bool, **chosen: Any) -> None:
    """Write a pytest suite and a C suite with one test for each rule that the pages of CORPUS state.

    What a person filled in is kept when the suite is written again. With --prove the exit status is 1 where the
    faithful reference fails a test, or fewer than 95 % of the tests kill a mutant.
    """
    if output is None and not prove:
        raise RequestError("name a folder with -o, or give --prove")
    suite = assemble_suite(request, chosen["message"])
    if output is not None:
        write(
            suite,
            output,
            chosen["sentences"] or request.corpus.source or next(iter(request.corpus.locales)),
            chosen["only"],
        )
    if prove:
        click.get_current_context().exit(_show_proof(suite))


def assemble_suite(request: Request, names: tuple[str, ...]) -> "Suite":
    """The suite of the messages of the corpus that `names` select, all where there are none."""
    from conformance.cli.messages import read_messages
    from conformance.generate.select import Selection
    from conformance.suite.assemble import assemble
    from conformance.suite.book import BookError
    from conformance.suite.memory import LayoutError

    model = Selection(names, (), (), frozenset()).of(read_messages(request))
    if not model:
        raise RequestError("no message of the corpus is selected")
    try:
        return assemble(model)
    except (BookError, LayoutError) as error:
        raise RequestError(str(error)) from error


def write(suite: "Suite", folder: Path, locale: str, only: str | None) -> None:
    """Write the suites into `folder`, and say on standard error what was kept."""
    from conformance.suite.c_suite import write_c_suite
    from conformance.suite.python_suite import read_existing, write_suite

    files: dict[str, str] = {}
    if only != "c":
        written = write_suite(suite, locale.lower(), read_existing(folder))
        files |= written.files
        if written.kept:
            print(f"kept what is filled in for {', '.join(written.kept)}", file=sys.stderr)
        for rule in written.orphans:
            print(f"{rule} is no longer stated; what was filled in is in {rule}.kept.txt", file=sys.stderr)
    if only != "pytest":
        files |= {f"c/{name}": text for name, text in write_c_suite(suite, locale.lower()).items()}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        emit([text], path)
    print(
        f"{number(len(suite.rules), 'rule')}, {number(len(suite.plans), 'test')} ready to run, "
        f"{number(len(suite.reasons), 'place')} to fill in, written to {folder}", file=sys.stderr,
    )  # fmt: skip


def _show_proof(suite: "Suite") -> int:
    from conformance.suite.mutants import prove

    proof = prove(suite.plans.values())
    emit([_proof_text(proof)])
    return 1 if proof.failed or proof.share < _ENOUGH else 0


def _proof_text(proof: "Proof") -> str:
    passed = proof.executed - len(proof.failed)
    lines = [f"faithful reference: {passed} of {proof.executed} tests pass"]
    lines += [f"  {rule}: {reason}" for rule, reason in proof.failed.items()]
    lines += [f"mutant, {mutation}: killed by {count}" for mutation, count in sorted(proof.killed.items())]
    lines.append(f"{len(proof.killers)} of {proof.executed} tests ({proof.share:.1%}) kill at least one mutant")
    lines += [f"  kills none: {rule}" for rule in proof.blind]
    return "\n".join(lines) + "\n"
