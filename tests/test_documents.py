"""The documents name commands, options and files that there are."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from conformance.cli.main import polyspec

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "benchmarks/README.md"])
LINK = re.compile(r"\]\((?P<file>[^)#:\s]+)(?:#[^)]*)?\)")
FENCE = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`[^`\n]+`")
CALL = re.compile(r"^ *(?:\$ |`)?polyspec (?P<words>[^`#|>\n]+)", re.MULTILINE)


def calls(text: str) -> Iterator[list[str]]:
    """The words behind `polyspec` of every command line in code."""
    for code in (*FENCE.findall(text), *SPAN.findall(FENCE.sub("", text))):
        for found in CALL.finditer(code):
            yield shlex.split(found["words"])


def complaint(words: list[str]) -> str | None:
    """What is wrong with a command line: a command or an option that there is not."""
    command: click.Command = polyspec
    options: set[str] = {"--help", "-h"}
    for word in words:
        if isinstance(command, click.Group) and not word.startswith("-"):
            found = command.get_command(click.Context(command), word)
            if found is None:
                return None if word in ("COMMAND", "...") else f"no command {word}"
            command = found
        options |= {name for option in command.params if isinstance(option, click.Option) for name in option.opts}
        if word.startswith("-") and word.split("=")[0] not in options:
            return f"no option {word} of {command.name}"
    return None


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_command_and_option_is_there(document) -> None:
    text = document.read_text(encoding="utf-8")
    assert [(words, wrong) for words in calls(text) if (wrong := complaint(words))] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_file_that_is_linked_is_there(document) -> None:
    text = SPAN.sub("", FENCE.sub("", document.read_text(encoding="utf-8")))
    links = {found["file"] for found in LINK.finditer(text)}
    assert [link for link in sorted(links) if not (document.parent / link).exists()] == []
