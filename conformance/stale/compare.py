"""Each translated page against the source that it was made from and the source as it is now."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from conformance.stale.contract import Contract, Difference, contract, differences
from conformance.stale.repository import Blob, Repository
from spec_model.corpus import Corpus, Group, PageFile
from spec_model.extract.identity import NotAMessage
from spec_model.files import UnreadablePage
from spec_model.page import read_page
from spec_model.witness import read_witness

#: `contract`: the contract of the source page changed since. `prose`: only its words did. `gone`: the source
#: page is no more. `unknown-commit`: the repository does not have the commit, or the page at it. `no-commit`: the
#: translation names none.
State = Literal["contract", "prose", "current", "gone", "unknown-commit", "no-commit", "not-a-message", "refused"]

_KEY = "ms.sourcegitcommit"
_SOURCE = "en-us"


class Standing(msgspec.Struct, frozen=True):
    """How one translated page stands: `commit` is the source it was made from.

    `differences` are the fields of the contract that changed since; `then` and `now` the whole contracts, None
    where nothing changed in them.
    """

    locale: str
    page: str
    path: str
    state: State
    commit: str | None = None
    differences: tuple[Difference, ...] = ()
    then: Contract | None = None
    now: Contract | None = None


class Staleness(msgspec.Struct, frozen=True):
    """The pages that are behind or cannot be judged, by path and locale, and the count of every state.

    `source` is the commit of the source repository that the pages are held against.
    """

    source: str
    states: dict[str, int]
    locales: dict[str, dict[str, int]]
    pages: tuple[Standing, ...]


def compare(corpus: Corpus, repository: Repository, progress: Callable[[int], None] | None = None) -> Staleness:
    """How every page of `corpus` stands to its source; the source locale itself is left out."""
    source = corpus.source or _SOURCE
    pages: list[Standing] = []
    locales: dict[str, Counter[str]] = {tag: Counter() for tag in corpus.locales if tag != source}
    for group in corpus.groups:
        for standing in _group(group, repository, source):
            locales[standing.locale][standing.state] += 1
            if standing.state not in ("current", "not-a-message"):
                pages.append(standing)
        if progress:
            progress(len(group.files))
    states = sum(locales.values(), Counter())
    return Staleness(
        source=repository.head,
        states=dict(sorted(states.items())),
        locales={tag: dict(sorted(count.items())) for tag, count in locales.items()},
        pages=tuple(pages),
    )


def _group(group: Group, repository: Repository, source: str) -> Iterator[Standing]:
    """How the translations of one page stand; versions of the source are read once for all of them."""
    read: dict[str, Contract | None] = {}

    def stated(blob: Blob) -> Contract | None:
        if blob.oid not in read:
            read[blob.oid] = contract(blob.data, group.page, source) if blob.data is not None else None
        return read[blob.oid]

    now = repository.page(repository.head, group.page)
    for file in group.files:
        if file.locale != source:
            yield _standing(file, repository, now, stated)


def _standing(
    file: PageFile, repository: Repository, now: Blob | None, stated: Callable[[Blob], Contract | None]
) -> Standing:
    try:
        page = read_page(file.file, file.locale, file.page, file.path)
    except UnreadablePage:
        return Standing(file.locale, file.page, file.path, "refused")
    commit = page.front.string(_KEY)
    then = repository.page(commit, file.page) if commit and repository.knows(commit) else None
    before = stated(then) if then else None
    found = Standing(file.locale, file.page, file.path, "current", commit)
    if then is None:
        state: State = "not-a-message" if isinstance(read_witness(page), NotAMessage) else _nameless(commit)
        return msgspec.structs.replace(found, state=state)
    if before is None or now is None:
        return msgspec.structs.replace(found, state="gone" if before else "not-a-message")
    if now.oid == then.oid:
        return found
    after = stated(now) or {}
    changed = differences(before, after)
    if not changed:
        return msgspec.structs.replace(found, state="prose")
    return msgspec.structs.replace(found, state="contract", differences=changed, then=before, now=after)


def _nameless(commit: str | None) -> State:
    return "unknown-commit" if commit else "no-commit"
