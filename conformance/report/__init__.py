"""The formats of a result: each is a module with `render(result, settings)`, a pure function to text."""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


def render(name: str, result: "Result", settings: "Settings") -> str:
    """`result` in the format `name`, one of FORMATS; the text ends with a newline."""
    module = importlib.import_module(FORMATS[name])
    text: str = module.render(result, settings)
    return text
