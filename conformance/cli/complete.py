"""What the shell offers for arguments: rules and locales."""

from pathlib import Path

import click
from click.shell_completion import CompletionItem


def complete_rule(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The codes and names of rules that begin with `incomplete`."""
    from conformance.registry import rules

    words = [(word, rule.summary) for rule in rules() for word in (rule.code, rule.name)]
    return [
        CompletionItem(word, help=summary) for word, summary in words if word.lower().startswith(incomplete.lower())
    ]


def complete_locale(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The locales of the corpus on the command line, else those that a pack serves."""
    from spec_model.corpus import CorpusError, locale_folders
    from spec_model.tags import languages_by_tag

    corpus = ctx.params.get("corpus") or next(iter(ctx.args), None)  # an option without its value stops the parser
    try:
        tags = [tag.lower() for tag in locale_folders(Path(corpus))] if corpus else []
    except CorpusError:
        tags = []
    tags = tags or sorted(languages_by_tag())
    return [CompletionItem(tag) for tag in tags if tag.startswith(incomplete.lower())]
