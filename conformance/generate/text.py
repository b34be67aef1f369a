"""Text: one line a message, for people and for `diff`."""

from collections.abc import Iterator, Sequence

from conformance.generate.api import Options, Output
from conformance.generate.describe import title
from conformance.generate.escape import visible
from conformance.generate.integers import hexadecimal
from conformance.generate.inventory import NO_HEADER, Inventory, take_inventory
from conformance.generate.provenance import provenance
from conformance.generate.templates import render
from spec_model.model import Message, Parameter


def generate(model: Sequence[Message], options: Options) -> Output:
    """`messages.txt`."""
    inventory = take_inventory(model, options)
    lines = _Lines(inventory)
    text = render("messages.txt", provenance=provenance(model, inventory, options), lines=[lines.of(m) for m in model])
    return Output({"messages.txt": text}, inventory.remarks)


class _Lines:
    """Writes the line of a message, with the numbers of an inventory."""

    def __init__(self, inventory: Inventory) -> None:
        self._numbers = {entry.name: entry.number.value for entry in inventory.entries if entry.number}
        self._constants: dict[tuple[str, str | None, str | None], dict[str, int]] = {
            (choice.message, choice.scope, choice.parameter): dict(choice.members) for choice in inventory.choices
        }

    def of(self, message: Message) -> str:
        """The line of `message`."""
        number = hexadecimal(self._numbers[message.name]) if message.name in self._numbers else "?"
        known = (self._constants.get((message.name, message.scope, p.name), {}) for p in message.parameters)
        listed = ", ".join(_parameter(p, numbers) for p, numbers in zip(message.parameters, known, strict=True))
        words = [title(message), message.kind, message.header or NO_HEADER, number, f"({listed})", *_returns(message)]
        return "  ".join(visible(word) for word in words)


def _parameter(parameter: Parameter, numbers: dict[str, int]) -> str:
    listed = ", ".join(f"{c.name}={numbers.get(c.name, '?')}" for c in parameter.constants)
    direction = f"[{parameter.direction}] " if parameter.direction else ""
    return f"{direction}{parameter.name}{'' if parameter.used else ' unused'}{f' {{{listed}}}' if listed else ''}"


def _returns(message: Message) -> Iterator[str]:
    contract = message.returns
    yield f"-> {contract.disposition}{f' {contract.type.value}' if contract.type else ''}"
    if contract.outcomes:
        yield ", ".join(f"{outcome.when} {outcome.value}" for outcome in contract.outcomes)
