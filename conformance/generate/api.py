"""What a generator is: a function from a model and options to files, found by entry point."""

from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import PurePosixPath
from typing import Literal

import msgspec

from spec_model.model import Message
from spec_model.values import Values

ENTRY_POINTS = "polyspec.generators"

OnDispute = Literal["error", "comment"]
Form = Literal["enum", "flags"]
RemarkKind = Literal["no number", "dispute", "two numbers", "no name", "renamed", "no decoder"]


class GenerateError(Exception):
    """A request to generate that cannot be carried out; the message says why."""


class DisputeError(GenerateError):
    """Fields in dispute, where the options say that none may be; `remarks` names each."""

    def __init__(self, remarks: Sequence["Remark"]) -> None:
        super().__init__(f"{len(remarks)} fields are in dispute, the first: {remarks[0]}")
        self.remarks = tuple(remarks)


class Remark(msgspec.Struct, frozen=True, order=True):
    """One thing that a generator could not do as it is meant to: what, about which name, and why."""

    kind: RemarkKind
    name: str
    text: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}: {self.text}"


class Options(msgspec.Struct, frozen=True):
    """What every generator is told.

    `values` are the curated numbers. `on_dispute` says whether a field in dispute is refused or marked by a
    comment. `forms` overrides whether constants become an enumeration or flags, by ``MESSAGE.parameter``.
    """

    values: Values
    on_dispute: OnDispute = "comment"
    forms: dict[str, Form] = {}


class Output(msgspec.Struct, frozen=True):
    """What a generator gives: the text of each file by its path with ``/``, and its remarks."""

    files: dict[str, str]
    remarks: tuple[Remark, ...] = ()


Generator = Callable[[Sequence[Message], Options], Output]


def targets() -> dict[str, metadata.EntryPoint]:
    """The generators that are installed, by name."""
    found = metadata.entry_points(group=ENTRY_POINTS)
    return {point.name: point for point in sorted(found, key=lambda point: point.name)}


def generate(target: str, model: Sequence[Message], options: Options) -> Output:
    """The output of the generator `target`, which gets the messages by name, scope and page.

    Raises GenerateError where there is no such generator, or where it gives a path outside of its folder.
    """
    found = targets()
    if target not in found:
        raise GenerateError(f"no generator {target!r}; there are {', '.join(found) or 'none: is polyspec installed?'}")
    generator: Generator = found[target].load()
    output = generator(sorted(model, key=lambda m: (m.name, m.scope or "", m.page)), options)
    for path in output.files:
        if not _is_inside(path):
            raise GenerateError(f"the generator {target} gives the path {path!r}, which leads out of its folder")
    return output


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and ".." not in parts and not path.startswith("/") and not set(path) & set('\\:\0\n*?"<>|')
