"""A harvest as files of `specs/values`: the same numbers give the same bytes."""

from collections.abc import Iterable
from pathlib import Path

from spec_model.values import Pair, ValueFile, ValuesError, read_value_file

_HEAD = "# Written by `polyspec values harvest`: run it again instead of changing this file.\n"
_NUMBER_LIKE = frozenset(("yes", "no", "on", "off", "true", "false", "null", "y", "n"))


def as_yaml(file: ValueFile) -> str:
    """`file` as YAML, sorted by name."""
    source = file.source
    lines = [
        f"header: {file.header}",
        "source:",
        f"  toolchain: {source.toolchain}",
        f'  version: "{source.version}"',
        f"  sdk: {source.sdk}",
        "values:",
        *(f"  {_key(name)}: {_value(value)}" for name, value in sorted(file.values.items())),
    ]
    return _HEAD + "\n".join(lines) + "\n"


def _key(name: str) -> str:
    # YAML takes some bare words for truth values.
    return f'"{name}"' if name.lower() in _NUMBER_LIKE else name


def _value(value: int | Pair) -> str:
    return f"{{ansi: {value.ansi}, unicode: {value.unicode}}}" if isinstance(value, Pair) else str(value)


def file_name(file: ValueFile) -> str:
    """The name of the file for the values of one header."""
    return f"{Path(file.header).stem}.yaml"


def merged(file: ValueFile, folder: Path) -> ValueFile:
    """`file` with the values that `folder` has already from the same header and source.

    Raises ValuesError where they come from another source: two words are not mixed in one file.
    """
    path = folder / file_name(file)
    if not path.exists():
        return file
    old = read_value_file(path)
    if (old.header, old.source) != (file.header, file.source):
        raise ValuesError(f"{path}: holds values of {old.header} from {old.source}; --fresh replaces them")
    return ValueFile(file.header, file.source, old.values | file.values)


def write(files: Iterable[ValueFile], folder: Path, *, fresh: bool) -> list[Path]:
    """Write `files` into `folder`, beside the values that are there, in place of them where `fresh`."""
    whole = [file if fresh else merged(file, folder) for file in files]
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for file in whole:
        path = folder / file_name(file)
        path.write_text(as_yaml(file), encoding="utf-8", newline="\n")
        written.append(path)
    return written
