"""What a rule sees: one page, what it states, and the canonical message that it is held against."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from conformance.diagnostic import Related
from spec_model.consensus.align import Alignment, align
from spec_model.model import Attestation, Evidence, Fact, Message, Parameter, Provenance, Span, StatedParameter, Witness
from spec_model.page import Page


class View:
    """One page of one locale beside the canonical message.

    `page` is the translated half of a bilingual page, `raw` the page as it is on disk; offsets are the same.
    `pages` and `witnesses` are those of every locale, this one included.
    """

    def __init__(self, message: Message, witness: Witness, pages: Mapping[str, Page], siblings: "Siblings") -> None:
        self.message = message
        self.witness = witness
        self.pages = pages
        self.raw = pages[witness.locale]
        self.siblings = siblings

    @cached_property
    def page(self) -> Page:
        """The page as a reader of the locale sees it."""
        return self.siblings.translations[self.locale]

    @property
    def locale(self) -> str:
        """The locale of the page."""
        return self.witness.locale

    @property
    def foreign(self) -> bool:
        """Whether the page documents another message than its siblings."""
        return self.witness.name.value != self.message.name

    @cached_property
    def parameters(self) -> Alignment:
        """How the page's parameters map onto the canonical ones."""
        return align([p.name for p in self.message.parameters], [p.name.value for p in self.witness.parameters])

    def parameter_pairs(self) -> Iterator[tuple[int, Parameter, StatedParameter]]:
        """The canonical parameters that the page has, with their index, beside what the page states."""
        for i, j in self.parameters.pairs:
            yield i, self.message.parameters[i], self.witness.parameters[j]

    def constants(self, index: int, stated: StatedParameter) -> Alignment:
        """How the constants of a stated parameter map onto those of canonical parameter `index`."""
        expected = [c.name for c in self.message.parameters[index].constants]
        return align(expected, [c.name.value for c in stated.constants])

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
        record = self.provenance(field)
        if record is None:
            return ()
        return tuple(
            self.related_at(a.locale, a.span, a.text or "")
            for a in record.attested
            if a.span is not None and a.locale in self.pages and a.locale != self.locale
        )

    def related_at(self, locale: str, span: Span, text: str) -> Related:
        """A place on the page of another locale."""
        page = self.pages[locale]
        line, column = page.position(span.start)
        return Related(locale, page.path, line, column, column + max(span.end - span.start, 1), text)

    def heading(self, name: str) -> Span:
        """Where to point for something missing from a section: its heading, else the page's title."""
        section = self.page.section(name) or self.page.title
        return section.heading if section else Span(0, min(3, len(self.page.text)))


class Siblings:
    """What the views of one message share: the translated halves of all pages and the provenance by field.

    `source` is the locale whose word is final, None where there is none or it has no page here.
    """

    def __init__(self, message: Message, pages: Mapping[str, Page], source: str | None = None) -> None:
        self.message = message
        self.source = source if source in pages else None
        self.pages = pages
        self.translations = {locale: page.translation() for locale, page in pages.items()}
        self.provenance = {record.field: record for record in message.provenance}
        self._memory: dict[str, object] = {}

    def sections(self, name: str) -> int:
        """On how many of the pages a section stands."""
        return sum(page.section(name) is not None for page in self.translations.values())

    def once(self, key: str, make: Callable[["Siblings"], object]) -> object:
        """What `make` gives for these pages, made once for all of their views."""
        if key not in self._memory:
            self._memory[key] = make(self)
        return self._memory[key]


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
