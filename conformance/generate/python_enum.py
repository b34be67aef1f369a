"""Python: `IntEnum` and `IntFlag`, and a decoder for each return contract."""

from collections.abc import Sequence

from conformance.generate.api import Options, Output
from conformance.generate.contract import RANKS, Decoder, decoders
from conformance.generate.enums import Naming, enumerations
from conformance.generate.integers import hexadecimal
from conformance.generate.inventory import take_inventory
from conformance.generate.names import Namer, snake
from conformance.generate.provenance import provenance
from conformance.generate.templates import render
from spec_model.model import Message


def generate(model: Sequence[Message], options: Options) -> Output:
    """`messages.py` with the enumerations, `contracts.py` with the decoders."""
    inventory = take_inventory(model, options)
    found, unable = decoders(model, options)
    head = {"provenance": provenance(model, inventory, options)}
    files = {
        "messages.py": render(
            "messages.py", enumerations=enumerations(inventory, Naming("python")), literal=hexadecimal, **head
        ),
        "contracts.py": render("contracts.py", functions=_named(found), ranks=RANKS, **head),
    }
    return Output(files, tuple(sorted({*inventory.remarks, *unable})))


def _named(found: Sequence[Decoder]) -> list[tuple[str, Decoder]]:
    names = Namer("python")
    return [(names.name(snake(*decoder.parts)), decoder) for decoder in found]
