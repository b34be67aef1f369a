"""`polyspec baseline`: accept what is found now."""

import sys
from pathlib import Path

import click

from conformance.cli.output import emit
from conformance.cli.progress import progress
from conformance.cli.request import Request, takes_corpus


@click.command("baseline")
@takes_corpus
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file (default: `baseline` of the configuration, else polyspec-baseline.json here).",
)
def command(request: Request, output: Path | None) -> None:
    """Write every finding on CORPUS to a file, so that `check --baseline` fails on new ones only.

    Run it again to drop the entries that are found no more.
    """
    from conformance.baseline import DEFAULT, written
    from conformance.check import check
    from conformance.registry import rules

    request.config.verify_rules(rules())
    with progress("checking", sum(len(group.files) for group in request.corpus.groups)) as advance:
        result = check(request.corpus, request.config, jobs=request.jobs, progress=advance)
    target = output or request.config.baseline or Path(DEFAULT)
    accepted = [diagnostic for diagnostic in result.diagnostics if diagnostic.suppressed is None]
    emit((written(accepted),), target)
    print(f"{len(accepted)} findings accepted in {target}", file=sys.stderr)
