"""C++: scoped enumerations. Names are in lower case, so that the macros of the SDK headers leave them alone."""

from collections.abc import Sequence

from conformance.generate.api import Options, Output
from conformance.generate.enums import Naming, enumerations
from conformance.generate.integers import Storage, hexadecimal
from conformance.generate.inventory import take_inventory
from conformance.generate.names import snake
from conformance.generate.provenance import provenance
from conformance.generate.templates import render
from spec_model.model import Message

_TYPES: dict[Storage, str] = {
    "u32": "std::uint32_t",
    "i32": "std::int32_t",
    "u64": "std::uint64_t",
    "i64": "std::int64_t",
}


def generate(model: Sequence[Message], options: Options) -> Output:
    """`polyspec_messages.hpp`."""
    inventory = take_inventory(model, options)
    text = render(
        "messages.hpp",
        provenance=provenance(model, inventory, options),
        enumerations=enumerations(inventory, Naming("cpp", snake)),
        types=_TYPES,
        literal=_literal,
    )
    return Output({"polyspec_messages.hpp": text}, inventory.remarks)


def _literal(number: int) -> str:
    if number == -(1 << 63):
        return "(-9223372036854775807LL - 1)"
    suffix = "" if -(1 << 31) < number < 1 << 31 else "LL" if number < 1 << 63 else "ULL"
    return f"{hexadecimal(number)}{suffix}"
