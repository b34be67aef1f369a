"""`polyspec fix`: repair what is proven."""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click
import msgspec

from conformance.cli.complete import complete_locale, complete_rule
from conformance.cli.explain import named_rule
from conformance.cli.output import emit
from conformance.cli.progress import progress
from conformance.cli.request import Request, among_changed, changed_since, chosen_locales, takes_corpus, verify_rules
from conformance.report.visible import brief, visible

if TYPE_CHECKING:
    from conformance.fix.plan import Change, Plan, Wanted


class _Chosen(msgspec.Struct, frozen=True):
    """The options of the command."""

    diff: bool
    unsafe: bool
    rule: tuple[str, ...]
    locale: tuple[str, ...]
    changed_since: str | None


@click.command("fix")
@takes_corpus
@click.option("--diff", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--unsafe", is_flag=True, help="Also make the edits that are likely but not proven.")
@click.option(
    "--rule", metavar="CODE|NAME", multiple=True, shell_complete=complete_rule, help="Only this rule (may be repeated)."
)
@click.option("--locale", metavar="LOCALE", multiple=True, shell_complete=complete_locale, help="Only these pages.")
@changed_since
def command(request: Request, **chosen: Any) -> None:
    """Repair the pages of CORPUS where exactly one text is right: damaged names of messages, parameters, files.

    Only the damaged words change. What would make a new finding is left alone, and so is a page that changes
    while polyspec runs.

    Exit status: 0 where all is well, 1 where --diff has something to show or a page could not be written.
    """
    from conformance.fix.plan import Wanted

    options = _Chosen(**chosen)
    request = among_changed(request, options.changed_since)
    verify_rules(request)
    codes = frozenset(named_rule(word).code for word in options.rule)
    locales = frozenset(chosen_locales(request, options.locale))
    wanted = Wanted(rules=codes, locales=locales, unsafe=options.unsafe)
    count: Counter[str] = Counter()
    if options.diff:
        emit(_shown(request, wanted, count))
    else:
        _repair(request, wanted, count)
    print(_closing(count, diff=options.diff), file=sys.stderr)
    click.get_current_context().exit(int(bool(count["failed"] or (options.diff and count["pages"]))))


def _repair(request: Request, wanted: "Wanted", count: Counter[str]) -> None:
    from conformance.fix.temporary import clear

    groups = request.corpus.groups
    clear(sorted({os.path.dirname(f"{folder}{group.page}") or "." for group in groups for _, folder in group.homes}))
    for plan in _plans(request, wanted, count):
        for change in plan.changes:
            _write(change, count)


def _plans(request: Request, wanted: "Wanted", count: Counter[str], *, streaming: bool = False) -> "Iterator[Plan]":
    """The plan of each message, counted; refused pages are told at once."""
    from conformance.fix.plan import Planner
    from conformance.parallel import each

    planner = Planner(request.config, request.corpus.source, wanted)
    groups = request.corpus.groups
    with progress("fixing", len(groups), streaming=streaming) as advance:
        for plan in each(planner, groups, request.jobs):
            advance(1)
            count["held"] += plan.held
            count["likely"] += plan.likely
            count["refused"] += len(plan.refused)
            for path, reason in plan.refused.items():
                print(f"refused {visible(path)}: {brief(reason)}", file=sys.stderr)
            yield plan


def _shown(request: Request, wanted: "Wanted", count: Counter[str]) -> Iterator[str]:
    from conformance.fix.diff import diff

    terminal = sys.stdout.isatty()
    coloured = terminal and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    for plan in _plans(request, wanted, count, streaming=True):
        for change in plan.changes:
            _tally(change, count)
            yield from map(_coloured, diff(change, shown=True)) if coloured else diff(change, shown=terminal)


def _coloured(line: str) -> str:
    """A line of a diff in the colours that git gives it."""
    bold = line.startswith(("--- ", "+++ "))
    colour = None if bold else {"-": "red", "+": "green", "@": "cyan"}.get(line[:1])
    return click.style(line.removesuffix("\n"), fg=colour, bold=bold or None) + "\n"


def _write(change: "Change", count: Counter[str]) -> None:
    from conformance.fix.write import WriteError, write

    try:
        write(change)
    except WriteError as error:
        count["failed"] += 1
        print(f"not written {visible(change.path)}: {brief(str(error))}", file=sys.stderr)
        return
    _tally(change, count)


def _tally(change: "Change", count: Counter[str]) -> None:
    count["pages"] += 1
    count["edits"] += len(change.edits)


def _closing(count: Counter[str], *, diff: bool) -> str:
    verb = "to make" if diff else "made"
    parts = [f"{_number(count['edits'], 'edit')} {verb} on {_number(count['pages'], 'page')}"]
    if count["held"]:
        parts.append(f"{count['held']} held back, since they would have changed more than they repair")
    if count["failed"]:
        parts.append(f"{_number(count['failed'], 'page')} not written")
    if count["refused"]:
        parts.append(f"{_number(count['refused'], 'page')} refused")
    if count["likely"]:
        parts.append(f"{count['likely']} more are likely, but not proven (--unsafe --diff shows them)")
    return "; ".join(parts)


def _number(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
