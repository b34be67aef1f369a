"""The names of a model that have numbers: messages, notifications, constants of parameters, return symbols."""

import re
from collections.abc import Iterable, Iterator

from spec_model.model import Message

_SYMBOL = re.compile(r"[A-Z][A-Z0-9]*[A-Za-z0-9_]*")
_JOINED = re.compile(r"[A-Za-z_]\w*")


def names_of(messages: Iterable[Message]) -> Iterator[str]:
    """Every name of `messages` that a header may define, as often as it is stated."""
    for message in messages:
        yield message.name
        yield from message.aliases
        for parameter in message.parameters:
            for constant in parameter.constants:
                # A page may list a union of two constants as one.
                yield from _JOINED.findall(constant.name)
        yield from (o.value for o in message.returns.outcomes if _SYMBOL.fullmatch(o.value))


def headers_of(messages: Iterable[Message]) -> Iterator[str]:
    """The files that `messages` name as their headers."""
    for message in messages:
        yield from (name for name in (message.header, message.include) if name)
