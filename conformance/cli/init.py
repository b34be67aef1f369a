"""`polyspec init`: a first configuration for a checkout."""

from pathlib import Path

import click

from conformance.cli.errors import RequestError
from conformance.cli.output import emit
from conformance.report.counts import number
from conformance.report.visible import visible

_FILE = "polyspec.toml"


@click.command("init")
@click.argument("folder", default=".", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--force", is_flag=True, help="Replace the configuration that is there.")
def command(folder: Path, force: bool) -> None:
    """Find the locale folders in FOLDER and write them to polyspec.toml there.

    A locale folder is named by its tag (es-es, ru-RU), or ends in one (docs.es-es), up to four folders down. A
    language alone (es, zh-hant) is taken for a locale where another one lies beside it.
    """
    from conformance.init import config_text, find_locales
    from spec_model.corpus import Corpus

    target = folder / _FILE
    if target.exists() and not force:
        raise RequestError(f"{target} is there already: --force replaces it")
    found = find_locales(folder)
    if not found.locales:
        raise RequestError(
            f"{folder} has no folder that is named by a locale (es-es, docs.ru-ru, or es beside fr):"
            " name the folders in the table `locales` of a polyspec.toml"
        )
    groups = Corpus(found.locales).groups
    emit((config_text(folder, found.locales),), target)
    for tag, path in found.locales.items():
        count = sum(file.locale == tag for group in groups for file in group.files)
        click.echo(f"{tag}  {visible(path.as_posix())}  {number(count, 'page')}")
    for path in found.others:
        click.echo(f"left out  {visible(path.as_posix())}")
    for path in found.unserved:
        why = "no locale pack serves it: see docs/adding-a-language.md of polyspec"
        click.echo(f"left out  {visible(path.as_posix())}  {why}")
    shared = sum(len(group.files) > 1 for group in groups)
    click.echo(f"{shared} of {len(groups)} pages are there in two locales or more")
    if len(found.locales) == 1:
        click.echo("One locale alone can be held against nothing: three or more tell which of them is wrong.")
    elif not shared:
        click.echo("No page is there twice: the locales have to hold the same tree of pages.")
    click.echo(f"Wrote {visible(target.as_posix())}. Next: polyspec check {visible(folder.as_posix())}")
