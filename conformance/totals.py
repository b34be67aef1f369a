"""The counts of a run, added up judgement by judgement."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from conformance.diagnostic import SEVERITIES, Summary
from conformance.judged import Judged, Numbers, Share
from spec_model.corpus import Group


class Totals:
    """Adds up what each group of pages has to say, in the order of the corpus; `warnings` are about the run."""

    def __init__(self) -> None:
        self._pages = self._messages = self._modelled = self._disputed = 0
        self._kinds: Counter[str] = Counter()
        self._skipped: Counter[str] = Counter()
        self._refused: dict[str, str] = {}
        self._unused: list[str] = []
        self.warnings: list[str] = []
        self._severities: Counter[str] = Counter()
        self._codes: Counter[str] = Counter()
        self._locales: Counter[str] = Counter()
        self._suppressed: Counter[str] = Counter()

    def add(self, pages: int, share: Share, found: Numbers) -> None:
        """Add the judgement on a group of `pages` files."""
        self._pages += pages
        self._messages += share.message
        self._modelled += share.modelled
        self._disputed += share.disputed
        self._kinds.update(share.not_a_message)
        self._skipped.update(share.not_comparable)
        self._refused |= share.refused
        self._unused += share.unused
        self.warnings += share.warnings
        self._severities.update(found.severities)
        self._codes.update(found.codes)
        self._locales.update(found.locales)
        self._suppressed.update(found.suppressed)

    def summary(self, *unused: str) -> Summary:
        """The counts so far; `unused` are further notes on suppressions that suppress nothing."""
        return Summary(
            pages=self._pages,
            messages=self._messages,
            modelled=self._modelled,
            not_a_message=dict(sorted(self._kinds.items())),
            refused=self._refused,
            findings={level: n for level in reversed(SEVERITIES) if (n := self._severities[level])},
            rules=dict(sorted(self._codes.items())),
            locales=dict(sorted(self._locales.items())),
            not_comparable=dict(sorted(self._skipped.items())),
            disputed=self._disputed,
            suppressed=dict(sorted(self._suppressed.items())),
            unused=(*self._unused, *unused),
        )


def total(groups: Sequence[Group], judged: Iterable[Judged], progress: Callable[[int], None] | None = None) -> Summary:
    """The counts of the judgements on `groups`, which come in the same order; `progress` is told of pages done."""
    totals = Totals()
    for group, judgement in zip(groups, judged, strict=True):
        totals.add(len(group.homes), judgement.share, judgement.numbers)
        if progress:
            progress(len(group.homes))
    return totals.summary()
