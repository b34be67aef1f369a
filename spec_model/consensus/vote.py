"""How one fact is settled among the witnesses, and what is recorded of it.

Evidence ranks before votes: a value that an anchor, code or front matter proves wins over any number of
visible words. Among values of the same rank the most witnesses win; spellings that differ in case only vote
together, and the spelling is chosen among them. What is still even is settled by a fixed order and marked as
disputed: the model then shows a best guess, and no page is blamed for saying otherwise.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cache
from typing import Generic, TypeVar

import msgspec

from spec_model.extract.parameters import ordinary_names
from spec_model.identifiers import skeleton
from spec_model.model import Attestation, EvidenceKind, Fact, Provenance

T = TypeVar("T", bound=Hashable)

#: Kinds of evidence that a translator does not touch, and how much each proves.
RANKS: dict[EvidenceKind | None, int] = {
    "source": 6, "code": 4, "anchor": 4, "front-matter": 4, "english": 3, "file-name": 3, "curated": 1,
    "agreement": 1, "text": 1, None: 0,
}  # fmt: skip
_PROVING = frozenset(kind for kind, rank in RANKS.items() if rank > 1)


def is_english_half(locale: str) -> bool:
    """Whether `locale` names the English half of a bilingual page (``en-us@zh-tw``)."""
    return "@" in locale


class Vote(msgspec.Struct, Generic[T], frozen=True, gc=False):
    """What one witness says of one fact: a value, or None where its page says nothing."""

    locale: str
    fact: Fact[T] | None

    @property
    def rank(self) -> int:
        """How much the strongest evidence proves."""
        if self.fact is None:
            return 0
        if is_english_half(self.locale):
            return RANKS["english"]
        return max([RANKS[evidence.kind] for evidence in self.fact.evidence], default=RANKS["text"])


class Decision(msgspec.Struct, Generic[T], frozen=True, gc=False):
    """How a fact was settled: the value, the rule that settled it, and how sure it is (0 to 1)."""

    value: T | None
    decided_by: str
    confidence: float
    disputed: bool = False


#: Picks among the spellings that witnesses gave of one word; the same spelling stands there once a vote.
Spelling = Callable[[list[T]], T]


def settle(
    votes: Sequence[Vote[T]], source: str | None = None, *, optional: int = 0, spelling: Spelling[T] | None = None
) -> Decision[T]:
    """Settle one fact among `votes`; `source` names the locale whose word is final.

    `optional` is how many witnesses must state a value before absence stops being the majority's word: 0
    means that any statement counts, since translations lose things and seldom invent them.
    """
    if source is not None:
        own = next((vote for vote in votes if vote.locale == source), None)
        if own is not None:
            return Decision(own.fact.value if own.fact else None, "source", 1.0)
    stated = [vote for vote in votes if vote.fact is not None]
    if not stated:
        return Decision(None, "nothing stated", 1.0)
    if len(stated) < optional and len(stated) * 2 < len(votes):
        return Decision(None, "majority does not state it", 1 - len(stated) / len(votes))
    values = [vote.fact.value for vote in stated if vote.fact is not None]
    if values.count(values[0]) == len(values):
        return Decision(values[0], "unanimous", _confidence(stated, stated))
    return _most(stated, spelling or most_frequent)


def _most(stated: Sequence[Vote[T]], spelling: Spelling[T]) -> Decision[T]:
    best = max(vote.rank for vote in stated)
    if best > 1:
        proven = [vote for vote in stated if vote.rank == best]
        chosen, even = _plurality(proven, stated, spelling)
        return Decision(chosen, "evidence", _confidence(_saying(stated, chosen), stated, proven=True), even)
    chosen, even = _plurality(stated, stated, spelling)
    rule = "tie" if even else "majority"
    return Decision(chosen, rule, 0.5 if even else _confidence(_saying(stated, chosen), stated), even)


def _plurality(electorate: Sequence[Vote[T]], everyone: Sequence[Vote[T]], spelling: Spelling[T]) -> tuple[T, bool]:
    """The value with the most votes, spellings of one word voting together, and whether it was even."""
    groups: dict[Hashable, list[T]] = defaultdict(list)
    for vote in electorate:
        assert vote.fact is not None
        groups[_folded(vote.fact.value)].append(vote.fact.value)
    total: dict[Hashable, int] = defaultdict(int)
    for vote in everyone:
        assert vote.fact is not None
        total[_folded(vote.fact.value)] += 1
    order = sorted(groups, key=lambda key: (-len(groups[key]), -total[key], not str(key).isascii(), str(key)))
    first, second = order[0], order[1] if len(order) > 1 else None
    even = second is not None and len(groups[first]) == len(groups[second]) and total[first] == total[second]
    if even and str(first).isascii() != str(second).isascii():
        even = False  # an identifier of C is written in ASCII: the other spelling is damage
    return spelling(groups[first]), even


def most_frequent(values: list[T]) -> T:
    """The most frequent of `values`; of equals the first in order of the alphabet."""
    return min(set(values), key=lambda v: (-values.count(v), str(v)))


def parameter_spelling(values: list[str]) -> str:
    """The spelling of a parameter's name: an ordinary one, else one that does not begin like a sentence.

    Machine translation capitalises an italic word at the start of an item and shouts short ones (``Hwnd``,
    ``PRC``); it hardly ever takes a capital away at the start.
    """
    low = [value for value in values if value[:1].islower()]
    top = most_frequent(values)
    if values.count(top) * 2 > len(values) and (len(low) >= 2) == top[:1].islower():
        return top if top[:1].islower() else _ordinary_spelling(top) or top
    return _ordinary_spelling(top) or most_frequent(low or values)


def _ordinary_spelling(name: str) -> str | None:
    same = _ordinary_spellings().get(skeleton(name), ())
    return same[0] if len(same) == 1 else None


@cache
def _ordinary_spellings() -> Mapping[str, Sequence[str]]:
    """The ordinary names by their letters and digits."""
    found: dict[str, list[str]] = defaultdict(list)
    for ordinary in ordinary_names():
        found[skeleton(ordinary)].append(ordinary)
    return found


def symbol_spelling(values: list[str]) -> str:
    """The spelling of a constant: capitals where any witness has them, since translation lowers them."""
    return most_frequent([value for value in values if value.isupper()] or values)


def _folded(value: Hashable) -> Hashable:
    return (skeleton(value) or value) if isinstance(value, str) else value


def _saying(stated: Sequence[Vote[T]], value: T) -> list[Vote[T]]:
    return [vote for vote in stated if vote.fact is not None and _folded(vote.fact.value) == _folded(value)]


def _confidence(agreeing: Sequence[Vote[T]], stated: Sequence[Vote[T]], *, proven: bool = False) -> float:
    """Laplace's rule of succession over the witnesses, raised where untouched evidence decides."""
    share = (len(agreeing) + 1) / (len(stated) + 2)
    return round(max(share, 0.9) if proven or _are_proven(agreeing) else share, 3)


