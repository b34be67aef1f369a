"""`polyspec check`: where the translations of a corpus disagree."""

import os
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from conformance.cli.complete import complete_locale, complete_rule
from conformance.cli.errors import RequestError
from conformance.cli.output import documentation, emit, version
from conformance.cli.progress import progress
from conformance.cli.request import (
    Request,
    among_changed,
    changed_since,
    chosen_locales,
    takes_corpus,
    verify_rules,
)
from conformance.report import FORMATS, render
from conformance.report.visible import brief

if TYPE_CHECKING:
    from conformance.baseline import Baseline
    from conformance.check import Change
    from conformance.config import FailOn
    from conformance.diagnostic import Diagnostic, Summary
    from conformance.registry import Rule
    from conformance.report.settings import Settings

#: The format that is a folder of pages.
SITE = "html"
#: The formats that tell of every rule that ran.
TELLS_RULES = frozenset({SITE, "sarif", "junit"})
#: The formats that tell which program wrote them; to find out takes longer than to read a cache.
TELLS_PROGRAM = frozenset({SITE, "sarif"})
SHOW = ("disputed", "not-comparable")
_FILE_WIDTH = 120


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """What the options of the command choose."""

    form: str
    output: Path | None
    rule: tuple[str, ...]
    locale: tuple[str, ...]
    show: tuple[str, ...]
    fail_on: "FailOn | None"
    baseline: Path | None
    changed_since: str | None


