"""From a corpus to the result that reporters print: every message is judged, and what was found is put away."""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from conformance.cache import CachedWork
from conformance.config import Config
from conformance.diagnostic import Diagnostic, Result
from conformance.judged import Filed, numbers, pack_diagnostics, unpack, unpack_diagnostics
from conformance.parallel import each
from conformance.spool import Spool
from conformance.totals import Totals
from conformance.work import Work
from spec_model.corpus import Corpus

#: Makes of the findings on one message those that count: some may be left out, others marked as suppressed.
Change = Callable[[tuple[Diagnostic, ...]], tuple[Diagnostic, ...]]


def check(  # noqa: PLR0913 - the options of the command, each with a default
    corpus: Corpus,
    config: Config,
    *,
    jobs: int = 1,
    only: Sequence[str] = (),
    show: Sequence[str] = (),
    progress: Callable[[int], None] | None = None,
    cache: Path | None = None,
    change: Change | None = None,
) -> Result:
    """Check every message of `corpus` and give the diagnostics, sorted by page, locale and place.

    `only` are rule codes (all where it is empty), `show` the kinds of finding that are counted but not listed
    by default, `progress` is told the number of pages done after each group, `change` has the last word on the
    findings of each message. The result does not depend on `jobs`, the number of processes, nor on `cache`, the
    folder in which judgements are kept between runs. Memory does not grow with the corpus.
    """
    work = Work(config, corpus.source, tuple(only), tuple(show))
    totals, found = Totals(), Spool()
    remembering = CachedWork(work, cache) if cache else None
    for group, data in zip(corpus.groups, each(remembering or work, corpus.groups, jobs), strict=True):
        filed = unpack(data)
        if change:
            filed = _changed(filed, change)
        found.add(filed.diagnostics, sum(filed.numbers.severities.values()) + sum(filed.numbers.suppressed.values()))
        totals.add(len(group.homes), filed.share, filed.numbers)
        if progress:
            progress(len(group.homes))
    if remembering:
        remembering.entries.close()
    return Result(summary=totals.summary(), diagnostics=found, warnings=tuple(totals.warnings))


def _changed(filed: Filed, change: Change) -> Filed:
    diagnostics = change(unpack_diagnostics(filed.diagnostics))
    data = pack_diagnostics(diagnostics)
    return msgspec.structs.replace(filed, diagnostics=data, numbers=numbers(diagnostics))
