"""From the arguments and the configuration file to the corpus that a command works on."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from conformance.cli.complete import complete_locale
from conformance.cli.errors import RequestError
from conformance.report.visible import visible

if TYPE_CHECKING:
    from conformance.config import Config
    from spec_model.corpus import Corpus

_FOLDER = click.Path(path_type=Path)
_FILE = click.Path(path_type=Path, dir_okay=False)


#: The option of commands that can leave out messages of which no page changed; `among_changed` does so.
changed_since = click.option(
    "--changed-since",
    metavar="REV",
    help="Only messages with a page that differs from git revision REV (REV...: from where the branch left REV).",
)


class Arguments(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line says of the corpus, as it was given."""

    corpus: Path | None = None
    config: Path | None = None
    source: str | None = None
    without: tuple[str, ...] = ()
    jobs: int | None = None
    no_cache: bool = False
    cache_dir: Path | None = None


class Request(msgspec.Struct, frozen=True):
    """What a command works on.

    `jobs` is the number of processes, `cache` the folder of the cache, None where none is wanted.
    """

    corpus: "Corpus"
    config: "Config"
    jobs: int
    cache: Path | None


_OPTIONS = (
    click.argument("corpus", required=False, type=_FOLDER),
    click.option("--config", type=_FILE, help="The configuration file, instead of the one found from CORPUS upward."),
    click.option(
        "--source", metavar="LOCALE", shell_complete=complete_locale, help="The locale that is the authority."
    ),
    click.option(
        "--without",
        metavar="LOCALE",
        multiple=True,
        shell_complete=complete_locale,
        help="Read the corpus without this locale (may be given again).",
    ),
    click.option(
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help="How many processes work at once (default: all processors).",
    ),
    click.option("--no-cache", is_flag=True, help="Neither read nor write the cache."),
    click.option("--cache-dir", type=_FOLDER, help="The folder of the cache [env: POLYSPEC_CACHE_DIR]."),
)


def takes_corpus(command: Callable[..., None]) -> Callable[..., None]:
    """Give `command` the argument and options of every command that reads a corpus, put together as `request`."""

    @wraps(command)
    def with_request(**given: Any) -> None:
        arguments = Arguments(**{name: given.pop(name) for name in Arguments.__struct_fields__})
        command(request=open_request(arguments), **given)

    for option in reversed(_OPTIONS):
        with_request = option(with_request)
    return with_request


def open_request(arguments: Arguments) -> Request:
    """The request that the arguments make; raises RequestError, ConfigError or CorpusError where they make none.

    The corpus is a folder with a sub-folder for each locale, or a configuration file that names the folders.
    """
    from spec_model.corpus import Corpus

    corpus, config = arguments.corpus, arguments.config
    if corpus is not None and not corpus.exists():
        raise RequestError(f"no such folder: {corpus}")
    if corpus is not None and corpus.is_file():
        corpus, config = None, config or corpus
    settings = read_config(corpus, config)
    folders = _folders(corpus, settings)
    for tag in arguments.without:
        if folders.pop(tag.lower(), None) is None:
            raise RequestError(f"--without {tag}: the corpus has the locales {', '.join(sorted(folders))}")
    for tag, folder in folders.items():
        if settings.locales and not folder.is_dir():
            raise RequestError(f"{settings.file}: the folder of {tag} is not there: {folder}")
    source = arguments.source or settings.source
    opened = Corpus(folders, source=source, include=settings.include, exclude=settings.exclude)
    if not opened.groups:
        where = ", ".join(str(folder) for folder in opened.locales.values())
        raise RequestError(f"no page (*.md, after `include` and `exclude`) in {where}")
    cache = None if arguments.no_cache else arguments.cache_dir or default_cache()
    return Request(opened, settings, arguments.jobs or settings.jobs or processors(), cache)


def read_config(corpus: Path | None, config: Path | None) -> "Config":
    """The configuration in `config`, else in the file found from `corpus` (or here) upward, else the defaults."""
    from conformance.config import Config, find_config, load_config

    file = config or find_config(corpus or Path())
    return load_config(file) if file else Config()


def _folders(corpus: Path | None, config: "Config") -> dict[str, Path]:
    """The folder of each locale: those of the configuration where no folder, or its own folder, is named."""
    from spec_model.corpus import CorpusError, locale_folders, unserved_folders

    own = config.file is not None and (corpus is None or corpus.resolve() == config.file.parent.resolve())
    if config.locales and own:
        return {tag: _from_here(folder) for tag, folder in config.locales.items()}
    if corpus is None:
        raise RequestError(
            "name the folder of a corpus (`.` for this one), or let `polyspec init` write a polyspec.toml that does"
        )
    try:
        found = {tag.lower(): folder for tag, folder in locale_folders(corpus).items()}
    except CorpusError as error:
        hint = f"`polyspec init {visible(corpus.as_posix())}` looks for them farther down and by other names"
        raise RequestError(f"{error}: {hint}") from error
    for folder in unserved_folders(corpus):
        print(f"not read {visible(folder.as_posix())}: no locale pack serves {visible(folder.name)}", file=sys.stderr)
    return found


def _from_here(folder: Path) -> Path:
    """`folder` as it is called in the working folder where it lies below it: annotations name files that way."""
    here = Path.cwd()
    return folder.relative_to(here) if folder != here and folder.is_relative_to(here) else folder


def chosen_locales(request: Request, tags: tuple[str, ...]) -> tuple[str, ...]:
    """`tags` in lower case; raises RequestError for one that the corpus does not have."""
    for tag in tags:
        if tag.lower() not in request.corpus.locales:
            raise RequestError(f"no locale {tag}: the corpus has the locales {', '.join(request.corpus.locales)}")
    return tuple(tag.lower() for tag in tags)


def verify_rules(request: Request) -> None:
    """Raise ConfigError where the configuration of `request` names a rule that there is not."""
    if request.config.severity or request.config.per_path:
        from conformance.registry import rules

        request.config.verify_rules(rules())


def default_cache() -> Path:
    """The folder of the cache where no option names one."""
    from platformdirs import user_cache_path

    named = os.environ.get("POLYSPEC_CACHE_DIR")
    return Path(named) if named else user_cache_path("polyspec", appauthor=False)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def among_changed(request: Request, revision: str | None) -> Request:
    """`request` with those messages only that changed since `revision`; all of it where that is None."""
    if revision is None:
        return request
    from conformance.git import changed_pages

    part = request.corpus.among(changed_pages(request.corpus.locales, revision))
    return msgspec.structs.replace(request, corpus=part)
