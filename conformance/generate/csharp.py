"""C#: enumerations with the smallest type that holds their numbers, `[Flags]` where they can be combined."""

from collections.abc import Sequence

from conformance.generate.api import Options, Output
from conformance.generate.enums import Naming, enumerations
from conformance.generate.integers import Storage, hexadecimal
from conformance.generate.inventory import take_inventory
from conformance.generate.provenance import provenance
from conformance.generate.templates import render
from spec_model.model import Message

_TYPES: dict[Storage, str] = {"u32": "uint", "i32": "int", "u64": "ulong", "i64": "long"}


def generate(model: Sequence[Message], options: Options) -> Output:
    """`Messages.cs`."""
    inventory = take_inventory(model, options)
    text = render(
        "Messages.cs",
        provenance=provenance(model, inventory, options),
        enumerations=enumerations(inventory, Naming("csharp")),
        types=_TYPES,
        literal=hexadecimal,
    )
    return Output({"Messages.cs": text}, inventory.remarks)
