"""What the rules about return contracts share: one page's contract held against the canonical one, once."""

from collections import Counter
from typing import Literal

import msgspec

from conformance.view import Siblings, View
from spec_model.identifiers import likeness
from spec_model.model import Outcome, ReturnContract, Span, When

Change = Literal["missing", "obsolete", "changed", "inverted", "damaged"]

#: A contract that was understood to a lesser share than this says nothing for certain.
UNDERSTOOD = 0.8


class Difference(msgspec.Struct, frozen=True):
    """One outcome that the page states otherwise: what is expected, what stands there, and where."""

    change: Change
    span: Span
    expected: tuple[When, str] | None = None
    found: tuple[When, str] | None = None


class Comparison(msgspec.Struct, frozen=True):
    """The contract of one page against the canonical one.

    `doubt` says why the two cannot be compared, None where they can; `differences` are of their outcomes.
    """

    doubt: str | None = None
    disposition: tuple[str, str] | None = None
    differences: tuple[Difference, ...] = ()


def compare(view: View) -> Comparison:
    """The comparison for the page of `view`, made once for all rules."""
    return view.once(_compare)


def _compare(view: View) -> Comparison:
    own, canonical = view.witness.returns, view.message.returns
    if own.span is None or view.siblings.sections("return-value") * 2 <= len(view.pages):
        return Comparison()  # a section that is missing or obsolete is a finding of its own
    if own.disposition != canonical.disposition:
        return _dispositions(view, own, canonical)
    exchanged = _exchanged(view, own) if canonical.disposition == "value" else []
    if exchanged or own.pairs() == canonical.pairs():
        return Comparison(differences=tuple(exchanged))
    doubt = _doubt(view, own)
    if doubt:
        return Comparison(doubt=doubt)
    section = view.page.section("return-value")
    whole = section.first_words if section else own.span
    return Comparison(differences=tuple(_differences(own, canonical, whole)))


def _dispositions(view: View, own: ReturnContract, canonical: ReturnContract) -> Comparison:
    if own.confidence < UNDERSTOOD or own.disposition == "unspecified" or canonical.disposition == "unspecified":
        return Comparison(doubt="the section was not understood")
    understood = [
        w.returns.disposition
        for w in view.message.witnesses
        # of words that are no "none", it is enough to know that they describe something
        if w.returns.confidence >= UNDERSTOOD or own.disposition == "none"
    ]
    if not _outvoted(understood.count(own.disposition), understood.count(canonical.disposition)):
        return Comparison(doubt="the locales are divided")
    if "value" not in (own.disposition, canonical.disposition):
        return Comparison()  # "ignored" for "none" takes nothing from the reader
    return Comparison(disposition=(canonical.disposition, own.disposition))


def _doubt(view: View, own: ReturnContract) -> str | None:
    if own.confidence < UNDERSTOOD:
        return "the section was not understood"
    agreeing = [
        w.locale
        for w in view.message.witnesses
        if w.returns.pairs() == view.message.returns.pairs() and w.returns.confidence >= UNDERSTOOD
    ]
    with_it = [w.locale for w in view.message.witnesses if w.returns.pairs() == own.pairs()]
    return None if _outvoted(len(with_it), len(agreeing)) else "the locales are divided"


def _outvoted(minority: int, majority: int) -> bool:
    """Whether so many more locales say otherwise that a few are wrong: two to one, or three against two."""
    return majority >= 2 * minority or (majority >= 3 and majority > minority)


def _differences(own: ReturnContract, canonical: ReturnContract, whole: Span) -> list[Difference]:
    expected = [(o.when, o.value) for o in canonical.outcomes if (o.when, o.value) not in own.pairs()]
    extra = [o for o in own.outcomes if (o.when, o.value) not in canonical.pairs()]
    _drop_consequences(expected, extra)
    if _is_exchange(expected, extra):
        return [
            Difference("inverted", _place(o, whole), next(e for e in expected if e[0] == o.when), (o.when, o.value))
            for o in extra[:1]
        ]
    found: list[Difference] = []
    for outcome in extra:
        pair = (outcome.when, outcome.value)
        same = _counterpart(outcome, expected, alone=len(extra) == len(expected) == 1)
        if same is None:
            found.append(Difference("obsolete", _place(outcome, whole), None, pair))
            continue
        expected.remove(same)
        change: Change = "damaged" if _is_damage(outcome.value, same[1]) else "changed"
        found.append(Difference(change, _place(outcome, whole), same, pair))
    found += [Difference("missing", whole, pair) for pair in expected]
    return [difference for difference in found if not _is_nuance(difference, alone=len(found) == 1)]


