"""Enumerations, for the languages that have them: messages by family, constants by parameter."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

import msgspec

from conformance.generate.integers import Storage, as_stored, storage
from conformance.generate.inventory import Choice, Entry, Inventory
from conformance.generate.names import Namer, pascal

_KINDS = {"message": "Message", "notification": "Notification"}


class Member(msgspec.Struct, frozen=True):
    """One constant: its name in the language, the name in the headers, its number, and lines about it."""

    name: str
    original: str
    number: int
    lines: tuple[str, ...] = ()


class Enumeration(msgspec.Struct, frozen=True):
    """One type: `title` says what it is, `notes` which constants are missing from it and why."""

    name: str
    title: str
    is_flags: bool
    storage: Storage
    members: tuple[Member, ...]
    notes: tuple[str, ...]


class Naming(msgspec.Struct, frozen=True):
    """How a language names things: the words it reserves, and the form that it gives to a constant's name."""

    language: str
    member: Callable[[str], str] = str


def enumerations(inventory: Inventory, naming: Naming) -> tuple[Enumeration, ...]:
    """All enumerations of `inventory`, families of messages first."""
    types = Namer(naming.language, joint="")
    found = [_family(key, group, naming, types) for key, group in sorted(_families(inventory.entries).items())]
    found += [_parameter(choice, naming, types) for choice in inventory.choices]
    return tuple(enumeration for enumeration in found if enumeration is not None)


def _families(entries: tuple[Entry, ...]) -> dict[tuple[str, str], list[Entry]]:
    """Entries by what their names begin with, and by kind: numbers are unique within a family, not beyond it."""
    found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        prefix, underscore, _ = entry.name.partition("_")
        found[prefix if underscore and prefix else "", entry.kind].append(entry)
    return found


def _family(key: tuple[str, str], entries: list[Entry], naming: Naming, types: Namer) -> Enumeration | None:
    prefix, kind = key
    names = Namer(naming.language)
    members = [member for entry in entries for member in _members(entry, naming, names)]
    holds = storage(member.number for member in members)
    if not members:
        return None
    headers = ", ".join(sorted({entry.header for entry in entries}, key=str.lower))
    title = f"{_KINDS[kind]}s {prefix}_* ({headers})" if prefix else f"{_KINDS[kind]}s of no family ({headers})"
    notes = tuple(str(entry.remark) for entry in entries if entry.remark)
    name = types.name(pascal(prefix or "Other", _KINDS[kind]))
    return Enumeration(name, title, False, holds, _stored(members, holds), notes)


def _members(entry: Entry, naming: Naming, names: Namer) -> Iterator[Member]:
    if entry.number is None:
        return
    lines = [line for document in entry.documents for line in (document.title, *document.lines, *document.disputes)]
    if entry.number.is_pair:
        lines.append("The Unicode form.")
    lines.append(f"Number from {entry.number.source}.")
    yield Member(names.name(naming.member(entry.name)), entry.name, entry.number.value, tuple(lines))
    for alias, number in entry.aliases:
        yield Member(names.name(naming.member(alias)), alias, number, (f"{alias}, a form of {entry.name}.",))


def _parameter(choice: Choice, naming: Naming, types: Namer) -> Enumeration:
    holds = storage(number for _, number in choice.members)
    names = Namer(naming.language)
    members = (Member(names.name(naming.member(name)), name, number, (name,)) for name, number in choice.members)
    notes = tuple(str(remark) for remark in choice.remarks)
    name = types.name(pascal(*choice.parts))
    return Enumeration(name, choice.title, choice.form == "flags", holds, _stored(members, holds), notes)


def _stored(members: Iterable[Member], holds: Storage) -> tuple[Member, ...]:
    return tuple(msgspec.structs.replace(member, number=as_stored(member.number, holds)) for member in members)
