"""The model in and out: plain data for JSON and YAML in the shapes of `docs/model.md`, deterministic."""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
import yaml

from spec_model.model import Fact, Message, Provenance, ReturnContract, Span, StatedParameter, Witness

#: Turns a span of a locale's page into a 1-based line and column.
Position = Callable[[str, Span], tuple[int, int]]


def message_data(message: Message, position: Position | None = None, *, witnesses: bool = False) -> dict[str, Any]:
    """`message` as plain data.

    With `position` every field has its provenance with line and column; with `witnesses` each locale's own
    statement is given as well.
    """
    data: dict[str, Any] = {
        "page": message.page,
        "name": message.name,
        "scope": message.scope,
        "kind": message.kind,
        "header": message.header,
        "include": message.include,
        "value": message.value,
        "aliases": list(message.aliases),
        "parameters": [
            {
                "name": p.name,
                "direction": p.direction,
                "used": p.used,
                "constants": [{"name": c.name, "value": c.value} for c in p.constants],
            }
            for p in message.parameters
        ],
        "returns": _returns(message.returns),
        "requirements": {
            "client": message.client,
            "client_note": message.client_note,
            "server": message.server,
            "server_note": message.server_note,
        },
    }
    if witnesses:
        data["witnesses"] = {w.locale: witness_data(w) for w in message.witnesses}
    if position:
        data["provenance"] = [_provenance(p, message, position) for p in message.provenance]
    return data


def witness_data(witness: Witness) -> dict[str, Any]:
    """What one page states, in the same shape as a message; `damaged` lists visible text that differs."""
    needs = witness.requirements
    return {
        "path": witness.path,
        "name": witness.name.value,
        "scope": _value(witness.scope),
        "kind": witness.kind.value,
        "header": _value(needs.header),
        "include": _value(needs.include),
        "value": _value(witness.value),
        "parameters": [_stated(p) for p in witness.parameters],
        "returns": _returns(witness.returns),
        "requirements": {
            "client": needs.client.name.value if needs.client else None,
            "client_note": needs.client.note if needs.client else None,
            "server": needs.server.name.value if needs.server else None,
            "server_note": needs.server.note if needs.server else None,
        },
        "damaged": _damaged(witness),
    }


def _stated(parameter: StatedParameter) -> dict[str, Any]:
    return {
        "name": parameter.name.value,
        "direction": _value(parameter.direction),
        "used": parameter.used.value if parameter.used else True,
        "constants": [{"name": c.name.value, "value": _value(c.number)} for c in parameter.constants],
    }


def _damaged(witness: Witness) -> list[dict[str, str]]:
    """The identifiers that the page proves although its visible text has something else."""
    facts: list[tuple[str, Fact[str] | None]] = [("header", witness.requirements.header)]
    for i, parameter in enumerate(witness.parameters):
        facts.append((f"parameters[{i}].name", parameter.name))
        facts += [(f"parameters[{i}].constants[{j}].name", c.name) for j, c in enumerate(parameter.constants)]
    found = []
    for field, fact in facts:
        if fact and fact.visible and fact.visible.text != fact.value:
            found.append({"field": field, "value": fact.value, "text": fact.visible.text})
    return found


def _returns(contract: ReturnContract) -> dict[str, Any]:
    return {
        "disposition": contract.disposition,
        "type": _value(contract.type),
        "outcomes": [{"when": o.when, "value": o.value} for o in contract.outcomes],
        "confidence": contract.confidence,
    }


def _value(fact: Fact[Any] | None) -> Any:
    return fact.value if fact else None


def _provenance(record: Provenance, message: Message, position: Position) -> dict[str, Any]:
    paths = {w.locale: w.path for w in message.witnesses}

    def places(attestations: Iterable[Any]) -> list[dict[str, Any]]:
        found = []
        for a in attestations:
            place: dict[str, Any] = {"locale": a.locale, "value": a.value}
            if a.span is not None:
                line, column = position(a.locale, a.span)
                place |= {"evidence": a.kind, "path": paths[a.locale], "line": line, "column": column, "text": a.text}
            found.append(place)
        return found

    return {
        "field": record.field,
        "decided_by": record.decided_by,
        "confidence": record.confidence,
        "disputed": record.disputed,
        "attested": places(record.attested),
        "dissent": places(record.dissent),
    }


def to_json(data: Any) -> str:
    """`data` as one line of JSON; non-ASCII letters stand for themselves."""
    return msgspec.json.encode(data).decode()


def to_yaml(data: Any) -> str:
    """`data` as YAML that a person reads: block style, in the order of the fields."""
    return str(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=110))
