"""`polyspec values`: the curated numbers, and the harvest that fills them from real headers."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from conformance.cli.errors import RequestError

if TYPE_CHECKING:
    from conformance.harvest.harvest import Harvest, Request

_FOLDER = click.Path(path_type=Path, file_okay=False)


class _Options(msgspec.Struct, frozen=True):
    """The options of a harvest, as they were given."""

    cc: str
    headers: tuple[str, ...]
    whole: bool
    folders: tuple[Path, ...]
    output: Path | None
    fresh: bool


@click.group("values")
def command() -> None:
    """Numbers of messages and constants: harvest them from the headers of an SDK, look them up."""


@command.command("harvest", short_help="Write the numbers of names from SDK headers.")
@click.argument("subjects", nargs=-1, metavar="[CORPUS | NAME]...")
@click.option("--cc", default="x86_64-w64-mingw32-gcc", show_default=True, help="The compiler, with its headers.")
@click.option("--header", "headers", multiple=True, metavar="FILE", help="Include this header too (may be repeated).")
@click.option("--whole", is_flag=True, help="Harvest all constants of the headers that document messages.")
@click.option("--include", "folders", multiple=True, type=_FOLDER, help="Search headers here first.")
@click.option("-o", "--output", type=_FOLDER, help="The folder of the YAML files; without it they are printed.")
@click.option("--fresh", is_flag=True, help="Replace the files instead of adding to them.")
def harvest_command(subjects: tuple[str, ...], **options: Any) -> None:
    """Compile against real SDK headers and write the number of each name, with the header that defines it.

    A subject that is a folder is a corpus: all names of its model are harvested. Any other is a name.
    What has no number is told on standard error.
    """
    from conformance.harvest.compiler import CompilerError
    from conformance.harvest.harvest import Request, harvest
    from conformance.harvest.settings import sdk

    given = _Options(**options)
    names, corpus_headers = _subjects(subjects)
    if not names and not given.whole:
        raise RequestError("nothing to harvest: name a corpus or constants, or give --whole")
    whole = sdk().whole if given.whole else ()
    request = Request(given.cc, names, (*given.headers, *corpus_headers), whole, given.folders)
    _verify(request)
    try:
        done = harvest(request, sdk())
    except CompilerError as error:
        raise RequestError(str(error)) from error
    _emit(done, given.output, fresh=given.fresh)
    _tell(done)


@command.command("show", short_help="Print the number of each name.")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
def show_command(names: tuple[str, ...]) -> None:
    """Print the number of each NAME, the header that defines it, and whose word it is."""
    from conformance.config import suggestion
    from spec_model.values import shipped_values

    values = shipped_values()
    for name in names:
        found = values.find_all(name)
        if not found:
            raise RequestError(f"no number is known for {name!r}{suggestion(name, values)}")
        for value in found:
            pair = f" (ANSI {value.ansi:#x})" if value.is_pair else ""
            print(f"{name} = {value.number} = {value.number:#x}{pair}  {value.header}  {value.source}")


def _subjects(subjects: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names to harvest, and the headers that the corpora among the subjects state."""
    from conformance.cli.request import Arguments, open_request
    from conformance.harvest.names import headers_of, names_of
    from spec_model.load import load

    names: set[str] = set()
    headers: set[str] = set()
    for subject in subjects:
        if not Path(subject).exists():
            names.add(subject)
            continue
        corpus = open_request(Arguments(corpus=Path(subject))).corpus
        messages = [loaded.message for loaded in load(corpus) if loaded.message]
        names.update(names_of(messages))
        headers.update(headers_of(messages))
    return tuple(sorted(names)), tuple(sorted(h for h in headers if _is_file_name(h)))


def _is_file_name(text: str) -> bool:
    return text.isascii() and text.replace(".", "").replace("_", "").replace("-", "").isalnum()


def _verify(request: "Request") -> None:
    wrong = next((header for header in request.headers if not _is_file_name(header)), None)
    if wrong:
        raise RequestError(f"{wrong!r} is not the name of a header file")


def _emit(done: "Harvest", output: Path | None, *, fresh: bool) -> None:
    from conformance.harvest.write import as_yaml, write
    from spec_model.values import ValuesError

    if output is None:
        sys.stdout.write("".join(f"---\n{as_yaml(file)}" for file in done.files))
        return
    try:
        write(done.files, output, fresh=fresh)
    except ValuesError as error:
        raise RequestError(str(error)) from error


def _tell(done: "Harvest") -> None:
    for header in done.broken_headers:
        print(f"left out {header}: it does not go together with the others", file=sys.stderr)
    for header in done.absent_headers:
        print(f"left out {header}: the SDK has no such header", file=sys.stderr)
    for name in done.missing:
        print(f"no number for {name}", file=sys.stderr)
    count = sum(len(file.values) for file in done.files)
    print(f"{count} numbers from {len(done.files)} headers in {done.runs} runs of the compiler", file=sys.stderr)
