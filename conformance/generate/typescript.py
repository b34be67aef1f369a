"""TypeScript: numeric enumerations."""

from collections.abc import Sequence

import msgspec

from conformance.generate.api import Options, Output
from conformance.generate.enums import Enumeration, Naming, enumerations
from conformance.generate.integers import hexadecimal
from conformance.generate.inventory import take_inventory
from conformance.generate.provenance import provenance
from conformance.generate.templates import render
from spec_model.model import Message

_EXACT = (1 << 53) - 1


def generate(model: Sequence[Message], options: Options) -> Output:
    """`messages.ts`."""
    inventory = take_inventory(model, options)
    text = render(
        "messages.ts",
        provenance=provenance(model, inventory, options),
        enumerations=[_exact(e) for e in enumerations(inventory, Naming("typescript"))],
        literal=hexadecimal,
    )
    return Output({"messages.ts": text}, inventory.remarks)


def _exact(enumeration: Enumeration) -> Enumeration:
    """`enumeration` without the members that a number of the language cannot hold; notes tell of them."""
    kept = tuple(m for m in enumeration.members if abs(m.number) <= _EXACT)
    lost = (m for m in enumeration.members if abs(m.number) > _EXACT)
    notes = tuple(f"no number: {m.original}: {m.number:#x} has more than 53 bits" for m in lost)
    return msgspec.structs.replace(enumeration, members=kept, notes=enumeration.notes + notes)
