"""What a rule sees: one page, what it states, and the canonical message that it is held against."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, Self, TypeVar

from conformance.diagnostic import Related
from spec_model.consensus.align import Alignment, align
from spec_model.model import Attestation, Evidence, Fact, Message, Parameter, Provenance, Span, StatedParameter, Witness
from spec_model.page import Page

T = TypeVar("T")

_NOTHING: Any = object()


class Memory:
    """Remembers what was made of it, so that rules which need the same make it once."""

    def __init__(self) -> None:
        self._made: dict[object, Any] = {}

    def once(self, make: Callable[[Self], T]) -> T:
        """What the function `make` gives for this, made when it is first asked for."""
        made: T = self._made.get(make, _NOTHING)
        if made is _NOTHING:
            made = self._made[make] = make(self)
        return made


class View(Memory):
    """One page of one locale beside the canonical message.

    `page` is the translated half of a bilingual page, `raw` the page as it is on disk; offsets are the same.
    `pages` and `witnesses` are those of every locale, this one included.
    """

    def __init__(self, message: Message, witness: Witness, pages: Mapping[str, Page], siblings: "Siblings") -> None:
        super().__init__()
        self.message = message
        self.witness = witness
        self.pages = pages
        #: The locale of the page.
        self.locale = witness.locale
        self.raw = pages[witness.locale]
        #: The page as a reader of the locale sees it.
        self.page = siblings.translations[witness.locale]
        #: Whether the page documents another message than its siblings.
        self.foreign = witness.name.value != message.name
        self.siblings = siblings

    @cached_property
    def parameters(self) -> Alignment:
        """How the page's parameters map onto the canonical ones."""
        return align([p.name for p in self.message.parameters], [p.name.value for p in self.witness.parameters])

    @cached_property
    def parameter_pairs(self) -> tuple[tuple[int, Parameter, StatedParameter], ...]:
        """The canonical parameters that the page has, with their index, beside what the page states."""
        expected, stated = self.message.parameters, self.witness.parameters
        return tuple((i, expected[i], stated[j]) for i, j in self.parameters.pairs)

    @cached_property
    def constant_lists(self) -> tuple[tuple[int, Parameter, StatedParameter, Alignment], ...]:
        """Those of the `parameter_pairs` that have constants, with how those of the page map onto the canonical."""
        found: list[tuple[int, Parameter, StatedParameter, Alignment]] = []
        for index, parameter, stated in self.parameter_pairs:
            if parameter.constants or stated.constants:
                expected = [constant.name for constant in parameter.constants]
                alignment = align(expected, [constant.name.value for constant in stated.constants])
                found.append((index, parameter, stated, alignment))
        return tuple(found)

    def provenance(self, field: str) -> Provenance | None:
        """The provenance of the canonical field at path `field`."""
        return self.siblings.provenance.get(field)

    def attestations(self, field: str) -> tuple[Attestation, ...]:
        """The places that attest the canonical value of a field."""
        record = self.provenance(field)
        return record.attested if record else ()

    def disputed(self, field: str) -> bool:
        """Whether the witnesses could not settle the field."""
        record = self.provenance(field)
        return record is not None and record.disputed

    def confidence(self, field: str) -> float:
        """How sure the canonical value of a field is."""
        record = self.provenance(field)
        return record.confidence if record else 1.0

    def majority(self, field: str) -> bool:
        """Whether more locales attest the canonical word on a field than dissent: only then is one to blame."""
        record = self.provenance(field)
        if record is None or record.decided_by == "source":
            return True
        return not record.disputed and len(record.attested) > len(record.dissent)

    def firm(self, field: str) -> bool:
        """Whether a reading of prose is agreed on so widely that the odd one out is wrong: two to one."""
        record = self.provenance(field)
        return record is not None and not record.disputed and len(record.attested) >= 2 * max(len(record.dissent), 1)

    def parameter_names(self) -> dict[str, tuple[str, ...]]:
        """The parameters that each locale lists."""
        return {w.locale: tuple(p.name.value for p in w.parameters) for w in self.message.witnesses}

    def words(self, field: str) -> dict[str, str | None]:
        """What each locale says of a field, for the reader of a finding."""
        record = self.provenance(field)
        entries = (*record.attested, *record.dissent) if record else ()
        return {entry.locale: entry.value for entry in sorted(entries, key=lambda entry: entry.locale)}

    def related(self, field: str) -> tuple[Related, ...]:
        """The places in other locales that attest the canonical value of a field."""
        return tuple([place for place in self.siblings.attested_at(field) if place.locale != self.locale])

    def related_at(self, locale: str, span: Span, text: str) -> Related:
        """A place on the page of another locale."""
        return self.siblings.place(locale, span, text)

    def heading(self, name: str) -> Span:
        """Where to point for something missing from a section: its heading, else the page's title."""
        section = self.page.section(name) or self.page.title
        return section.heading if section else Span(0, min(3, len(self.page.text)))


class Siblings(Memory):
    """What the views of one message share: the translated halves of all pages and the provenance by field.

    `source` is the locale whose word is final, None where there is none or it has no page here.
    """

    def __init__(self, message: Message, pages: Mapping[str, Page], source: str | None = None) -> None:
        super().__init__()
        self.message = message
        self.source = source if source in pages else None
        self.pages = pages
        self.translations = {locale: page.translation() for locale, page in pages.items()}
        self.provenance = {record.field: record for record in message.provenance}
        self._sections: dict[str, int] = {}
        self._attested: dict[str, tuple[Related, ...]] = {}

    def sections(self, name: str) -> int:
        """On how many of the pages a section stands."""
        number = self._sections.get(name)
        if number is None:
            number = sum(page.section(name) is not None for page in self.translations.values())
            self._sections[name] = number
        return number

    def attested_at(self, field: str) -> tuple[Related, ...]:
        """The places on all pages that attest the canonical value of a field."""
        places = self._attested.get(field)
        if places is None:
            record = self.provenance.get(field)
            places = self._attested[field] = tuple(
                [
                    self.place(a.locale, a.span, a.text or "")
                    for a in (record.attested if record else ())
                    if a.span is not None and a.locale in self.pages
                ]
            )
        return places

    def place(self, locale: str, span: Span, text: str) -> Related:
        """A place on the page of a locale."""
        page = self.pages[locale]
        line, column = page.position(span.start)
        return Related(locale, page.path, line, column, column + max(span.end - span.start, 1), text)


def views(message: Message, pages: Mapping[str, Page], source: str | None = None) -> Iterator[View]:
    """A view for every page of `message`, in the order of the locales; the locale `source` is the authority."""
    siblings = Siblings(message, pages, source)
    for witness in message.witnesses:
        if witness.locale in pages:
            yield View(message, witness, pages, siblings)


def visible_span(fact: Fact[object]) -> Span | None:
    """Where a reader sees the fact, else where its strongest evidence stands, else None."""
    evidence: Evidence | None = fact.visible or (fact.evidence[0] if fact.evidence else None)
    return evidence.span if evidence else None
