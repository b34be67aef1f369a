"""`polyspec locale`: what helps a person who keeps the words of a language."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from conformance.cli.complete import complete_locale
from conformance.cli.errors import RequestError
from conformance.cli.output import emit
from conformance.cli.progress import Advance, progress
from conformance.cli.request import Request, chosen_locales, takes_corpus
from conformance.report.counts import number
from conformance.report.visible import brief, visible

if TYPE_CHECKING:
    from spec_model.coverage import Coverage, Unknown
    from spec_model.locale import LocalePack
    from spec_model.page import Page

#: The lists of a coverage, with what each is called.
_LISTS = {
    "headings": "headings of sections",
    "labels": "labels of requirements",
    "directions": "direction notes",
    "returns": "sentences about return values",
    "uses": "short descriptions that many parameters share: do some mean that the parameter is not used?",
}


@click.group("locale")
def command() -> None:
    """Help with the words of a language: the packs in spec_model/locales."""


@command.command("check", short_help="Validate a locale pack.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def check(file: Path) -> None:
    """Validate the locale pack FILE; the exit status is 1 where something in it is wrong."""
    from spec_model.grammar.check import check_pack

    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(f"{file}: is not UTF-8 text") from error
    problems = check_pack(text)
    emit(f"{visible(str(file))}:{problem.line}: {brief(problem.text)}\n" for problem in problems)
    if problems:
        click.get_current_context().exit(1)
    emit((f"{visible(str(file))}: nothing wrong\n",))


@command.command("coverage", short_help="List what a pack does not know of its pages.")
@click.argument("locale", shell_complete=complete_locale)
@takes_corpus
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many of each kind the text lists."
)
def coverage(request: Request, locale: str, form: str, limit: int) -> None:
    """List what the pack of LOCALE does not know of its pages in CORPUS, most frequent first, with pages.

    Add to the pack what is a heading, a label or a phrase of the language; a return sentence may stay unknown
    where it says nothing of a value.
    """
    from spec_model.coverage import coverage
    from spec_model.locale import pack_for

    (tag,) = chosen_locales(request, (locale,))
    pack = pack_for(tag)
    assert pack is not None  # a corpus has no locale without a pack
    with progress("reading", len(request.corpus.groups)) as advance:
        found = coverage(_message_pages(request, tag, pack, advance), pack)
    emit((_as_json(found),) if form == "json" else _as_text(found, f"{tag}, pack {pack.language}", limit))


def _message_pages(request: Request, tag: str, pack: "LocalePack", advance: Advance) -> Iterator["Page"]:
    """The pages of the locale `tag` that document messages; what cannot be read is told on standard error."""
    from spec_model.extract.identity import NotAMessage, identify
    from spec_model.files import UnreadablePage
    from spec_model.page import read_page

    for group in request.corpus.groups:
        advance(1)
        for file in group.files:
            if file.locale != tag:
                continue
            try:
                page = read_page(file.file, file.locale, file.page, file.path)
            except UnreadablePage as error:
                print(f"refused {visible(file.path)}: {brief(str(error))}", file=sys.stderr)
                continue
            if not isinstance(identify(page.translation(), pack), NotAMessage):
                yield page


def _as_json(found: "Coverage") -> str:
    import msgspec

    return json.dumps(msgspec.to_builtins(found), ensure_ascii=False, indent=2) + "\n"


def _as_text(found: "Coverage", title: str, limit: int) -> Iterator[str]:
    yield f"{title}: {number(found.pages, 'page')} of messages\n"
    for name, label in _LISTS.items():
        unknown: tuple[Unknown, ...] = getattr(found, name)
        yield f"\n{label}: {len(unknown)} unknown\n"
        yield from map(_line, unknown[:limit])
        if len(unknown) > limit:
            yield f"        and {len(unknown) - limit} more (--limit)\n"


def _line(unknown: "Unknown") -> str:
    place = unknown.places[0]
    means = f" (means {unknown.means})" if unknown.means else ""
    return f"{len(unknown.places):>6}  {brief(unknown.text)}{means}  {visible(place.path)}:{place.line}\n"
