"""Which condition belongs to which value of a segment."""

from collections.abc import Sequence

from spec_model.grammar import lexicon as lx
from spec_model.grammar.items import Case, Clause, Item
from spec_model.grammar.tokens import Token


def pair(items: Sequence[Item], tokens: Sequence[Token], *, before: bool) -> list[Clause]:
    """The clauses of a segment from its values and conditions, in order.

    `before` is true where a condition stands before the value that it governs.
    """
    pairing = _Pairing(items, tokens, before=before)
    pairing.run()
    return [_clause(value, case, tokens) for value, cases in pairing.branches() for case in cases]


class _Pairing:
    def __init__(self, items: Sequence[Item], tokens: Sequence[Token], *, before: bool) -> None:
        self.items = items
        self.tokens = tokens
        self.before = before
        self.values: list[Item] = []
        self.cases: list[list[Item]] = []  # of each value
        self.fronted: list[bool] = []  # whether the conditions of each value stood before it
        self.front: list[Item] = []  # conditions that wait for their value
        self.broken = False  # an alternative to a value that was not understood

    def run(self) -> None:
        for index, item in enumerate(self.items):
            if item.kind == "value":
                if self.broken:
                    self.broken = False
                    self.front = []
                    continue
                self.values.append(item)
                self.cases.append(self.front)
                self.fronted.append(bool(self.front))
                self.front = []
            elif item.kind == "otherwise":
                if self.values and not self.cases[-1] and self.values[-1].case is None:
                    self.cases[-1] = [item]
                else:
                    self.broken = any(front.kind == "case" for front in self.front)
                    self.front = [item]
            elif self._leads(index, item):
                self.front = [*self.front, item] if item.joined else [item]
            else:
                self._attach(item)

    def _leads(self, index: int, item: Item) -> bool:
        """Whether the condition at `index` waits for a value after it."""
        if item.front or not self.values:
            return True
        following = next((i for i in self.items[index + 1 :] if i.kind != "case"), None)
        has_value = following is not None and following.kind == "value"
        if self.before:
            return has_value and item.stated
        if not has_value or not self.cases[-1] or item.joined:
            return False
        return not self.fronted[-1] or self._alternates(index)

    def _alternates(self, index: int) -> bool:
        """Whether each value from here on has its condition before it: ``On success A, on error B``."""
        rest = [item.kind for item in self.items[index + 1 :]]
        between = self.tokens[self.items[index].end : self.items[index + 1].start + 1]
        if any(token.tags & lx.OR for token in between):
            return False  # "if so, A on success or an error": an alternative of the condition's own
        return "otherwise" not in rest and rest.count("value") - rest.count("case") == 1

    def _attach(self, item: Item) -> None:
        if item.joined or not self.fronted[-1]:
            self.cases[-1].append(item)
        elif item.stated or item.case in ("success", "failure"):
            self.cases[-1], self.fronted[-1] = [item], False  # the inner condition is the narrower one

    def branches(self) -> list[tuple[Item, list[Item | None]]]:
        out: list[tuple[Item, list[Item | None]]] = []
        for value, cases in zip(self.values, self.cases, strict=True):
            out.append((value, list(cases) or [None]))
        stated = [value.case is not None or cases != [None] for value, cases in out]
        strong = sum(value.strong for value in self.values)
        for number, (value, _) in enumerate(out):
            if stated[number]:
                continue
            if any(stated[:number]):
                value.case = "besides"
            elif strong > 1 and not any(stated) and value.strong:
                value.case = "condition"
        return out


def _clause(value: Item, case: Item | None, tokens: Sequence[Token]) -> Clause:
    kind: Case = value.case or "any"
    first, last = value.start, value.end
    stated = value.stated
    if case is not None:
        kind = "otherwise" if case.kind == "otherwise" else case.case or "condition"
        first, last = min(first, case.start), max(last, case.end)
        stated = case.stated
    return Clause(
        value=value.value,
        case=kind,
        start=tokens[first].start,
        end=tokens[last - 1].end,
        value_start=tokens[value.start].start,
        value_end=tokens[value.end - 1].end,
        proven=value.proven,
        stated=stated,
        errors=value.errors,
        effect=value.effect,
    )
