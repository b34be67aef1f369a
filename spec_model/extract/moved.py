"""Facts that were read from a piece of a page, moved to where the piece stands on the page."""

from typing import TypeVar

from spec_model.model import Evidence, Fact, Product, Span, StatedConstant

V = TypeVar("V")


def moved_span(span: Span, by: int) -> Span:
    """`span` `by` characters further on; what has no text has no place."""
    return Span(span.start + by, span.end + by) if span.end else span


def moved_evidence(evidence: Evidence, by: int) -> Evidence:
    """`evidence` `by` characters further on."""
    return Evidence(evidence.kind, moved_span(evidence.span, by), evidence.text)


def moved_fact(fact: Fact[V], by: int) -> Fact[V]:
    """`fact` with all its places `by` characters further on."""
    return Fact(fact.value, tuple([moved_evidence(evidence, by) for evidence in fact.evidence]))


def moved_constant(constant: StatedConstant, by: int) -> StatedConstant:
    """`constant` with all its places `by` characters further on."""
    number = constant.number
    return StatedConstant(moved_fact(constant.name, by), moved_fact(number, by) if number is not None else None)


def moved_product(product: Product | None, by: int) -> Product | None:
    """`product` with all its places `by` characters further on."""
    return Product(moved_fact(product.name, by), product.note) if product is not None else None
