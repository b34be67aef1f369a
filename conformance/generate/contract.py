"""A return contract as a table that decides which documented outcomes a returned value can be.

Each outcome has a test. Of the outcomes whose test holds those with the strictest test count: a number before
a sign, a sign before "not zero", and that before what is only described. So ``LB_ERR on failure, an index
described`` reads -1 as the failure and everything else as the index.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from conformance.generate.api import Options, Remark
from conformance.generate.describe import disputes, returns_line, title
from conformance.generate.flags import are_flags
from spec_model.identifiers import is_identifier
from spec_model.model import Message, Outcome

Test = Literal["equal", "bits", "positive", "negative", "true", "nonzero", "any"]

#: How strict each test is; ``true`` is as strict as ``equal`` for the number 1.
RANKS: dict[Test, int] = {"equal": 4, "bits": 4, "positive": 3, "negative": 3, "true": 2, "nonzero": 2, "any": 1}
MOST_OUTCOMES = 64

_INTEGER = re.compile(r"-?\d{1,19}")
_PLAIN = {"FALSE": 0, "NULL": 0, "zero": 0}


class Rule(msgspec.Struct, frozen=True):
    """One outcome and its test; `number` is 0 where the test needs none."""

    when: str
    value: str
    test: Test
    number: int = 0

    @property
    def rank(self) -> int:
        """How strict the test is."""
        return RANKS[self.test]


class Decoder(msgspec.Struct, frozen=True):
    """The rules of one message. `parts` name it, `lines` say what is returned, and what its locales dispute."""

    parts: tuple[str, ...]
    title: str
    lines: tuple[str, ...]
    rules: tuple[Rule, ...]


def decoders(messages: Iterable[Message], options: Options) -> tuple[tuple[Decoder, ...], tuple[Remark, ...]]:
    """A decoder for each message that documents outcomes, and remarks about those that can have none."""
    found: list[Decoder] = []
    remarks: list[Remark] = []
    for message in messages:
        outcomes = message.returns.outcomes
        if message.returns.disposition != "value" or not outcomes or not is_identifier(message.name):
            continue
        if len(outcomes) > MOST_OUTCOMES:
            remarks.append(Remark("no decoder", title(message), f"{len(outcomes)} outcomes are too many"))
            continue
        found.append(_decoder(message, options))
    return tuple(found), tuple(remarks)


def _decoder(message: Message, options: Options) -> Decoder:
    return Decoder(
        parts=tuple(part for part in (message.name, message.scope) if part),
        title=title(message),
        lines=(returns_line(message), *(words for at, words in disputes(message) if at.startswith("returns"))),
        rules=tuple(_rules(message, options)),
    )


def _rules(message: Message, options: Options) -> Iterator[Rule]:
    numbers = [_number(outcome, message, options) for outcome in message.returns.outcomes]
    conditional = [
        n for o, n in zip(message.returns.outcomes, numbers, strict=True) if o.when == "condition" and n is not None
    ]
    form = options.forms.get(f"{message.name}.result")
    combined = form == "flags" or (form is None and are_flags(conditional))
    for outcome, number in zip(message.returns.outcomes, numbers, strict=True):
        if number is None:
            yield Rule(outcome.when, outcome.value, _test_of(outcome.value))
        elif outcome.value == "TRUE":
            yield Rule(outcome.when, outcome.value, "true", 1)
        else:
            bits = combined and outcome.when == "condition"
            yield Rule(outcome.when, outcome.value, "bits" if bits else "equal", number)


def _number(outcome: Outcome, message: Message, options: Options) -> int | None:
    if _INTEGER.fullmatch(outcome.value):
        return _signed(int(outcome.value))
    if outcome.value in _PLAIN:
        return _PLAIN[outcome.value]
    number = 1 if outcome.value == "TRUE" else options.values.number(outcome.value, message.header)
    return None if number is None else _signed(number)


def _signed(number: int) -> int:
    """`number` as a signed result of 64 bits holds it."""
    return number - (1 << 64) if number >= 1 << 63 else number


def _test_of(value: str) -> Test:
    """The test of a value without a number: what is described, or a symbol that nobody numbers, can be anything."""
    return value if value in ("nonzero", "positive", "negative") else "any"  # type: ignore[return-value]
