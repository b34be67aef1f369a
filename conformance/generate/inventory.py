"""What there is to generate, in no language yet: names with their numbers, and constants by parameter."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from conformance.generate.api import DisputeError, Form, Options, Remark
from conformance.generate.describe import contract_lines, disputes, title
from conformance.generate.flags import are_flags
from conformance.generate.numbers import Number, Resolved, Stated, resolve, stated_value
from spec_model.identifiers import is_identifier
from spec_model.model import Constant, Kind, Message

NO_HEADER = "no header"
_SYMBOL = re.compile(r"[A-Z][A-Z0-9]*_\w+")


class Documentation(msgspec.Struct, frozen=True):
    """What one page documents under a name: title, contract, and what its locales dispute."""

    title: str
    lines: tuple[str, ...]
    disputes: tuple[str, ...]


class Entry(msgspec.Struct, frozen=True):
    """One message or notification name: several pages can document it, in one scope each.

    `number` is None where none is witnessed; `remark` says why, or what is odd about the number there is.
    `aliases` are the ANSI and Unicode forms that have numbers.
    """

    name: str
    kind: Kind
    header: str
    number: Number | None
    remark: Remark | None
    aliases: tuple[tuple[str, int], ...]
    documents: tuple[Documentation, ...]


class Choice(msgspec.Struct, frozen=True):
    """The constants of one parameter, or the symbols that a message returns (`parameter` None).

    `members` have numbers, `remarks` tell of those that have none.
    """

    message: str
    scope: str | None
    header: str
    parameter: str | None
    form: Form
    members: tuple[tuple[str, int], ...]
    remarks: tuple[Remark, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        """What it is named after: message, scope, parameter."""
        return tuple(part for part in (self.message, self.scope, self.parameter or "result") if part)

    @property
    def title(self) -> str:
        """What it is, for a person: ``wParam of WM_SIZE``."""
        message = f"{self.message} ({self.scope})" if self.scope else self.message
        return f"{self.parameter} of {message}" if self.parameter else f"what {message} returns"


class Inventory(msgspec.Struct, frozen=True):
    """Everything to generate from a model: entries by name, choices in their order, remarks sorted."""

    entries: tuple[Entry, ...]
    choices: tuple[Choice, ...]
    remarks: tuple[Remark, ...]

    def by_header(self) -> dict[str, tuple[tuple[Entry, ...], tuple[Choice, ...]]]:
        """Entries and choices by header, sorted by its name; those of no header come last."""
        names = sorted({e.header for e in self.entries}, key=lambda h: (h == NO_HEADER, h.lower()))
        return {
            name: (
                tuple(e for e in self.entries if e.header == name),
                tuple(c for c in self.choices if c.header == name),
            )
            for name in names
        }


def take_inventory(model: Sequence[Message], options: Options) -> Inventory:
    """The inventory of `model`; raises DisputeError where the options refuse a dispute and there is one."""
    bad = [Remark("no name", m.name, f"{m.page}: not an identifier") for m in model if not is_identifier(m.name)]
    messages = [m for m in model if is_identifier(m.name)]
    taker = _Taker(messages, options)
    by_name: dict[str, list[Message]] = defaultdict(list)
    for message in messages:
        by_name[message.name].append(message)
    entries = tuple(taker.entry(group) for group in by_name.values())
    choices = tuple(choice for message in messages for choice in taker.choices(message))
    disputed = [Remark("dispute", title(m), words) for m in messages for _, words in disputes(m)]
    remarks = {r for e in entries if (r := e.remark)} | {r for c in choices for r in c.remarks} | {*bad, *disputed}
    refused = sorted(r for r in remarks if r.kind in ("dispute", "two numbers"))
    if options.on_dispute == "error" and refused:
        raise DisputeError(refused)
    return Inventory(entries, tuple(c for c in choices if c.members), tuple(sorted(remarks)))


class _Taker:
    """Takes entries and choices of messages, with what has to be known of all of them first."""

    def __init__(self, messages: list[Message], options: Options) -> None:
        self._options = options
        self._spelling = _header_spelling(messages)
        self._stated = _stated_constants(messages)
        self._names = {message.name for message in messages}

    def entry(self, group: list[Message]) -> Entry:
        """The entry of the messages of one name."""
        first = group[0]
        stated = [s for m in group for s in stated_value(m)]
        resolved = resolve(first.name, first.header, stated, self._options.values)
        return Entry(
            name=first.name,
            kind=first.kind,
            header=self._header(first),
            number=resolved.number,
            remark=resolved.remark,
            aliases=tuple(self._aliases(group, resolved.number)),
            documents=tuple(
                Documentation(title(m), tuple(contract_lines(m)), tuple(words for _, words in disputes(m)))
                for m in group
            ),
        )

    def _aliases(self, group: list[Message], number: Number | None) -> Iterator[tuple[str, int]]:
        """The further names of a message that have numbers: those its page lists, and both forms of a pair.

        A form that has a page of its own is an entry of its own.
        """
        name = group[0].name
        forms = (f"{name}A", f"{name}W") if number and number.is_pair else ()
        for alias in sorted({*forms, *(a for m in group for a in m.aliases if is_identifier(a))} - self._names):
            value = self._options.values.number(alias, group[0].header)
            if value is not None:
                yield alias, value

    def choices(self, message: Message) -> Iterator[Choice]:
        """The constants of each parameter, and the symbols that come back; some have no members."""
        for index, parameter in enumerate(message.parameters):
            yield self._choice(message, parameter.name, _names(parameter.constants), f"parameters[{index}]")
        symbols = dict.fromkeys(o.value for o in message.returns.outcomes if _SYMBOL.fullmatch(o.value))
        yield self._choice(message, None, symbols, "returns")

    def _choice(self, message: Message, parameter: str | None, names: Iterable[str], field: str) -> Choice:
        values = self._options.values
        resolved = {name: resolve(name, message.header, self._stated.get(name, ()), values) for name in names}
        members = tuple((name, r.number.value) for name, r in resolved.items() if r.number)
        form = self._options.forms.get(f"{message.name}.{parameter or 'result'}")
        disputed = (Remark("dispute", title(message), words) for at, words in disputes(message) if at.startswith(field))
        return Choice(
            message=message.name,
            scope=message.scope,
            header=self._header(message),
            parameter=parameter,
            form=form or ("flags" if are_flags(number for _, number in members) else "enum"),
            members=members,
            remarks=(*_remarks(message, resolved), *disputed),
        )

    def _header(self, message: Message) -> str:
        return self._spelling[message.header.lower()] if message.header else NO_HEADER


def _remarks(message: Message, resolved: dict[str, Resolved]) -> Iterator[Remark]:
    for result in resolved.values():
        if result.remark:
            yield Remark(result.remark.kind, result.remark.name, f"{result.remark.text} ({title(message)})")


def _names(constants: Iterable[Constant]) -> list[str]:
    """The names of constants once each, without those that are plain numbers or unions of others."""
    return list(dict.fromkeys(c.name for c in constants if is_identifier(c.name)))


def _stated_constants(messages: Iterable[Message]) -> dict[str, list[Stated]]:
    """What the pages say that each constant is worth."""
    found: dict[str, list[Stated]] = defaultdict(list)
    for message in messages:
        for i, parameter in enumerate(message.parameters):
            for j, constant in enumerate(parameter.constants):
                if constant.value is not None:
                    record = message.provenance_of(f"parameters[{i}].constants[{j}].value")
                    disputed = record is not None and record.disputed
                    found[constant.name].append(Stated(constant.value, message.page, message.page, disputed))
    return found


def _header_spelling(messages: Iterable[Message]) -> dict[str, str]:
    """For each header in lower case the spelling that most pages use."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for message in messages:
        if message.header:
            counts[message.header.lower()][message.header] += 1
    return {key: min(count, key=lambda spelled: (-count[spelled], spelled)) for key, count in counts.items()}
