"""The number of a name, and whose word it is: nothing without a witness is ever given."""

from collections.abc import Iterable

import msgspec

from conformance.generate.api import Remark
from conformance.generate.integers import fits
from spec_model.model import Message
from spec_model.values import Values, same_number


class Number(msgspec.Struct, frozen=True):
    """A number with its witness. `ansi` differs where the name stands for an ANSI and a Unicode form."""

    value: int
    ansi: int
    source: str

    @property
    def is_pair(self) -> bool:
        """Whether the name has one number for ANSI and another for Unicode programs."""
        return self.value != self.ansi


class Stated(msgspec.Struct, frozen=True):
    """A number that a message has already, with the page and the witness; `disputed` where locales disagree."""

    number: int
    page: str
    source: str
    disputed: bool = False


class Resolved(msgspec.Struct, frozen=True):
    """The number of a name, None where none is witnessed or witnesses disagree; the remark says which."""

    number: Number | None
    remark: Remark | None = None


def resolve(name: str, header: str | None, stated: Iterable[Stated], values: Values) -> Resolved:
    """What `name` of `header` is worth, from the curated values first, then from what pages state.

    The compiled number goes before a documented one that differs; the difference is a remark. What is wider
    than 64 bits is no number of a message.
    """
    documented = sorted((s for s in stated if fits(s.number)), key=lambda s: (s.page, s.number))
    curated = values.find(name, header)
    if curated is not None:
        number = Number(curated.number, curated.ansi, str(curated.source))
        other = next((s for s in documented if not _agrees(s.number, number)), None)
        if other is None:
            return Resolved(number)
        text = f"{other.page} says {other.number:#x}, {curated.header} {number.value:#x} ({curated.source})"
        return Resolved(number, Remark("two numbers", name, text))
    numbers = sorted({s.number for s in documented})
    if len(numbers) > 1:
        words = ", ".join(f"{s.number:#x} ({s.page})" for s in documented)
        return Resolved(None, Remark("two numbers", name, words))
    if not numbers:
        return Resolved(None, Remark("no number", name, "no page states it and no header that was compiled"))
    if any(s.disputed for s in documented):
        return Resolved(None, Remark("dispute", name, f"the locales of {documented[0].page} disagree on its number"))
    return Resolved(Number(numbers[0], numbers[0], documented[0].source))


def _agrees(number: int, curated: Number) -> bool:
    return same_number(number, curated.value) or same_number(number, curated.ansi)


def stated_value(message: Message) -> Iterable[Stated]:
    """The number that the model gives for `message`, if any: its pages state it, or it was filled in."""
    record = message.provenance_of("value")
    if message.value is None:
        return
    filled_in = record is not None and not record.attested
    source = record.decided_by if record and filled_in else f"the #define of {message.page}"
    yield Stated(message.value, message.page, source, record is not None and record.disputed)
