"""`polyspec model`: the canonical model of a corpus."""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from conformance.cli.errors import RequestError
from conformance.cli.output import emit
from conformance.cli.progress import Advance, progress
from conformance.cli.request import Request, takes_corpus
from conformance.report.visible import brief, visible

if TYPE_CHECKING:
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
    count: Counter[str] = Counter()
    with progress("reading", len(request.corpus.groups)) as advance:
        emit(_FORMS[form](_messages(request, name, count, advance, witnesses=witnesses)), output)
    print(_closing(count), file=sys.stderr)


def _messages(
    request: Request, name: str | None, count: Counter[str], advance: Advance, *, witnesses: bool
) -> Iterator[dict[str, Any]]:
    """The data of every wanted message; `count` is filled on the way."""
    from spec_model.load import load
    from spec_model.store import message_data

    seen: set[str] = set()
    wanted = name.lower() if name else None
    for loaded in load(request.corpus):
        advance(1)
        _tally(loaded, count)
        if loaded.message is None:
            continue
        seen.add(loaded.message.name)
        if wanted in (None, loaded.message.name.lower()):
            count["messages"] += 1
            yield message_data(loaded.message, _Positions(loaded), witnesses=witnesses)
    if name and not count["messages"]:
        from conformance.config import suggestion

        raise RequestError(f"no message of the corpus is named {name!r}{suggestion(name, seen)}")


def _tally(loaded: "Loaded", count: Counter[str]) -> None:
    """Count what became of the files; a page that was refused is told at once."""
    count["modelled"] += len(loaded.pages)
    count["refused"] += len(loaded.refused)
    count.update(f"not a message ({stranger.kind})" for stranger in loaded.strangers.values())
    for path, reason in loaded.refused.items():
        print(f"refused {visible(path)}: {brief(reason)}", file=sys.stderr)


def _closing(count: Counter[str]) -> str:
    kinds = sorted(key for key in count if key.startswith("not a message"))
    return ", ".join(f"{key} {count[key]}" for key in ("messages", "modelled", "refused", *kinds))


class _Positions:
    """Turns spans into lines and columns; the English of a bilingual page stands on the page of its locale."""

    def __init__(self, loaded: "Loaded") -> None:
        by_path = {page.path: page for page in loaded.pages.values()}
        witnesses = loaded.message.witnesses if loaded.message else ()
        self._pages = {witness.locale: by_path[witness.path] for witness in witnesses}

    def __call__(self, locale: str, span: "Span") -> tuple[int, int]:
        return self._pages[locale].position(span.start)


def as_yaml(messages: Iterator[dict[str, Any]]) -> Iterator[str]:
    """One YAML document a message."""
    from spec_model.store import to_yaml

    for message in messages:
        yield f"---\n{to_yaml(message)}"


def as_json(messages: Iterator[dict[str, Any]]) -> Iterator[str]:
    """A JSON array with one line a message."""
    from spec_model.store import to_json

    separator = "[\n"
    for message in messages:
        yield f"{separator}{to_json(message)}"
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def as_jsonl(messages: Iterator[dict[str, Any]]) -> Iterator[str]:
    """One line of JSON a message."""
    from spec_model.store import to_json

    for message in messages:
        yield f"{to_json(message)}\n"


_FORMS = {"yaml": as_yaml, "json": as_json, "jsonl": as_jsonl}
