"""`polyspec generate`: code from the canonical model."""

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec
from click.shell_completion import CompletionItem

from conformance.cli.errors import RequestError
from conformance.cli.output import emit
from conformance.cli.request import Request, takes_corpus
from conformance.report.counts import number
from conformance.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conformance.generate.api import OnDispute, Options, Output, Remark
    from conformance.generate.select import Selection

_FOLDER = click.Path(path_type=Path, file_okay=False)


class _Chosen(msgspec.Struct, frozen=True):
    """The options of the command, as they were given."""

    target: str
    output: Path
    message: tuple[str, ...]
    header: tuple[str, ...]
    prefix: tuple[str, ...]
    files: Path | None
    on_dispute: "OnDispute | None"
    values: tuple[Path, ...]
    report: Path | None


def _complete_target(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from conformance.generate.api import targets

    return [CompletionItem(name) for name in targets() if name.startswith(incomplete)]


@click.command("generate")
@click.argument("target", shell_complete=_complete_target)
@takes_corpus
@click.option("-o", "--output", required=True, type=_FOLDER, help="The folder to write to.")
@click.option("--message", multiple=True, metavar="NAME", help="Only messages of this name, or pattern (repeatable).")
@click.option("--header", multiple=True, metavar="FILE", help="Only messages of this header (repeatable).")
@click.option("--prefix", multiple=True, metavar="TEXT", help="Only names that begin with this (repeatable).")
@click.option("--files", type=click.Path(path_type=Path, dir_okay=False), help="Only the pages listed in this file.")
@click.option(
    "--on-dispute", type=click.Choice(["error", "comment"]), help="Refuse fields in dispute, or mark them (default)."
)
@click.option(
    "--values", multiple=True, type=click.Path(path_type=Path), help="More numbers: a file or folder of YAML."
)
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="Write the remarks to this file.")
def command(request: Request, **chosen: Any) -> None:
    """Generate code of TARGET from the messages of CORPUS.

    Targets: c-header, cpp-enum, csharp, python-enum, rust, text, typescript, and those of installed plugins.
    What has no number and what is in dispute is told on standard error; with `--on-dispute error` the latter
    makes the exit status 1, and nothing is written.
    """
    from conformance.cli.messages import read_messages
    from conformance.generate.api import DisputeError, GenerateError, generate, targets

    given = _Chosen(**chosen)
    if given.target not in targets():
        from conformance.config import suggestion

        known = targets()
        hint = suggestion(given.target, known) or f"; there are {', '.join(known) or 'none'}"
        raise RequestError(f"no generator {given.target!r}{hint}")
    selection, options = _selection(given), _options(request, given)
    model = selection.of(read_messages(request))
    if not model:
        raise RequestError("no message of the corpus is selected")
    try:
        output = generate(given.target, model, options)
    except DisputeError as error:
        _tell(error.remarks, given.report)
        click.get_current_context().exit(1)
    except GenerateError as error:
        raise RequestError(str(error)) from error
    _write(output, given.output)
    _tell(output.remarks, given.report)
    print(f"{number(len(model), 'message')}, written to {', '.join(output.files)}", file=sys.stderr)


def _selection(given: _Chosen) -> "Selection":
    from conformance.generate.select import Selection, read_page_list

    pages = frozenset[str]()
    if given.files is not None:
        try:
            pages = read_page_list(given.files.read_text(encoding="utf-8"))
        except UnicodeDecodeError as error:
            raise RequestError(f"{given.files}: is not UTF-8 text") from error
        if not pages:
            raise RequestError(f"{given.files}: lists no page")
    return Selection(given.message, given.header, given.prefix, pages)


def _options(request: Request, given: _Chosen) -> "Options":
    from conformance.generate.api import Options
    from conformance.generate.settings import SettingsError, read_settings
    from spec_model.values import ValuesError, load_values, shipped_values

    try:
        settings = read_settings(request.config.generate, request.config.file)
        paths = [*settings.value_paths(request.config.file), *given.values]
        values = shipped_values().joined(load_values(paths)) if paths else shipped_values()
    except (SettingsError, ValuesError) as error:
        raise RequestError(str(error)) from error
    return Options(values, given.on_dispute or settings.on_dispute, settings.forms)


def _write(output: "Output", folder: Path) -> None:
    for name, text in output.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        emit([text], path)


def _tell(remarks: "Sequence[Remark]", report: Path | None) -> None:
    """Write the remarks to `report`, else to standard error, and how many there are of each kind."""
    lines = [visible(str(remark)) for remark in remarks]
    if report is not None:
        emit([f"{line}\n" for line in lines], report)
    else:
        print("".join(f"{line}\n" for line in lines), end="", file=sys.stderr)
    counts = Counter(remark.kind for remark in remarks)
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items()))
    print(f"{number(len(remarks), 'remark')} ({kinds})" if kinds else "no remarks", file=sys.stderr)
