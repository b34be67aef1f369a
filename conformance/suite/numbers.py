"""What a symbol is worth: the curated numbers, what the pages say, and the few that only set-ups need."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec
import yaml

from spec_model.model import Message
from spec_model.values import Values, shipped_values

#: what C itself or every Windows header means by these
_PLAIN = {"TRUE": 1, "FALSE": 0, "NULL": 0, "S_OK": 0, "S_FALSE": 1}


class Numbers:
    """Numbers by name, from the most trusted place that has it: curated values, our own table, then the pages."""

    def __init__(self, values: Values, messages: Iterable[Message] = ()) -> None:
        self._values = values
        self._pages = {
            constant.name: constant.value
            for message in messages
            for parameter in message.parameters
            for constant in parameter.constants
            if constant.value is not None
        }

    def find(self, name: str) -> int | None:
        """The number of `name`, or None: nothing is guessed."""
        for table in (_PLAIN, _own_numbers()):
            if name in table:
                return table[name]
        number = self._values.number(name)
        return number if number is not None else self._pages.get(name)

    def of_message(self, message: Message) -> int | None:
        """The number to send for `message`: the Unicode form where there are two."""
        number = self._values.number(message.name, message.header)
        if number is None:
            number = _own_numbers().get(message.name)
        return message.value if number is None else number


@cache
def _own_numbers() -> dict[str, int]:
    file = Path(__file__).parent / "data" / "numbers.yaml"
    return msgspec.convert(yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader), dict[str, int])


def shipped_numbers(messages: Iterable[Message] = ()) -> Numbers:
    """The numbers that come with the program, and what `messages` state of their constants."""
    return Numbers(shipped_values(), messages)


def driver_messages() -> dict[str, int]:
    """The numbers of the messages that every installable driver gets."""
    return {name: number for name, number in _own_numbers().items() if name.startswith("DRV_")}