def _is_nuance(difference: Difference, *, alone: bool) -> bool:
    """Whether a difference may be one of wording: the same value with a circumstance, or one more description."""
    found, expected = difference.found, difference.expected
    if found and expected:
        return found[1] == expected[1] and {found[0], expected[0]} == {"always", "condition"}
    return alone and found is not None and found[1] == "described"


def _counterpart(outcome: Outcome, expected: list[tuple[When, str]], *, alone: bool) -> tuple[When, str] | None:
    """The expected outcome that one on the page stands for: under the same condition, with the most alike value."""
    same = [pair for pair in expected if pair[0] == outcome.when]
    if same:
        return max(same, key=lambda pair: likeness(outcome.value, pair[1]))
    return expected[0] if alone and expected[0][1] == outcome.value else None  # right, under another condition


def _is_damage(found: str, expected: str) -> bool:
    """Whether a value is a symbol that was taken apart: it shares words with the expected one, or its sound."""
    if "_" not in expected or ("_" not in found and found.isascii()):
        return False
    shared = set(expected.lower().split("_")) & set(found.lower().split("_"))
    return bool(shared and found != found.upper()) or bool(shared and " " in found) or likeness(found, expected) >= 0.6


def _drop_consequences(expected: list[tuple[When, str]], extra: list[Outcome]) -> None:
    """Take out what follows from another difference: without a failure beside it, success reads as always."""
    for outcome in list(extra):
        other: When | None = {"always": "success", "success": "always"}.get(outcome.when)  # type: ignore[assignment]
        if other and (other, outcome.value) in expected and len(expected) + len(extra) > 2:
            expected.remove((other, outcome.value))
            extra.remove(outcome)


def _is_exchange(expected: list[tuple[When, str]], extra: list[Outcome]) -> bool:
    """Whether the values of two conditions stand at each other's places."""
    if len(expected) != 2 or len(extra) != 2:
        return False
    return Counter(value for _, value in expected) == Counter(o.value for o in extra) and {
        when for when, _ in expected
    } == {o.when for o in extra}


def _place(outcome: Outcome, otherwise: Span) -> Span:
    return outcome.value_span or outcome.span or otherwise


def _exchanged(view: View, own: ReturnContract) -> list[Difference]:
    """The first two values under plain conditions, whose order on this page is the other way round.

    "TRUE to allow, FALSE to prevent" says the opposite with the two words exchanged, although the set of
    values stays the same. The order of the other pages tells, where they all have the same.
    """
    mine = _order(own) if own.confidence >= UNDERSTOOD else []
    if len(mine) < 2:
        return []
    values = [o.value for o in mine[:2]]
    others = [first for locale, first in view.siblings.once(_first_values).items() if locale != view.locale]
    turned, same = others.count(values[::-1]), others.count(values)
    if turned < 2 or turned < 3 * same:
        return []
    first = mine[0]
    return [
        Difference("inverted", _place(first, own.span or Span(0, 0)), (first.when, values[1]), (first.when, values[0]))
    ]


def _first_values(siblings: Siblings) -> dict[str, list[str]]:
    """The first two values under plain conditions of every page."""
    return {w.locale: [o.value for o in _order(w.returns)[:2]] for w in siblings.message.witnesses}


def _order(contract: ReturnContract) -> list[Outcome]:
    """The outcomes under plain conditions in the order of the page."""
    placed = [o for o in contract.outcomes if o.when == "condition" and o.value_span]
    return sorted(placed, key=lambda o: o.value_span.start if o.value_span else 0)


_CONDITIONS: dict[When, str] = {
    "success": "on success",
    "failure": "on failure",
    "processed": "when processed",
    "not_processed": "when not processed",
    "always": "always",
    "condition": "under a condition",
}


def words(pair: tuple[When, str] | None) -> str | None:
    """An outcome in words: ``LB_ERR on failure``."""
    return f"{pair[1]} {_CONDITIONS[pair[0]]}" if pair else None


def stated(view: View) -> dict[str, str | None]:
    """What each locale says is returned, in words."""
    found: dict[str, str | None] = {}
    for witness in view.message.witnesses:
        contract = witness.returns
        pairs = [words((o.when, o.value)) or "" for o in contract.outcomes]
        found[witness.locale] = "; ".join(pairs) or (contract.disposition if contract.span else None)
    return found
