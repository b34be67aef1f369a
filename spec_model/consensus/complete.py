"""What no page states and a curated source knows: the number of a message."""

import msgspec

from spec_model.model import Message, Provenance
from spec_model.values import shipped_values


def complete(message: Message) -> Message:
    """`message` with its number from the shipped values where no page states one, and the record of that.

    A number that the pages do state stays as it is: a rule compares the two.
    """
    if message.value is not None:
        return message
    curated = shipped_values().find(message.name, message.header)
    if curated is None:
        return message
    record = Provenance("value", f"curated: {curated.header}, {curated.source}", 0.99)
    kept = tuple(entry for entry in message.provenance if entry.field != "value")
    return msgspec.structs.replace(message, value=curated.number, provenance=(*kept, record))
