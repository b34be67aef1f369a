"""`polyspec locale`: what helps a person who keeps the words of a language."""

from pathlib import Path

import click

from conformance.cli.output import emit


@click.group("locale")
def command() -> None:
    """Help with the words of a language: the packs in spec_model/locales."""


@command.command("check")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def check(file: Path) -> None:
    """Validate the locale pack FILE."""
    from spec_model.locale import read_pack

    pack = read_pack(file)
    emit((f"{file}: the pack of {pack.name} ({pack.language}) fits; it serves {', '.join(pack.tags)}\n",))
