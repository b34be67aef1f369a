"""`polyspec rules`: the list of rules."""

import json
import sys
from collections.abc import Sequence
from shutil import get_terminal_size

import click

from conformance.cli.output import emit
from conformance.registry import Rule

#: Wide enough that no row is wrapped where the reader is a program.
_FILE_WIDTH = 240
#: Narrower than this no name would be whole, and a name that is cut cannot be copied.
_NARROWEST = 80
#: From here on there is room for the family too.
_WIDE = 100
#: Of no account for a table, but a dumb terminal is taken for 80 columns unless its height is told too.
_HEIGHT = 25


@click.command("rules")
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
def command(form: str) -> None:
    """List the rules: code, name, severity, family and what each finds."""
    from conformance.registry import rules

    emit((_FORMS[form](rules()),))


def as_text(rules: Sequence[Rule]) -> str:
    """The rules as a table for the terminal."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    width = max(_NARROWEST, get_terminal_size().columns) if sys.stdout.isatty() else _FILE_WIDTH
    headings = ("code", "name", "severity", "family") if width >= _WIDE else ("code", "name", "severity")
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        table.add_column(heading, no_wrap=True)
    table.add_column("finds")
    for rule in rules:
        table.add_row(*(getattr(rule, heading) for heading in headings), rule.summary)
    console = Console(highlight=False, markup=False, emoji=False, width=width, height=_HEIGHT)
    with console.capture() as capture:
        console.print(table)
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def as_json(rules: Sequence[Rule]) -> str:
    """The rules as a JSON array."""
    keys = ("code", "name", "severity", "family", "summary", "documentation")
    return (
        json.dumps([{key: getattr(rule, key) for key in keys} for rule in rules], ensure_ascii=False, indent=2) + "\n"
    )


def as_markdown(rules: Sequence[Rule]) -> str:
    """The rules with their whole documentation, as docs/rules.md holds them."""
    heading = "# Rules\n\nWritten by `polyspec rules --format markdown > docs/rules.md`.\n"
    return heading + "".join(f"\n{_section(rule)}" for rule in rules)


def _section(rule: Rule) -> str:
    return (
        f'## <a id="{rule.code.lower()}"></a>{rule.code} {rule.name}\n'
        f"\n*{rule.severity}, family {rule.family}*\n\n{rule.documentation}\n"
    )


_FORMS = {"text": as_text, "json": as_json, "markdown": as_markdown}
