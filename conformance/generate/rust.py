"""Rust: a transparent type for each family of messages and each set of constants.

Not an `enum`: a number that comes from outside need not be one of the constants, and two constants can have one
number.
"""

from collections.abc import Sequence

from conformance.generate.api import Options, Output
from conformance.generate.enums import Naming, enumerations
from conformance.generate.integers import hexadecimal
from conformance.generate.inventory import take_inventory
from conformance.generate.provenance import provenance
from conformance.generate.templates import render
from spec_model.model import Message


def generate(model: Sequence[Message], options: Options) -> Output:
    """`messages.rs`."""
    inventory = take_inventory(model, options)
    text = render(
        "messages.rs",
        provenance=provenance(model, inventory, options),
        enumerations=enumerations(inventory, Naming("rust")),
        literal=hexadecimal,
    )
    return Output({"messages.rs": text}, inventory.remarks)
