"""The table ``generate`` of the configuration: `[tool.polyspec.generate]`."""

from pathlib import Path

import msgspec

from conformance.generate.api import Form, OnDispute


class SettingsError(Exception):
    """A table that does not fit; the message names the file and the key."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What the table says.

    `forms` overrides, by ``MESSAGE.parameter`` (``MESSAGE.result`` for what is returned), whether constants are
    an enumeration or flags. `values` are files and folders of numbers that come beside the shipped ones.
    """

    on_dispute: OnDispute = "comment"
    forms: dict[str, Form] = {}
    values: tuple[str, ...] = ()

    def value_paths(self, file: Path | None) -> list[Path]:
        """`values` as paths, seen from the folder of the configuration `file`."""
        return [(file.parent if file else Path()) / path for path in self.values]


def read_settings(table: dict[str, object], file: Path | None) -> Settings:
    """The settings in `table`, which was read from `file`; raises SettingsError where it does not fit."""
    try:
        return msgspec.convert(table, Settings, strict=True)
    except msgspec.ValidationError as error:
        words = str(error).replace("`$", "`generate").replace("Object contains", "the table contains")
        raise SettingsError(f"{file or 'configuration'}: {words}") from error
