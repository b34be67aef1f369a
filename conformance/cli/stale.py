"""`polyspec stale`: which translations are behind their source."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from conformance.cli.errors import RequestError
from conformance.cli.output import emit
from conformance.cli.progress import progress
from conformance.cli.request import Request, takes_corpus

if TYPE_CHECKING:
    from conformance.stale.compare import Staleness

#: Which states make the exit status 1, by the word of --fail-on.
_FAILS = {"contract": ("contract", "gone"), "prose": ("contract", "gone", "prose"), "never": ()}
_NOT_JUDGED = ("unknown-commit", "no-commit", "not-a-message", "refused")


@click.command("stale")
@takes_corpus
@click.option(
    "--source-repo",
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A clone of the repository that holds the source pages, with its history.",
)
@click.option("--source-rev", default="HEAD", show_default=True, metavar="REV", help="The source to compare with.")
@click.option(
    "--source-root",
    default="",
    metavar="FOLDER",
    help="The folder in the repository that corresponds to a locale folder (default: the repository itself).",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@click.option(
    "--fail-on",
    type=click.Choice(list(_FAILS)),
    default="contract",
    show_default=True,
    help="What makes the exit status 1.",
)
def command(request: Request, form: str, output: Path | None, fail_on: str, **source: Any) -> None:
    """Say which pages of CORPUS are behind the source they were translated from.

    Each page names its source in `ms.sourcegitcommit`. A page is behind in its contract where a parameter, a
    constant, what is returned, a header or a requirement of the source page changed since; else in prose only.
    """
    from conformance.stale.report import as_json, as_text

    found = _compare(request, source["source_repo"], source["source_rev"], source["source_root"])
    emit((as_json if form == "json" else as_text)(found), output)
    click.get_current_context().exit(int(any(found.states.get(state) for state in _FAILS[fail_on])))


def _compare(request: Request, path: Path, revision: str, root: str) -> "Staleness":
    from conformance.stale.compare import compare
    from conformance.stale.repository import Repository

    with (
        Repository(path, revision, root) as repository,
        progress("comparing", sum(len(group.homes) for group in request.corpus.groups)) as advance,
    ):
        found = compare(request.corpus, repository, advance)
    states = found.states
    if not sum(count for state, count in states.items() if state not in _NOT_JUDGED):
        _refuse_nothing(states, path)
    return found


def _refuse_nothing(states: dict[str, int], path: Path) -> None:
    """Raise RequestError where no page could be held against its source, so that silence does not pass for current."""
    if states.get("unknown-commit"):
        raise RequestError(
            f"{path}: none of the pages is there at the commit that it names:"
            " is it the source repository, with its whole history, and does --source-root name the right folder?"
        )
    if states.get("no-commit"):
        raise RequestError("no page names the commit that it was translated from (`ms.sourcegitcommit`)")
