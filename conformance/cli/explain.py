"""`polyspec explain`: the documentation of one rule."""

import sys

import click

from conformance.cli.complete import complete_rule
from conformance.cli.errors import RequestError
from conformance.cli.output import emit
from conformance.registry import Rule


def named_rule(word: str) -> Rule:
    """The rule with the code or name `word`; raises RequestError, with the nearest name, where there is none."""
    from conformance.config import suggestion
    from conformance.registry import find_rule, rules

    rule = find_rule(word)
    if rule is None:
        known = [known for rule in rules() for known in (rule.code, rule.name)]
        raise RequestError(f"no rule has the code or name {word!r}{suggestion(word, known)}")
    return rule


@click.command("explain")
@click.argument("rule", metavar="CODE|NAME", shell_complete=complete_rule)
def command(rule: str) -> None:
    """Print the documentation of a rule: what it claims, why it matters, an example, how it is fixed."""
    found = named_rule(rule)
    text = f"# {found.code} {found.name}\n\n*{found.severity}, family {found.family}*\n\n{found.documentation}\n"
    emit((rendered(text) if sys.stdout.isatty() else text,))


def rendered(markdown: str) -> str:
    """`markdown` as a terminal shows it."""
    from rich.console import Console
    from rich.markdown import Markdown
    from rich.theme import Theme

    console = Console(theme=Theme({"markdown.code": "cyan"}))  # the default has a black ground in every terminal
    with console.capture() as capture:
        console.print(Markdown(markdown))
    return capture.get()
