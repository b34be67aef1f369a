"""The JSON Schema of what `polyspec model` prints, from types that mirror `spec_model.store`.

The types are nothing but the shape: `store` writes plain data, and a test holds the one against the other.
"""

from typing import Any

import msgspec

from spec_model.model import Direction, Disposition, EvidenceKind, Kind, When


class ConstantData(msgspec.Struct, forbid_unknown_fields=True):
    """A named value of a parameter; `value` is null where nothing gives its number."""

    name: str
    value: int | None


class ParameterData(msgspec.Struct, forbid_unknown_fields=True):
    """A parameter; `used` is false where it is not used, reserved, or must be zero."""

    name: str
    direction: Direction | None
    used: bool
    constants: list[ConstantData]


class OutcomeData(msgspec.Struct, forbid_unknown_fields=True):
    """One value that comes back, and when."""

    when: When
    value: str


class ReturnsData(msgspec.Struct, forbid_unknown_fields=True):
    """What a message returns; `confidence` is the share that was understood, and agreed on."""

    disposition: Disposition
    type: str | None
    outcomes: list[OutcomeData]
    confidence: float


class RequirementsData(msgspec.Struct, forbid_unknown_fields=True):
    """The oldest products, in English, with the note beside them."""

    client: str | None
    client_note: str | None
    server: str | None
    server_note: str | None


class DamageData(msgspec.Struct, forbid_unknown_fields=True):
    """Visible text of an identifier that the page itself proves to be something else."""

    field: str
    value: str
    text: str


class WitnessData(msgspec.Struct, forbid_unknown_fields=True):
    """What the page of one locale states."""

    path: str
    name: str
    scope: str | None
    kind: Kind
    header: str | None
    include: str | None
    value: int | None
    parameters: list[ParameterData]
    returns: ReturnsData
    requirements: RequirementsData
    damaged: list[DamageData]


class PlaceData(msgspec.Struct, forbid_unknown_fields=True):
    """One locale's word on a field; the place is absent where its page says nothing."""

    locale: str
    value: str | None
    evidence: EvidenceKind | msgspec.UnsetType = msgspec.UNSET
    path: str | msgspec.UnsetType = msgspec.UNSET
    line: int | msgspec.UnsetType = msgspec.UNSET
    column: int | msgspec.UnsetType = msgspec.UNSET
    text: str | msgspec.UnsetType = msgspec.UNSET


class ProvenanceData(msgspec.Struct, forbid_unknown_fields=True):
    """Where one field comes from: who attests it, who dissents, and the rule that settled it."""

    field: str
    decided_by: str
    confidence: float
    disputed: bool
    attested: list[PlaceData]
    dissent: list[PlaceData]


class MessageData(msgspec.Struct, forbid_unknown_fields=True):
    """One canonical message; `witnesses` are by locale and printed on request."""

    page: str
    name: str
    scope: str | None
    kind: Kind
    header: str | None
    include: str | None
    value: int | None
    aliases: list[str]
    parameters: list[ParameterData]
    returns: ReturnsData
    requirements: RequirementsData
    witnesses: dict[str, WitnessData] | msgspec.UnsetType = msgspec.UNSET
    provenance: list[ProvenanceData] | msgspec.UnsetType = msgspec.UNSET


def model_schema() -> dict[str, Any]:
    """The JSON Schema of one message, which is one line of `polyspec model --format jsonl`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A message of polyspec model",
        **msgspec.json.schema(MessageData),
    }
