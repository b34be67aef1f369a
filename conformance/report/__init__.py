"""The formats of a result: each is a module with `render(result, settings)`, a pure function to pieces of text."""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conformance.diagnostic import Result
    from conformance.report.settings import Settings

#: The names of the formats and their modules, which are imported when they are asked for.
FORMATS = {
    "text": "conformance.report.text",
    "json": "conformance.report.json",
    "sarif": "conformance.report.sarif",
    "github": "conformance.report.github",
    "junit": "conformance.report.junit",
}


def render(name: str, result: "Result", settings: "Settings") -> "Iterator[str] | Iterator[bytes]":
    """`result` in the format `name`, one of FORMATS, in pieces, of UTF-8 or text; the last ends with a newline."""
    module = importlib.import_module(FORMATS[name])
    pieces: Iterator[str] | Iterator[bytes] = module.render(result, settings)
    return pieces
