"""The command `polyspec`: its sub-commands, and what becomes of errors."""

import atexit
import gc
import importlib
import sys
from typing import NamedTuple

import click
from click.shell_completion import CompletionItem

from conformance.cli.errors import is_request_error, one_line
from conformance.cli.output import PIPE_CLOSED, drop_output, prepare_streams, version

INTERRUPTED = 130
#: New objects between two searches for cycles among them: pages make very many objects and no cycles, and what a run
#: keeps stays far below this however much it reads, so that it hardly comes to a search. The interpreter's own 700
#: would take a tenth of the time.
OBJECTS_BETWEEN_SEARCHES = 1_000_000
REFUSED = 2


class Lazy(NamedTuple):
    """A command that is imported when it runs: its module has the click command as `command`."""

    module: str
    help: str


COMMANDS = {
    "check": Lazy("conformance.cli.check", "Report where the translations of a corpus disagree."),
    "model": Lazy("conformance.cli.model", "Print the canonical model of every message."),
    "fix": Lazy("conformance.cli.fix", "Repair what is proven to be damaged."),
    "baseline": Lazy("conformance.cli.baseline", "Accept what is found now, so that only new findings count."),
    "stale": Lazy("conformance.cli.stale", "Say which translations are behind their source."),
    "init": Lazy("conformance.cli.init", "Write a first configuration for a checkout."),
    "explain": Lazy("conformance.cli.explain", "Print the documentation of a rule."),
    "rules": Lazy("conformance.cli.rules", "List the rules."),
    "locale": Lazy("conformance.cli.locale", "Help with the words of a language."),
    "generate": Lazy("conformance.cli.generate", "Generate headers, enumerations and contract decoders."),
    "suite": Lazy("conformance.cli.suite", "Write tests of every contract, and prove that they can fail."),
    "conform": Lazy("conformance.cli.conform", "Test whether an implementation keeps the documented contracts."),
    "values": Lazy("conformance.cli.values", "Harvest the numbers of constants from real headers, and look them up."),
}


class LazyGroup(click.Group):
    """A group that imports a command only to run it, so that each command pays for what it uses."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of COMMANDS."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command `cmd_name`, imported now, or None."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name].module).command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, lazy.help) for name, lazy in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command of `args`; near misses of an unknown name are suggested."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from conformance.config import suggestion

            raise click.UsageError(f"no command {args[0]!r}{suggestion(args[0], COMMANDS)}", ctx)
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands that begin with `incomplete`, without importing them, and the options."""
        named = [CompletionItem(name, help=lazy.help) for name, lazy in COMMANDS.items() if name.startswith(incomplete)]
        return [*named, *click.Command.shell_complete(self, ctx, incomplete)]


def print_version(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    """Print the version and leave, where it is `wanted`."""
    if wanted:
        click.echo(f"polyspec {version()}")
        ctx.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=print_version, help="Print the version."
)
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def polyspec(debug: bool) -> None:
    """Rebuild one canonical message model from localized API pages, and say where translations disagree.

    `polyspec init` finds the locale folders of a checkout, `polyspec check` says what is wrong with their pages, and
    `polyspec fix` repairs what is proven. The commands and options are completed in shells that were told so by
    eval "$(_POLYSPEC_COMPLETE=bash_source polyspec)" (or zsh_source).

    Exit status: 0 where nothing reaches the --fail-on level, 1 where something does, 2 where the request was wrong.
    """


def main(arguments: list[str] | None = None) -> int:
    """Run the command line `arguments` (of the process where None) and give the exit status."""
    prepare_streams()
    gc.set_threshold(OBJECTS_BETWEEN_SEARCHES)
    atexit.register(gc.freeze)  # no search at the end: it would go through all that is left, which goes anyway
    given = sys.argv[1:] if arguments is None else arguments
    debug = "--debug" in given
    try:
        status = polyspec.main(given, prog_name="polyspec", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        drop_output()
        return PIPE_CLOSED
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:
        if debug:
            import traceback

            traceback.print_exc()
        print(_complaint(error), file=sys.stderr)
        return REFUSED
    return status if isinstance(status, int) else 0


def _complaint(error: Exception) -> str:
    """One line that says what went wrong."""
    if isinstance(error, click.UsageError):
        command = error.ctx.command_path if error.ctx else "polyspec"
        return one_line(f"{command}: {error.format_message()} (see {command} --help)")
    if isinstance(error, click.ClickException):
        return one_line(f"polyspec: {error.format_message()}")
    if isinstance(error, OSError) and error.strerror:
        return one_line(f"polyspec: {f'{error.filename}: ' if error.filename else ''}{error.strerror}")
    if is_request_error(error):
        return one_line(f"polyspec: {error}")
    return one_line(
        f"polyspec: internal error, {type(error).__name__}: {error}. This is a fault of polyspec:"
        " please report it with what `polyspec --debug ...` prints."
    )
