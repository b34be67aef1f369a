"""What a harvest includes and defines: the schema of `sdk.yaml`."""

from functools import cache
from importlib import resources

import msgspec
import yaml


class Sdk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`defines` go on the command line, `headers` are always included, `whole` are those that document messages.

    `versions` maps the name of an SDK to the macros that hold the parts of its version.
    """

    defines: dict[str, str]
    headers: tuple[str, ...]
    whole: tuple[str, ...]
    versions: dict[str, tuple[str, ...]]


@cache
def sdk() -> Sdk:
    """The shipped settings."""
    text = (resources.files("conformance.harvest") / "sdk.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader), Sdk, strict=True)