def _are_proven(votes: Sequence[Vote[T]]) -> bool:
    """Whether anything that a translator does not touch says what `votes` say."""
    for vote in votes:
        if is_english_half(vote.locale):
            return True
        for evidence in vote.fact.evidence if vote.fact is not None else ():
            if evidence.kind in _PROVING:
                return True
    return False


def provenance(field: str, votes: Sequence[Vote[T]], decision: Decision[T]) -> Provenance:
    """The record of a settled fact: who attests it, who dissents, with the places on their pages.

    Another letter case or spacing of the same word attests it too.
    """
    attested: list[Attestation] = []
    dissent: list[Attestation] = []
    stated = any(vote.fact is not None for vote in votes)
    for vote in votes if stated else ():
        (attested if _agrees(vote, decision) else dissent).append(_attestation(vote))
    return Provenance(
        field, decision.decided_by, decision.confidence, tuple(attested), tuple(dissent), decision.disputed
    )


def _agrees(vote: Vote[T], decision: Decision[T]) -> bool:
    if vote.fact is None or decision.value is None:
        return vote.fact is None and decision.value is None
    return vote.fact.value == decision.value or _folded(vote.fact.value) == _folded(decision.value)


def _attestation(vote: Vote[T]) -> Attestation:
    fact = vote.fact
    if fact is None:
        return Attestation(vote.locale, None)
    value = str(fact.value)
    if not fact.evidence:
        return Attestation(vote.locale, value)
    evidence = fact.evidence[0]
    return Attestation(vote.locale, value, evidence.kind, evidence.span, evidence.text)