def _kinds(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:
    """The words of `value`, which have commas between them; a word that is no kind is refused."""
    words = tuple(value.split(",")) if value else ()
    for word in words:
        if word not in SHOW:
            raise click.BadParameter(f"{word!r} is not one of {', '.join(SHOW)}", ctx, param)
    return words


@click.command("check")
@takes_corpus
@click.option("--format", "form", type=click.Choice([*FORMATS, SITE]), default="text", show_default=True)
@click.option("--output", type=click.Path(path_type=Path), help="Write to this file, or folder (html).")
@click.option(
    "--rule", metavar="CODE|NAME", multiple=True, shell_complete=complete_rule, help="Only this rule (may be repeated)."
)
@click.option(
    "--locale", metavar="LOCALE", multiple=True, shell_complete=complete_locale, help="Only findings about this locale."
)
@click.option("--show", callback=_kinds, default="", metavar="KINDS", help=f"Also list: {','.join(SHOW)}.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    help="The level from which findings make the exit status 1 (default: that of the configuration, else error).",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Accept the findings in this file, which `polyspec baseline` writes (default: that of the configuration).",
)
@changed_since
def command(request: Request, **chosen: Any) -> None:
    """Report where the translations of CORPUS disagree, and which of them is wrong.

    CORPUS is a folder with a sub-folder for each locale, or a configuration file that names the folders.
    """
    from conformance.diagnostic import SEVERITIES
    from conformance.report.settings import reaches

    options = Chosen(**chosen)
    request = among_changed(request, options.changed_since)
    fail_on = options.fail_on or request.config.fail_on
    run = _write_site if options.form == SITE else _report
    summary = run(request, options, _settings(request, options, fail_on))
    if options.output is not None:
        _sum_up(summary, options.output / "index.html" if options.form == SITE else options.output)
    _tell(summary.unused)
    click.get_current_context().exit(
        int(any(reaches(level, fail_on) for level in SEVERITIES if level in summary.findings))
    )


def _report(request: Request, options: Chosen, settings: "Settings") -> "Summary":
    """Check the corpus of `request`, write the report of what `options` ask for, and give the counts."""
    from conformance.check import check

    verify_rules(request)
    baseline = _baseline(request, options)
    with progress("checking", sum(len(group.homes) for group in request.corpus.groups)) as advance:
        result = check(
            request.corpus,
            request.config,
            jobs=request.jobs,
            only=_codes(options.rule),
            show=options.show,
            progress=advance,
            cache=request.cache,
            change=_change(request, options, baseline),
        )
    unused = (*result.summary.unused, *_unused(baseline, request, options))
    result = msgspec.structs.replace(result, summary=msgspec.structs.replace(result.summary, unused=unused))
    emit(render(options.form, result, settings), options.output)
    for warning, count in Counter(result.warnings).items():
        print(f"warning: {brief(warning)}{f' ({count} times)' if count > 1 else ''}", file=sys.stderr)
    return result.summary


def _write_site(request: Request, options: Chosen, settings: "Settings") -> "Summary":
    """Check the corpus of `request`, write the report to its folder on the way, and give the counts."""
    from conformance.cli.site import write_site
    from conformance.judge import Judge

    if options.output is None:
        raise RequestError(f"--format {SITE} writes a folder: name it with --output")
    verify_rules(request)
    judge = Judge(request.config, request.corpus.source, _codes(options.rule), options.show)
    baseline = _baseline(request, options)
    change = _change(request, options, baseline) or (lambda found: found)
    summary = write_site(request, options.output, judge, settings, change)
    return msgspec.structs.replace(summary, unused=(*summary.unused, *_unused(baseline, request, options)))


def _change(request: Request, options: Chosen, baseline: "Baseline | None") -> "Change | None":
    """What `options` make of the findings on a message: accepted ones are marked, those about others left out."""
    locales = chosen_locales(request, options.locale)
    if not locales and baseline is None:
        return None
    folders = tuple(f"{request.corpus.locales[tag].as_posix()}/" for tag in locales)

    def concerns(diagnostic: "Diagnostic") -> bool:
        """Whether it is about the chosen locales; where nobody is blamed, whether it stands on their pages."""
        if not locales:
            return True
        return diagnostic.locale in locales if diagnostic.locale else diagnostic.path.startswith(folders)

    def change(found: "tuple[Diagnostic, ...]") -> "tuple[Diagnostic, ...]":
        marked = baseline(found) if baseline else found
        return tuple(filter(concerns, marked))

    return change


def _baseline(request: Request, options: Chosen) -> "Baseline | None":
    """The baseline that is asked for, None where none is."""
    file = options.baseline or request.config.baseline
    if file is None:
        return None
    from conformance.baseline import read_baseline

    return read_baseline(file)


def _unused(baseline: "Baseline | None", request: Request, options: Chosen) -> tuple[str, ...]:
    """What is to be told of the entries of a baseline after the check."""
    if baseline is None:
        return ()
    codes = {rule.code for rule in _rules(options)}
    return baseline.unused({group.page for group in request.corpus.groups}, codes)


def _sum_up(summary: "Summary", written: Path) -> None:
    """Tell whoever reads the log what the report holds that begins in the file `written`."""
    from conformance.report.counts import closing_lines

    for line in closing_lines(summary):
        print(line, file=sys.stderr)
    print(f"Wrote {brief(written.as_posix())}", file=sys.stderr)


def _tell(notes: tuple[str, ...]) -> None:
    for note in notes:
        print(f"unused {brief(note)}", file=sys.stderr)


def _rules(options: Chosen) -> "tuple[Rule, ...]":
    """The rules that run."""
    from conformance.registry import rules

    codes = _codes(options.rule)
    return tuple(rule for rule in rules() if not codes or rule.code in codes)


def _codes(words: tuple[str, ...]) -> tuple[str, ...]:
    from conformance.cli.explain import named_rule

    return tuple(named_rule(word).code for word in words)


def _settings(request: Request, options: Chosen, fail_on: "FailOn") -> "Settings":
    from conformance.report.settings import Settings

    terminal = options.output is None and sys.stdout.isatty()
    tells_program = options.form in TELLS_PROGRAM
    return Settings(
        rules=_rules(options) if options.form in TELLS_RULES else (),
        locales=tuple(tag.lower() for tag in options.locale) or tuple(request.corpus.locales),
        fail_on=fail_on,
        version=version() if tells_program else "0",
        documentation=documentation() if tells_program else None,
        color=terminal and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb",
        width=shutil.get_terminal_size().columns if terminal else _FILE_WIDTH,
    )
