"""The frozen types of the canonical model: what a message is, and where each fact about it comes from.

Every type is immutable and holds tuples, so that a model can be shared, hashed and compared. Unknown is
``None``; it is never 0, never the empty string, and never counted as agreement. The JSON shapes are those
of `docs/model.md`; `spec_model.store` writes and reads them. What cannot change is part of no cycle: the
collector passes it by (``gc=False``).
"""

from typing import Generic, Literal, TypeVar

import msgspec

Kind = Literal["message", "notification"]
Direction = Literal["in", "out", "in,out"]
Disposition = Literal["none", "ignored", "value", "unspecified"]
When = Literal["success", "failure", "processed", "not_processed", "always", "condition"]
EvidenceKind = Literal[
    "source", "anchor", "code", "front-matter", "file-name", "curated", "english", "agreement", "text"
]

T_co = TypeVar("T_co", covariant=True)


class Span(msgspec.Struct, frozen=True, gc=False, order=True):
    """A half-open range of characters: `start` and `end` are offsets into `Page.text`.

    `spec_model.page.Page.position` turns an offset into a 1-based line and column.
    """

    start: int
    end: int


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """One place of one page that attests a fact.

    `kind` says how far the place can be trusted: what a translator does not touch (an anchor, code, front
    matter, a file name) ranks above visible text. `text` is what stands there, as it is written; where it
    is not the value of the fact, the visible text was damaged and other evidence proved the value.
    """

    kind: EvidenceKind
    span: Span
    text: str


class Fact(msgspec.Struct, Generic[T_co], frozen=True, gc=False):
    """A value that a page states, with the places that state it, strongest first."""

    value: T_co
    evidence: tuple[Evidence, ...] = ()

    @property
    def visible(self) -> Evidence | None:
        """The place where a reader sees the value, or None where only machinery states it."""
        return next((e for e in self.evidence if e.kind == "text"), None)


class StatedConstant(msgspec.Struct, frozen=True, gc=False):
    """A named value that a page lists for a parameter; `number` is None where the page gives none."""

    name: Fact[str]
    number: Fact[int] | None = None


class StatedParameter(msgspec.Struct, frozen=True, gc=False):
    """One parameter as a page states it, in the order of the page.

    `direction` is the explicit note (``[in]``). `used` is false where the page says that the parameter is
    not used, reserved or must be zero, and None where the page has no text that could say so. `span` covers
    the whole description.
    """

    name: Fact[str]
    span: Span
    direction: Fact[Direction] | None = None
    used: Fact[bool] | None = None
    constants: tuple[StatedConstant, ...] = ()


class Outcome(msgspec.Struct, frozen=True, gc=False):
    """One value that comes back, and when (see `docs/model.md` for the words of both).

    `span` covers the clause that says so, `value_span` the words of the value itself.
    """

    when: When
    value: str
    span: Span | None = None
    value_span: Span | None = None


class ReturnContract(msgspec.Struct, frozen=True, gc=False):
    """What a message returns.

    `confidence` is between 0 and 1: the share of the section that was understood. `unread` holds the spans
    of the sentences that were not; what they say is part of no outcome. `span` covers the section's body,
    None where the page has no return section.
    """

    disposition: Disposition = "unspecified"
    type: Fact[str] | None = None
    outcomes: tuple[Outcome, ...] = ()
    confidence: float = 1.0
    unread: tuple[Span, ...] = ()
    span: Span | None = None

    def pairs(self) -> frozenset[tuple[When, str]]:
        """The outcomes as a set of (when, value), without their places."""
        return frozenset((o.when, o.value) for o in self.outcomes)


class Product(msgspec.Struct, frozen=True, gc=False):
    """The oldest product that supports a message, in English, apart from the bracketed note beside it.

    `note` is ``desktop apps only`` and the like, in English; None where the page has none.
    """

    name: Fact[str]
    note: str | None = None


class Requirements(msgspec.Struct, frozen=True, gc=False):
    """Products and the names of the header files that the requirements of a page list."""

    client: Product | None = None
    server: Product | None = None
    header: Fact[str] | None = None
    include: Fact[str] | None = None


class Witness(msgspec.Struct, frozen=True, gc=False):
    """What one page of one locale states about its message.

    `page` is the path within the locale, `path` the file as it was given, both with ``/``. `aliases` are the
    further names of the message (its ANSI and Unicode forms). `value` is what the page's own ``#define`` says.
    """

    locale: str
    page: str
    path: str
    name: Fact[str]
    kind: Fact[Kind]
    scope: Fact[str] | None = None
    value: Fact[int] | None = None
    aliases: tuple[str, ...] = ()
    parameters: tuple[StatedParameter, ...] = ()
    returns: ReturnContract = ReturnContract()
    requirements: Requirements = Requirements()


class Attestation(msgspec.Struct, frozen=True, gc=False):
    """One locale's word on one fact: the value it gives, on which kind of evidence, and where on its page.

    `value` is None where the page says nothing; then `span` is None too.
    """

    locale: str
    value: str | None
    kind: EvidenceKind | None = None
    span: Span | None = None
    text: str | None = None


class Provenance(msgspec.Struct, frozen=True, gc=False):
    """Where one field of a canonical message comes from.

    `field` is a path such as ``parameters[0].name``. `attested` are the places that agree, `dissent` those
    that do not. `decided_by` names the rule that settled it, `disputed` is true where the witnesses could
    not settle it and the value is the best guess. `confidence` is between 0 and 1.
    """

    field: str
    decided_by: str
    confidence: float
    attested: tuple[Attestation, ...] = ()
    dissent: tuple[Attestation, ...] = ()
    disputed: bool = False


class Constant(msgspec.Struct, frozen=True, gc=False):
    """A named value of a parameter; `value` is None where neither a page nor a curated source gives it."""

    name: str
    value: int | None = None


class Parameter(msgspec.Struct, frozen=True, gc=False):
    """One parameter of a canonical message."""

    name: str
    direction: Direction | None = None
    used: bool = True
    constants: tuple[Constant, ...] = ()


class Message(msgspec.Struct, frozen=True, gc=False):
    """One canonical message: what its witnesses together state.

    A canonical fact has no place of its own; `provenance` says for every field which places attest it and
    which dissent. `value` is the number, None where no page and no curated source says. The spans inside
    `returns` are always None: `witnesses` hold the places.
    """

    page: str
    name: str
    kind: Kind
    scope: str | None = None
    header: str | None = None
    include: str | None = None
    value: int | None = None
    aliases: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    returns: ReturnContract = ReturnContract()
    client: str | None = None
    client_note: str | None = None
    server: str | None = None
    server_note: str | None = None
    witnesses: tuple[Witness, ...] = ()
    provenance: tuple[Provenance, ...] = ()

    @property
    def key(self) -> tuple[str | None, str, str | None]:
        """Header, name and scope: what tells one message from another of the same name."""
        return self.header, self.name, self.scope

    def provenance_of(self, field: str) -> Provenance | None:
        """The provenance of the field at path `field`, or None."""
        return next((p for p in self.provenance if p.field == field), None)
