"""The templates of the report: every value that they print is escaped and has nothing invisible in it."""

from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from conformance.report.visible import visible
from spec_model.resources import data_folder

#: The files that stand in the report as they are.
ASSETS = ("style.css", "theme.js", "search.js")


def _folder() -> Path:
    return data_folder("templates") / "report"


def _shown(value: object) -> object:
    """`value` as a template prints it: text of pages loses its controls, the bidirectional ones among them."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_folder()),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def fill(template: str, path: str, **values: object) -> str:
    """The page at `path` of the report, made with a template (named without its endings)."""
    root = "../" * path.count("/")
    return _environment().get_template(f"{template}.html.j2").render(root=root, here=path, **values)


def asset(name: str) -> str:
    """The text of one of ASSETS."""
    return (_folder() / name).read_text(encoding="utf-8")
