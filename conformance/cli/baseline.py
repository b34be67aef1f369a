"""`polyspec baseline`: accept what is found now."""

import sys
from pathlib import Path

import click

from conformance.cli.output import emit
from conformance.cli.progress import progress
from conformance.cli.request import Request, takes_corpus, verify_rules
from conformance.report.visible import brief, visible


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

    verify_rules(request)
    with progress("checking", sum(len(group.homes) for group in request.corpus.groups)) as advance:
        result = check(request.corpus, request.config, jobs=request.jobs, progress=advance, cache=request.cache)
    target = output or request.config.baseline or Path(DEFAULT)
    emit(written(d for d in result.diagnostics if d.suppressed is None), target)
    for path, reason in sorted(result.summary.refused.items()):
        print(f"refused {brief(path)}: {brief(reason)}", file=sys.stderr)
    found, name = sum(result.summary.findings.values()), visible(target.as_posix())
    print(f"{found} finding{'s' * (found != 1)} accepted in {name}", file=sys.stderr)
    if target != request.config.baseline:
        told = f"To have it read: polyspec check --baseline {name}, or the key `baseline` of polyspec.toml"
        print(told, file=sys.stderr)
