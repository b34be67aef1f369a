"""The templates of the suite, with the escapes of the languages that they write."""

import re
from functools import cache

import jinja2

from conformance.generate.escape import c_comment, c_string
from spec_model.resources import data_folder

PROVENANCE = (
    "Written by polyspec from its canonical message model. What you change here is lost when it is written again."
)

_C_NAME = re.compile(r"[^A-Za-z0-9_]")


def c_name(text: str) -> str:
    """An identifier of C (and Python) made of `text`: every other character becomes ``_``."""
    name = _C_NAME.sub("_", text)
    return name if name and not name[0].isdigit() else f"_{name}"


def c_number(number: int) -> str:
    """An integer constant of C of at least 32 bits."""
    if number < 0:
        return f"({number + 1} - 1)" if number >= -(1 << 31) else f"({number + 1}LL - 1)"
    return hex(number) if number < 1 << 31 else f"{hex(number)}ULL"


def tap(text: str) -> str:
    """`text` fit for the description of a line of TAP: one line without ``#``."""
    return " ".join("".join(c if c.isprintable() and c != "#" else " " for c in text).split())


def hex_or_none(number: int | None) -> str:
    """A number as Python writes it in hexadecimal, or ``None``."""
    return "None" if number is None else hex(number)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(data_folder("templates") / "suite"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    environment.filters.update(
        c_name=c_name, c_string=c_string, c_comment=c_comment, c_number=c_number, hex_or_none=hex_or_none, tap=tap
    )
    return environment


def render(name: str, **values: object) -> str:
    """Fill in the template `name` (without ``.j2``); gives the text."""
    return _environment().get_template(f"{name}.j2").render(provenance=PROVENANCE, **values)
