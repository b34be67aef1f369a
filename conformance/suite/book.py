"""What a document cannot know: how to reach the states that its contracts speak of, family by family (YAML)."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
import yaml

Kind = Literal["window", "driver"]
_LONGEST_PREFIX = 30
#: an argument as the file has it: a number, a name or ``$reference``, or memory
Raw = int | str | dict[str, object] | list[object]


class BookError(Exception):
    """A file of states that is wrong; the message says where and how."""


class Window(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A window to create: names of styles are joined by ``|``; `library` is loaded before, where it is given.

    One that is `top_level` is owned by the parent window and gets just the styles that are named, another is
    its visible child. `param` goes with the message of its creation.
    """

    class_name: str = msgspec.field(name="class")
    style: str | int = 0
    ex_style: str | int = 0
    text: str = ""
    width: int = 300
    height: int = 200
    library: str | None = None
    top_level: bool = False
    param: Raw | None = None


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """One thing to do: send a message to `to`, or call a function of a library.

    The result is kept under the name `keep`. `returns` is what must come back, `gives` what must then stand in
    the memory that the last argument points to (a text, or numbers by field).
    """

    send: tuple[Raw, ...] = ()
    call: tuple[Raw, ...] = ()
    to: str = "$window"
    keep: str | None = None
    returns: Raw | None = None
    gives: Raw | None = None


#: a step as the file has it; a list is short for ``send``
RawStep = Step | tuple[Raw, ...]


class State(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A state of a window: which window, and what to do to bring it about; `after` names the state it builds on."""

    window: str | None = None
    after: str | None = None
    steps: tuple[RawStep, ...] = ()


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """One way to bring an outcome about.

    `state` names the state to begin with, `first` are further steps, `w` and `l` the arguments of the message
    under test (`arguments` all of them, for a driver). `returns` says which value the words of the document
    mean here; `gives` and `then` look at what the message has done. `flags` is true where the documented value
    is one bit among others.
    """

    state: str = "new"
    first: tuple[RawStep, ...] = ()
    w: Raw = 0
    l: Raw = 0  # noqa: E741 - the name of the parameter in every page
    arguments: tuple[Raw, ...] = ()
    to: str = "$window"
    flags: bool = False
    returns: Raw | None = None
    gives: Raw | None = None
    then: tuple[RawStep, ...] = ()


class Family(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """One family of messages: its prefixes, windows, states, and the ways to reach outcomes, by message.

    A message's ways are keyed by outcome: ``success``, ``failure``, a value (``TRUE``, ``'-1'``), both
    (``failure=E_FAIL``), or ``effect`` where nothing is returned.
    """

    title: str
    prefixes: tuple[str, ...] = ()
    kind: Kind = "window"
    windows: dict[str, Window] = {}
    states: dict[str, State] = {}
    messages: dict[str, dict[str, Case]] = {}
    name: str = ""


class Book:
    """All families. A message belongs to the family that lists it, else to the one with its prefix."""

    def __init__(self, families: Mapping[str, Family]) -> None:
        self.families = dict(families)
        self._by_message = {message: family for family in families.values() for message in family.messages}
        self._by_prefix = {prefix: family for family in families.values() for prefix in family.prefixes}

    def family_of(self, message: str) -> Family | None:
        """The family of `message`, or None."""
        if message in self._by_message:
            return self._by_message[message]
        end = message.find("_")
        return self._by_prefix.get(message[: end + 1]) if end > 0 else None

    def family_name(self, message: str) -> str:
        """The name of the family of `message`; a family of its own prefix where no file knows it."""
        family = self.family_of(message)
        if family:
            return family.name
        prefix = message.partition("_")[0].lower()
        return prefix if prefix.isascii() and prefix.isalnum() and len(prefix) <= _LONGEST_PREFIX else "other"

    def ways(self, message: str) -> Mapping[str, Case]:
        """The ways to reach the outcomes of `message`, by outcome."""
        family = self._by_message.get(message)
        return family.messages[message] if family else {}


def read_family(path: Path) -> Family:
    """Read one file. Raises BookError with the file, and the line where it is known."""
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        family = msgspec.convert(raw, Family)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BookError(f"{path}:{line}: {error.problem}") from error
    except (OSError, yaml.YAMLError, msgspec.ValidationError, ValueError) as error:
        raise BookError(f"{path}: {error}") from error
    family = msgspec.structs.replace(family, name=path.stem)
    for problem in _dangling(family):
        raise BookError(f"{path}: {problem}")
    return family


def _dangling(family: Family) -> Iterator[str]:
    """States and windows that are spoken of and not there."""
    for name, state in family.states.items():
        if state.after is not None and state.after not in family.states and state.after != "new":
            yield f"state {name} builds on {state.after}, which is not there"
        if state.window is not None and state.window not in family.windows:
            yield f"state {name} is of window {state.window}, which is not there"
    for message, ways in family.messages.items():
        for case in ways.values():
            if case.state not in family.states and case.state != "new":
                yield f"{message} speaks of state {case.state}, which is not there"


@cache
def shipped_book() -> Book:
    """The families that come with the program."""
    folder = Path(__file__).parent / "families"
    return Book({path.stem: read_family(path) for path in sorted(folder.glob("*.yaml"))})
