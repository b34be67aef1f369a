"""What the report shows of one message beside the findings: the contract, who states it, and the pages' lines."""

from collections.abc import Iterator
from itertools import islice, pairwise

import msgspec

from spec_model.load import Loaded
from spec_model.model import Attestation, Message, Provenance
from spec_model.page import Page

#: Headings of a page that start a part of their own: a page of a message has about seven.
_MOST_PARTS = 60
#: Characters of a page that are shown; the largest page of a message has about 40,000.
_MOST_CHARACTERS = 200_000


class Word(msgspec.Struct, frozen=True):
    """What one locale says of a field, on which kind of evidence and on which line.

    `value` is None where its page says nothing; `text` is what stands there as it is written.
    """

    locale: str
    value: str | None
    agrees: bool
    evidence: str | None = None
    line: int | None = None
    text: str | None = None


class Field(msgspec.Struct, frozen=True):
    """One field of the contract: its canonical value, how it was settled, and every locale's word on it."""

    path: str
    value: str | None
    decided_by: str
    confidence: float
    disputed: bool
    words: dict[str, Word]


class Part(msgspec.Struct, frozen=True):
    """Consecutive lines of a page under one heading; `key` pairs them with the same part of other pages."""

    key: str
    start: int
    lines: tuple[str, ...]


class Column(msgspec.Struct, frozen=True):
    """The page of one locale; `cut` is the number of lines at its end that are not shown."""

    locale: str
    path: str
    parts: tuple[Part, ...]
    cut: int = 0


class Sheet(msgspec.Struct, frozen=True):
    """One message: `witnesses` are those who state something, `columns` their pages, `absent` the rest."""

    page: str
    name: str
    kind: str
    scope: str | None
    witnesses: tuple[str, ...]
    fields: tuple[Field, ...]
    columns: tuple[Column, ...]
    absent: tuple[tuple[str, str], ...] = ()


def make_sheet(loaded: Loaded) -> Sheet | None:
    """The sheet of what was loaded from one group of files, None where that is no message."""
    message = loaded.message
    if message is None:
        return None
    pages = {w.locale: loaded.pages[w.locale.rpartition("@")[2]] for w in message.witnesses}
    strangers = ((locale, f"documents something else ({other.kind})") for locale, other in loaded.strangers.items())
    return Sheet(
        page=loaded.page,
        name=message.name,
        kind=message.kind,
        scope=message.scope,
        witnesses=tuple(witness.locale for witness in message.witnesses),
        fields=tuple(_field(record, message, pages) for record in message.provenance),
        columns=tuple(_column(locale, page) for locale, page in sorted(loaded.pages.items())),
        absent=(*sorted(strangers), *sorted(loaded.refused.items())),
    )


def _field(record: Provenance, message: Message, pages: dict[str, Page]) -> Field:
    said = [(attestation, True) for attestation in record.attested]
    said += [(attestation, False) for attestation in record.dissent]
    words = {attestation.locale: _word(attestation, pages, agrees=agrees) for attestation, agrees in said}
    return Field(
        path=record.field,
        value=record.attested[0].value if record.attested else None,
        decided_by=record.decided_by,
        confidence=record.confidence,
        disputed=record.disputed,
        words={witness.locale: words[witness.locale] for witness in message.witnesses if witness.locale in words},
    )


def _word(said: Attestation, pages: dict[str, Page], *, agrees: bool) -> Word:
    page = pages.get(said.locale)
    line = page.position(said.span.start)[0] if said.span and page else None
    return Word(said.locale, said.value, agrees, said.kind, line, said.text)


def _column(locale: str, page: Page) -> Column:
    last = page.position(len(page.text))[0]
    if last > 1 and not page.line(last):
        last -= 1  # what follows the last line end is no line
    shown = last
    if len(page.text) > _MOST_CHARACTERS:
        shown = page.position(_MOST_CHARACTERS)[0] - 1
    parts = tuple(
        Part(key, start, tuple(page.line(number) for number in range(start, end)))
        for key, start, end in _ranges(page, shown + 1)
    )
    return Column(locale, page.path, parts, last - shown)


def _ranges(page: Page, end: int) -> Iterator[tuple[str, int, int]]:
    """The key and the lines (from, to before) of each part of the page that begins before line `end`."""
    starts = [("front-matter", 1)]
    for section in islice(page.sections, _MOST_PARTS):
        key = "title" if section.level == 1 else section.name or f"#{section.anchor or 'other'}"
        starts.append((key, page.position(section.heading.start)[0]))
    for (key, start), (_, following) in pairwise([*starts, ("", end)]):
        if start < min(following, end):
            yield key, start, min(following, end)
