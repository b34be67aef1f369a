"""The contract of a message as lines of documentation, and where its locales disagree."""

from collections.abc import Iterator

from spec_model.model import Message, Parameter, Provenance

_WHEN = {
    "success": "on success",
    "failure": "on failure",
    "processed": "if processed",
    "not_processed": "if not processed",
    "always": "",
    "condition": "in some cases",
}
_VALUES = {
    "described": "a value that the page describes",
    "error": "an error code",
    "nonzero": "a value other than zero",
    "positive": "a positive value",
    "negative": "a negative value",
}
_DISPOSITION = {
    "none": "Returns nothing.",
    "ignored": "The returned value is ignored.",
    "unspecified": "What is returned is not documented.",
}


def title(message: Message) -> str:
    """The name with its scope: ``NM_CLICK (list view)``."""
    return f"{message.name} ({message.scope})" if message.scope else message.name


def contract_lines(message: Message) -> Iterator[str]:
    """Parameters, what is returned, and the page, a line each."""
    for parameter in message.parameters:
        yield _parameter_line(parameter)
    yield returns_line(message)
    systems = " / ".join(name for name in (message.client, message.server) if name)
    if systems:
        yield f"Since {systems}."
    yield f"Page {message.page} ({', '.join(sorted({w.locale for w in message.witnesses}))})."


def _parameter_line(parameter: Parameter) -> str:
    direction = f" [{parameter.direction}]" if parameter.direction else ""
    names = [constant.name for constant in parameter.constants]
    listed = ", ".join(names[:6]) + (f", ... ({len(names)} in all)" if len(names) > 6 else "")
    listed = f": {listed}" if listed else ""
    return f"{parameter.name}{direction}{'' if parameter.used else ': not used'}{listed if parameter.used else ''}"


def returns_line(message: Message) -> str:
    """What is returned, in one line."""
    contract = message.returns
    if contract.disposition != "value":
        return _DISPOSITION[contract.disposition]
    if not contract.outcomes:
        return "Returns a value."
    words = (f"{_VALUES.get(o.value, o.value)} {_WHEN[o.when]}".rstrip() for o in contract.outcomes)
    type_ = f" ({contract.type.value})" if contract.type else ""
    return f"Returns{type_} {'; '.join(words)}."


def disputes(message: Message) -> Iterator[tuple[str, str]]:
    """(field, words) of every field that the locales dispute: who says what."""
    for record in message.provenance:
        if record.disputed:
            yield record.field, _words(record)


def _words(record: Provenance) -> str:
    said = [f"{a.locale} {a.value if a.value is not None else 'nothing'}" for a in (*record.attested, *record.dissent)]
    return f"{record.field} is in dispute: {'; '.join(said)}"
