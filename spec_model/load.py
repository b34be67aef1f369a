"""A group of files becomes the pages, witnesses and canonical message of one relative path."""

import traceback
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from spec_model.consensus import reconcile
from spec_model.consensus.complete import complete
from spec_model.corpus import Content, Corpus, Group, contents
from spec_model.extract.identity import NotAMessage
from spec_model.files import UnreadablePage
from spec_model.model import Message, Witness
from spec_model.page import Page, decode_page
from spec_model.witness import read_english, read_witnesses


class Loaded(msgspec.Struct, frozen=True):
    """What the files of one group hold.

    `message` is None where no page documents a message. `pages` are those that were modelled, by locale, as
    they are on disk. `strangers` documents something else, by locale; `refused` could not be read, by path.
    """

    page: str
    message: Message | None
    pages: dict[str, Page]
    strangers: dict[str, NotAMessage]
    refused: dict[str, str]


def load_group(group: Group, source: str | None = None, read: Sequence[Content] | None = None) -> Loaded:
    """Reconcile what the files of `group` state, which hold `read` where that is known.

    Nothing that a page holds raises: where our own code fails, the pages are refused and the reason says so.
    """
    pages: list[Page] = []
    refused: dict[str, str] = {}
    for file, content in zip(group.files, contents(group) if read is None else read, strict=True):
        try:
            if isinstance(content, UnreadablePage):
                raise content
            pages.append(decode_page(content, file.locale, file.page, file.path))
        except UnreadablePage as error:
            refused[file.path] = str(error)
    try:
        return load_pages(group.page, pages, source, refused)
    except Exception as error:
        fault = internal_error(error)
        return Loaded(group.page, None, {}, {}, {file.path: refused.get(file.path, fault) for file in group.files})


def internal_error(error: Exception) -> str:
    """Why pages are refused on which our own code failed, with the place in it, for whoever mends it."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    return f"internal error, {type(error).__name__}: {error} ({where}); this is a fault of polyspec: please report it"


def load_pages(
    path: str, read: Sequence[Page], source: str | None = None, refused: Mapping[str, str] | None = None
) -> Loaded:
    """Reconcile what the pages of one relative path state; `refused` is passed on."""
    pages: dict[str, Page] = {}
    witnesses: list[Witness] = []
    strangers: dict[str, NotAMessage] = {}
    for page, witness in zip(read, read_witnesses(read), strict=True):
        if isinstance(witness, NotAMessage):
            strangers[page.locale] = witness
            continue
        pages[page.locale] = page
        witnesses.append(witness)
        english = read_english(page) if page.bilingual else None
        if english is not None:
            witnesses.append(english)
    message = reconcile(witnesses, source) if witnesses else None
    return Loaded(path, message, pages, strangers, dict(refused or {}))


def load_complete(group: Group, source: str | None = None) -> Loaded:
    """As `load_group`, with what no page states filled in from curated sources."""
    loaded = load_group(group, source)
    if loaded.message is None:
        return loaded
    return msgspec.structs.replace(loaded, message=complete(loaded.message))


def load(corpus: Corpus) -> Iterator[Loaded]:
    """Every group of `corpus` in the order of their paths, one at a time, completed from curated sources."""
    for group in corpus.groups:
        yield load_complete(group, corpus.source)
