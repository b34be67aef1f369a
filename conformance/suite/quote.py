"""The words of a page at a span, for people who read a test or a failure."""

import re
from pathlib import Path

from conformance.suite.rules import Quote, Sentence
from spec_model.files import UnreadablePage
from spec_model.model import Span, Witness
from spec_model.page import Page, read_page

_TAGS = re.compile(r"<[^<>]{0,200}>")
_LINKS = re.compile(r"\[([^\[\]]{0,300})\]\([^()\s]{0,300}\)")
_ESCAPES = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
_MARKS = re.compile(r"\*{1,3}|`")
#: longer sections are cut: a docstring is a reminder, the page is the text
_LONGEST = 600


def plain(text: str) -> str:
    """`text` of a page as one line without the marks of Markdown and HTML, cut where it is long."""
    text = _LINKS.sub(r"\1", _TAGS.sub(" ", text[: 8 * _LONGEST]))
    # an escaped mark is a character: it is kept from the marks by a private one while they go
    text = _ESCAPES.sub(lambda m: chr(0xE000 + ord(m[1])), text)
    text = _MARKS.sub("", text)
    text = re.sub("[\ue000-\ue07f]", lambda m: chr(ord(m[0]) - 0xE000), text)
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "\u2026"


def quoter() -> Quote:
    """A function that quotes the pages that witnesses come from; every page is read once."""
    pages: dict[tuple[str, str], Page | None] = {}

    def page_of(witness: Witness) -> Page | None:
        key = (witness.locale, witness.path)
        if key not in pages:
            pages[key] = _half(witness)
        return pages[key]

    def quote(witness: Witness, span: Span) -> Sentence | None:
        page = page_of(witness)
        if page is None:
            return None
        body = page.text[span.start : span.end]
        start = span.start + len(body) - len(body.lstrip())
        words = plain(body)
        return Sentence(words, witness.path, page.position(start)[0]) if words else None

    return quote


def _half(witness: Witness) -> Page | None:
    """The page of `witness`, of a bilingual one the half in its language; None where it can be read no more."""
    try:
        page = read_page(Path(witness.path), witness.locale, witness.page, witness.path)
    except UnreadablePage:
        return None  # it was readable when the model was made; a test needs no quotation
    return (page.english() if witness.locale.startswith("en") else None) or page.translation()
