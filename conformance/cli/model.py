"""`polyspec model`: the canonical model of a corpus."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from conformance.cli.errors import RequestError
from conformance.cli.output import emit
from conformance.cli.progress import progress
from conformance.cli.request import Request, takes_corpus
from conformance.diagnostic import Summary
from conformance.report.counts import reading_line
from conformance.report.visible import brief, visible

if TYPE_CHECKING:
    from spec_model.corpus import Group
    from spec_model.load import Loaded
    from spec_model.model import Span


@click.command("model")
@takes_corpus
@click.option("--format", "form", type=click.Choice(["yaml", "json", "jsonl"]), default="yaml", show_default=True)
@click.option("--witnesses", is_flag=True, help="Also print what each locale states on its own.")
@click.option("--message", "name", metavar="NAME", help="Only the messages of this name.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
def command(request: Request, form: str, witnesses: bool, name: str | None, output: Path | None) -> None:
    """Print the canonical model of every message of CORPUS, with the provenance of each fact.

    What became of every page is told on standard error.
    """
    reader = Reader(request.corpus.source, name, yaml=form == "yaml", witnesses=witnesses)
    read: list[Read] = []
    emit(_FORMS[form](_texts(request, reader, read, streaming=output is None)), output)
    print(reading_line(_summary(read)), file=sys.stderr)


class Read(msgspec.Struct, frozen=True):
    """What the pages of one path gave: the message's name, its text where it is wanted, and the counts."""

    name: str | None
    text: str | None
    modelled: int
    strangers: dict[str, int]
    refused: dict[str, str]


class Reader:
    """Reads the pages of one path and writes their message; it can be sent to another process."""

    def __init__(self, source: str | None, name: str | None, *, yaml: bool, witnesses: bool) -> None:
        self.source = source
        self.name = name
        self.yaml = yaml
        self.witnesses = witnesses

    def __call__(self, group: "Group") -> Read:
        """What the pages of `group` give."""
        from spec_model.load import load_complete

        loaded = load_complete(group, self.source)
        message = loaded.message
        return Read(
            message.name if message else None,
            self._text(loaded),
            len(loaded.pages),
            dict(Counter(stranger.kind for stranger in loaded.strangers.values())),
            loaded.refused,
        )

    def _text(self, loaded: "Loaded") -> str | None:
        from spec_model.store import message_data, to_json, to_yaml

        message = loaded.message
        if message is None or (self.name is not None and message.name.lower() != self.name.lower()):
            return None
        data = message_data(message, Positions(loaded), witnesses=self.witnesses)
        return to_yaml(data) if self.yaml else to_json(data)


class Positions:
    """Turns spans into lines and columns; the English of a bilingual page stands on the page of its locale."""

    def __init__(self, loaded: "Loaded") -> None:
        by_path = {page.path: page for page in loaded.pages.values()}
        witnesses = loaded.message.witnesses if loaded.message else ()
        self._pages = {witness.locale: by_path[witness.path] for witness in witnesses}

    def __call__(self, locale: str, span: "Span") -> tuple[int, int]:
        """The 1-based line and column of the start of `span` on the page of `locale`."""
        return self._pages[locale].position(span.start)


def _texts(request: Request, reader: Reader, read: list[Read], *, streaming: bool) -> Iterator[str]:
    """The text of every wanted message; `read` is filled on the way, refused pages are told at once."""
    from conformance.parallel import each

    found = False
    with progress("reading", len(request.corpus.groups), streaming=streaming) as advance:
        for part in each(reader, request.corpus.groups, request.jobs):
            advance(1)
            for path, reason in part.refused.items():
                print(f"refused {visible(path)}: {brief(reason)}", file=sys.stderr)
            read.append(msgspec.structs.replace(part, text=None))
            if part.text is not None:
                found = True
                yield part.text
    if reader.name is not None and not found:
        from conformance.config import suggestion

        hint = suggestion(reader.name, {part.name for part in read if part.name})
        raise RequestError(f"no message of the corpus is named {reader.name!r}{hint}")


def _summary(read: list[Read]) -> Summary:
    strangers: Counter[str] = Counter()
    for part in read:
        strangers.update(part.strangers)
    return Summary(
        pages=sum(part.modelled + sum(part.strangers.values()) + len(part.refused) for part in read),
        messages=sum(part.name is not None for part in read),
        modelled=sum(part.modelled for part in read),
        not_a_message=dict(strangers),
        refused={path: reason for part in read for path, reason in part.refused.items()},
    )


def as_yaml(texts: Iterator[str]) -> Iterator[str]:
    """One YAML document a message."""
    return (f"---\n{text}" for text in texts)


def as_json(texts: Iterator[str]) -> Iterator[str]:
    """A JSON array with one line a message."""
    separator = "[\n"
    for text in texts:
        yield separator + text
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def as_jsonl(texts: Iterator[str]) -> Iterator[str]:
    """One line of JSON a message."""
    return (f"{text}\n" for text in texts)


_FORMS: dict[str, Callable[[Iterator[str]], Iterator[str]]] = {"yaml": as_yaml, "json": as_json, "jsonl": as_jsonl}
