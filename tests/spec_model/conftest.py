"""Small pages of our own, put together from their parts."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from spec_model.model import Span, Witness
from spec_model.page import Page
from spec_model.witness import read_witness

HEADINGS = {"parameters": "Parámetros", "return-value": "Valor devuelto", "requirements": "Requisitos"}


class Parts(NamedTuple):
    """The makers that tests use."""

    page: Callable[..., Page]
    message: Callable[..., Page]
    witness: Callable[..., Witness]


def make_page(text: str, locale: str = "es-es", page: str = "desktop-src/a.md") -> Page:
    return Page(locale, page, f"corpus/{locale}/{page}", text)


def make_message(  # noqa: PLR0913 - the parts of a page, each with a default
    *,
    name: str = "WM_A",
    locale: str = "es-es",
    front: str = "",
    intro: str = "",
    parameters: str | None = None,
    returns: str | None = None,
    requirements: str | None = None,
) -> Page:
    """A page whose sections have the anchors of real pages; a part that is None is no section."""
    text = f"---\ntitle: {name}\n{front}---\n" + f'# <a name="{name.lower()}-message"></a>{name}\n\n{intro}\n'
    for anchor, body in (("parameters", parameters), ("return-value", returns), ("requirements", requirements)):
        if body is not None:
            text += f'\n## <a name="{anchor}"></a>{HEADINGS[anchor]}\n\n{body}\n'
    return make_page(text, locale)


def make_witness(**parts: str | None) -> Witness:
    found = read_witness(make_message(**parts))  # type: ignore[arg-type]
    assert isinstance(found, Witness)
    return found


@pytest.fixture(scope="session")
def parts() -> Parts:
    """Makers of pages and witnesses."""
    return Parts(make_page, make_message, make_witness)


@pytest.fixture(scope="session")
def at() -> Callable[[Page, Span], str]:
    """A function that gives the text of a page at a span."""
    return lambda page, span: page.text[span.start : span.end]
