"""What a contract states, rule by rule, each with a stable id and the sentences of the pages that say so."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

import msgspec

from conformance.suite.book import Book
from spec_model.model import Message, Outcome, Span, Witness

#: what a rule is about: one outcome, or that nothing (that matters) is returned
Subject = Literal["outcome", "none", "ignored"]


class Sentence(msgspec.Struct, frozen=True):
    """What a page says: its words without marks, the file, and the 1-based line."""

    text: str
    path: str
    line: int


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One statement of one contract.

    `when` and `value` are those of the outcome, empty where nothing is returned. `others` are the values of the
    contract's other outcomes. `sentences` holds what each locale says.
    """

    id: str
    message: str
    page: str
    family: str
    subject: Subject
    scope: str | None = None
    header: str | None = None
    when: str = ""
    value: str = ""
    others: tuple[str, ...] = ()
    sentences: dict[str, Sentence] = {}

    @property
    def statement(self) -> str:
        """The rule in a few English words."""
        if self.subject != "outcome":
            return f"{self.message} returns nothing that matters"
        return f"{self.message} returns {self.value} ({self.when.replace('_', ' ')})"


Quote = Callable[[Witness, Span], Sentence | None]

_UNSAFE = re.compile(r"[^A-Za-z0-9_]+")
_LONGEST = 120
_WORD = re.compile(r"[^A-Za-z0-9]+")


def rules_of(messages: Iterable[Message], book: Book, quote: Quote) -> tuple[Rule, ...]:
    """All rules of `messages`, in their order; `quote` gives the words of a page at a span of a witness."""
    messages = tuple(messages)
    names = _names(messages)
    return tuple(rule for message in messages for rule in _rules_of_message(message, names[message.page], book, quote))


def _names(messages: tuple[Message, ...]) -> Mapping[str, str]:
    """What the ids of each page's message begin with: name, scope where it has one, page where that is not enough."""
    plain = {m.page: _safe(m.name) + (f".{_slug(m.scope)}" if m.scope else "") for m in messages}
    count = Counter(plain.values())
    return {page: name if count[name] == 1 else f"{name}.{_slug(page)}" for page, name in plain.items()}


def _safe(name: str) -> str:
    """`name` fit for an id, whatever a page holds."""
    return _UNSAFE.sub("-", name)[:_LONGEST] or "unnamed"


def _rules_of_message(message: Message, name: str, book: Book, quote: Quote) -> Iterable[Rule]:
    contract = message.returns
    family = book.family_name(message.name)
    if contract.disposition in ("none", "ignored"):
        yield Rule(
            id=f"{name}-return-{contract.disposition}",
            message=message.name, page=message.page, family=family, scope=message.scope, header=message.header,
            subject="none" if contract.disposition == "none" else "ignored",
            sentences=_sentences(message, None, quote),
        )  # fmt: skip
    if contract.disposition != "value":
        return
    pairs = sorted(contract.pairs())
    count = Counter(when for when, _ in pairs)
    for when, value in pairs:
        tail = when if count[when] == 1 and when != "condition" else f"{when}-{_value_slug(value)}"
        yield Rule(
            id=f"{name}-return-{tail}",
            message=message.name, page=message.page, family=family, scope=message.scope, header=message.header,
            subject="outcome", when=when, value=value,
            others=tuple(other for pair in pairs if pair != (when, value) for other in pair[1:]),
            sentences=_sentences(message, (when, value), quote),
        )  # fmt: skip


def _sentences(message: Message, pair: tuple[str, str] | None, quote: Quote) -> dict[str, Sentence]:
    found = {}
    for witness in message.witnesses:
        span = _span_of(witness, pair)
        sentence = quote(witness, span) if span else None
        if sentence:
            found[witness.locale] = sentence
    return found


def _span_of(witness: Witness, pair: tuple[str, str] | None) -> Span | None:
    """Where the page states the outcome; its whole section where it does not state just this one."""
    exact: list[Outcome] = [o for o in witness.returns.outcomes if (o.when, o.value) == pair and o.span]
    alike = [o for o in witness.returns.outcomes if pair and o.value == pair[1] and o.span]
    for outcome in (*exact, *alike):
        return outcome.span
    return witness.returns.span


def _slug(text: str) -> str:
    return _WORD.sub("-", text.removesuffix(".md")).strip("-").lower()[:_LONGEST]


def _value_slug(value: str) -> str:
    return re.sub(r"[^A-Za-z0-9_]+", "-", value.replace("-", "minus-", 1)).strip("-")[:_LONGEST] or "value"
