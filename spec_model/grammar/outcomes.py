"""Clauses become outcomes: alternatives find their condition, and what stands beside what decides the rest."""

from collections.abc import Iterable, Sequence

import msgspec

from spec_model.grammar.items import Case
from spec_model.model import Outcome, Span, When

_OPPOSITE: dict[Case, Case] = {
    "success": "failure",
    "failure": "success",
    "processed": "not_processed",
    "not_processed": "processed",
}
_FAILING = frozenset({"FALSE", "0", "NULL", "-1", "error"})


class Branch(msgspec.Struct, frozen=True, gc=False):
    """A clause with its places on the page.

    `listed` is true for a row of a table or an item of a list, `effect` where the text tells what follows from
    the value.
    """

    value: str
    case: Case
    span: Span
    value_span: Span
    stated: bool = False
    listed: bool = False
    effect: bool = False


def names_error(value: str) -> bool:
    """Whether a symbol names an error: ``LB_ERR``, ``E_FAIL``, ``ERROR_CANCELLED``."""
    first, _, rest = value.partition("_")
    return bool(rest) and first != "NO" and rest != "SUCCESS" and (first in ("E", "ERROR") or "_ERR" in value)


def outcomes(branches: Sequence[Branch]) -> tuple[Outcome, ...]:
    """The outcomes that `branches`, in the order of the page, amount to; each pair of when and value once."""
    resolved = [(branch, case) for branch, case in _resolve(branches) if branch.value]
    resolved = _without_umbrella(resolved)
    resolved = list(_narrowed(resolved))
    seen: dict[tuple[When, str], Outcome] = {}
    for branch, when in _plain(resolved):
        seen.setdefault((when, branch.value), Outcome(when, branch.value, branch.span, branch.value_span))
    return tuple(seen.values())


def _resolve(branches: Sequence[Branch]) -> list[tuple[Branch, Case]]:
    """Settle what ``otherwise`` is the opposite of: the condition stated last."""
    last: Case = "any"
    out: list[tuple[Branch, Case]] = []
    stated: set[str] = set()  # values that have a condition
    for branch in branches:
        case: Case = branch.case
        if branch.effect and branch.value in stated:
            continue  # more about the same value
        if case in ("otherwise", "besides"):
            case = _OPPOSITE.get(last, "condition")
            if branch.value == "error" and (last == "processed" or any(known == "success" for _, known in out)):
                case = "failure"
        elif not branch.listed:
            last = case
        if case != "any":
            stated.add(branch.value)
        out.append((branch, case))
    return out


def _without_umbrella(found: list[tuple[Branch, Case]]) -> list[tuple[Branch, Case]]:
    """Drop ``the state`` where the text goes on to name the values that it can have."""
    values = {branch.value for branch, case in found if case == "condition"}
    stated = {branch.value for branch, case in found if case != "any"}
    exhaustive = {"TRUE", "FALSE"} <= stated or {"0", "nonzero"} <= stated
    listed = any(branch.listed for branch, _ in found)
    enumerated = len(values - {"described"}) > 1 and all(case in ("condition", "any") for _, case in found)
    vague = {"error"} & values if not (exhaustive or listed or enumerated) else {"described", "error"}
    return [(branch, case) for branch, case in found if not (case == "any" and branch.value in vague)]


def _narrowed(found: Sequence[tuple[Branch, Case]]) -> Iterable[tuple[Branch, Case]]:
    """Read a stated reason for ``FALSE``, ``-1`` or an error symbol beside a success as its failure."""
    success = any(case == "success" for _, case in found)
    plain = any(case == "any" for _, case in found)
    failures = {branch.value for branch, case in found if case == "failure"}
    places = {branch.value_span for branch, case in found if case == "failure"}
    for branch, case in found:
        if case == "condition" and branch.stated and not branch.listed:
            error = names_error(branch.value)
            apart = bool(failures - {branch.value}) or branch.value_span in places
            if not apart and ((success and (error or branch.value in _FAILING)) or (plain and error and not failures)):
                yield branch, "failure"
                continue
        yield branch, case


def _plain(found: Sequence[tuple[Branch, Case]]) -> Iterable[tuple[Branch, When]]:
    """Say when a value without a condition comes back: on success where failure has another, else always."""
    failure = any(case == "failure" for _, case in found)
    listed = any(branch.listed for branch, _ in found)
    for branch, case in found:
        if case == "any" and listed and not failure:
            yield branch, "condition"
        elif case == "any":
            yield branch, "success" if failure else "always"
        elif case != "otherwise" and case != "besides":  # noqa: PLR1714 (mypy narrows by comparison)
            yield branch, case
