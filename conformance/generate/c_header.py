"""C: a header with every number, and a decoder for each return contract."""

from collections.abc import Sequence

import msgspec

from conformance.generate.api import Options, Output, Remark
from conformance.generate.contract import Rule, decoders
from conformance.generate.integers import c_literal
from conformance.generate.inventory import Choice, Entry, Inventory, take_inventory
from conformance.generate.names import Namer, joined
from conformance.generate.provenance import provenance
from conformance.generate.templates import render
from spec_model.model import Message


class Define(msgspec.Struct, frozen=True):
    """One macro. `ansi` and `unicode` name the forms of a pair; then `literal` is empty."""

    name: str
    literal: str = ""
    ansi: str = ""
    unicode: str = ""


class Block(msgspec.Struct, frozen=True):
    """Lines of a comment and the macros below it."""

    lines: tuple[str, ...]
    defines: tuple[Define, ...]


def generate(model: Sequence[Message], options: Options) -> Output:
    """`polyspec_messages.h` with the numbers, `polyspec_contracts.h` and `.c` with the decoders."""
    inventory = take_inventory(model, options)
    macros = _Macros(inventory)
    sections = [
        (header, [*map(macros.entry, entries), *(block for choice in choices if (block := macros.choice(choice)))])
        for header, (entries, choices) in inventory.by_header().items()
    ]
    found, unable = decoders(model, options)
    names = Namer("c")
    functions = [(names.name(joined(*decoder.parts)), decoder) for decoder in found]
    head = {"provenance": provenance(model, inventory, options)}
    files = {
        "polyspec_messages.h": render("messages.h", sections=sections, **head),
        "polyspec_contracts.h": render("contracts.h", functions=functions, **head),
        "polyspec_contracts.c": render("contracts.c", functions=functions, rule=_rule, **head),
    }
    return Output(files, tuple(sorted({*inventory.remarks, *unable, *macros.renamed})))


class _Macros:
    """Gives each name one macro in the whole header: macros know no scope."""

    def __init__(self, inventory: Inventory) -> None:
        self._namer = Namer("c")
        self._known: dict[str, str] = {}
        self.renamed: list[Remark] = []
        self._numbered = {e.name for e in inventory.entries if e.number}
        self._numbered |= {alias for e in inventory.entries for alias, _ in e.aliases}
        # The names of messages go first, whichever constant has the same name.
        for entry in inventory.entries:
            self._macro(entry.name)

    def _macro(self, name: str) -> str:
        if name not in self._known:
            self._known[name] = self._namer.name(name)
            if self._known[name] != name:
                self.renamed.append(Remark("renamed", name, f"{self._known[name]} in C"))
        return self._known[name]

    def entry(self, entry: Entry) -> Block:
        """The macros of one message, below its contract."""
        lines: list[str] = []
        for document in entry.documents:
            lines += [document.title, *document.lines, *document.disputes]
        if entry.remark:
            lines.append(str(entry.remark))
        if entry.number is None:
            return Block(tuple(lines), ())
        lines.append(f"Number from {entry.number.source}.")
        defines = [Define(self._macro(name), c_literal(number)) for name, number in entry.aliases]
        forms = (f"{entry.name}A", f"{entry.name}W")
        if entry.number.is_pair and self._numbered.issuperset(forms):
            ansi, unicode = map(self._macro, forms)
            defines.append(Define(self._macro(entry.name), ansi=ansi, unicode=unicode))
        else:
            defines.append(Define(self._macro(entry.name), c_literal(entry.number.value)))
        return Block(tuple(lines), tuple(defines))

    def choice(self, choice: Choice) -> Block | None:
        """The macros of the constants of one parameter that have none yet; None where nothing is left to say."""
        fresh = [(name, number) for name, number in choice.members if name not in self._known]
        if not fresh and not choice.remarks:
            return None
        elsewhere = [name for name, _ in choice.members if name in self._known]
        lines = [f"{choice.title} ({choice.form})", *map(str, choice.remarks)]
        if elsewhere:
            lines.append(f"Also: {', '.join(elsewhere)}.")
        return Block(tuple(lines), tuple(Define(self._macro(name), c_literal(number)) for name, number in fresh))


def _rule(rule: Rule) -> str:
    """The initializer of one rule."""
    return f"POLYSPEC_{rule.when.upper()}, POLYSPEC_TEST_{rule.test.upper()}, {_wide(rule.number)}"


def _wide(number: int) -> str:
    """`number` as a constant of 64 bits."""
    return "(-9223372036854775807LL - 1)" if number == -(1 << 63) else f"{number}LL"
