"""The contract that one version of a source page states, flat, so that two versions can be laid side by side."""

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from spec_model.extract.identity import NotAMessage
from spec_model.model import Fact, StatedParameter, Witness
from spec_model.page import Page
from spec_model.witness import read_witness

_IDENTIFIER = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z]+)?\Z", re.ASCII)

#: Fields by their path in the model, parameters by name rather than place, with values as a person reads them.
Contract = dict[str, str | None]


class Difference(msgspec.Struct, frozen=True):
    """A field of the contract that changed: `then` and `now` are None where it is not stated."""

    field: str
    then: str | None
    now: str | None


def contract(data: bytes, page: str, locale: str) -> Contract | None:
    """What the source page with these bytes states; None where it documents no message or is not UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    witness = read_witness(Page(locale, page, page, text))
    return None if isinstance(witness, NotAMessage) else _flat(witness)


def _flat(witness: Witness) -> Contract:
    needs, returns = witness.requirements, witness.returns
    found: Contract = {
        "name": witness.name.value,
        "scope": _value(witness.scope),
        "kind": witness.kind.value,
        "header": _written(needs.header),
        "include": _written(needs.include),
        "value": _value(witness.value),
        "parameters": _list(_name(parameter.name) for parameter in witness.parameters),
    }
    for parameter in witness.parameters:
        found |= _parameter(parameter)
    found["returns.disposition"] = returns.disposition
    found["returns.type"] = _written(returns.type)
    found["returns.outcomes"] = _list(sorted(f"{when}: {value}" for when, value in returns.pairs()))
    found["requirements.client"] = needs.client.name.value if needs.client else None
    found["requirements.server"] = needs.server.name.value if needs.server else None
    return found


def _parameter(parameter: StatedParameter) -> Contract:
    path = f"parameters.{_name(parameter.name)}"
    constants = ((_name(c.name), _value(c.number)) for c in parameter.constants)
    return {
        f"{path}.direction": _value(parameter.direction),
        f"{path}.used": "no" if parameter.used and not parameter.used.value else "yes",
        f"{path}.constants": _list(name if number is None else f"{name} = {number}" for name, number in constants),
    }


def _name(fact: Fact[str]) -> str:
    """A name as the page writes it: anchors and metadata of a source page stay behind when its words change."""
    visible = fact.visible.text.strip() if fact.visible else ""
    return visible if _IDENTIFIER.match(visible) else fact.value


def _written(fact: Fact[str] | None) -> str | None:
    return _name(fact) if fact else None


def _value(fact: Fact[Any] | None) -> str | None:
    return None if fact is None else str(fact.value)


def _list(values: Iterable[str]) -> str | None:
    return ", ".join(values) or None


def differences(then: Contract, now: Contract) -> tuple[Difference, ...]:
    """The fields in which two contracts differ, in the order of the older one, new fields last."""
    fields = (*then, *(field for field in now if field not in then))
    return tuple(
        Difference(field, then.get(field), now.get(field)) for field in fields if then.get(field) != now.get(field)
    )
