"""The templates of the generators: layout only; what they write is prepared and escaped in Python."""

from functools import cache

import jinja2

from conformance.generate.escape import FILTERS
from spec_model.resources import data_folder


@cache
def _environment() -> jinja2.Environment:
    # No HTML is written: each language has an escape of its own, and a template names it where it writes text.
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(data_folder("templates") / "generate"),
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(FILTERS)
    return environment


def render(template: str, **values: object) -> str:
    """The text that `template` (its path without ``.j2``) gives for `values`."""
    return _environment().get_template(f"{template}.j2").render(values)
