"""What `polyspec stale` prints: text for people, JSON for programs."""

from collections.abc import Iterator
from itertools import groupby

import msgspec

from conformance.report.visible import brief, shown, visible
from conformance.stale.compare import Staleness, Standing

_WIDEST = 48


def as_json(staleness: Staleness) -> Iterator[str]:
    """One object: `source`, the counts by state and locale, and the pages with both contracts."""
    yield msgspec.json.format(msgspec.json.encode(staleness), indent=1).decode() + "\n"


def as_text(staleness: Staleness) -> Iterator[str]:
    """Each page that is behind in its contract with both contracts side by side, those behind in prose, the counts."""
    behind = sorted(staleness.pages, key=lambda s: (s.page, s.commit or "", s.locale))
    for (page, commit), group in groupby(behind, key=lambda s: (s.page, s.commit)):
        standings = list(group)
        changed = [standing for standing in standings if standing.state == "contract"]
        for state in ("gone", "unknown-commit", "no-commit", "refused"):
            tags = " ".join(standing.locale for standing in standings if standing.state == state)
            if tags:
                yield f"{visible(page)}: {state} in {tags}{f' ({brief(commit)})' if commit else ''}\n"
        if changed:
            locales = " ".join(standing.locale for standing in changed)
            yield f"\n{visible(page)}: behind in its contract in {locales}\n"
            yield from _side_by_side(changed[0], staleness.source)
    yield from _in_prose(behind)
    for locale, states in staleness.locales.items():
        yield f"{locale}: {_counts(states)}\n"
    yield f"all: {_counts(staleness.states)}\n"


def _in_prose(behind: list[Standing]) -> Iterator[str]:
    prose = [standing for standing in behind if standing.state == "prose"]
    for page, group in groupby(prose, key=lambda s: s.page):
        yield f"{visible(page)}: behind in prose only in {' '.join(sorted(s.locale for s in group))}\n"
    if prose:
        yield "\n"


def _counts(states: dict[str, int]) -> str:
    return ", ".join(f"{state} {count}" for state, count in states.items()) or "no pages"


def _side_by_side(standing: Standing, source: str) -> Iterator[str]:
    """Both contracts, a line a field that either states; ``!`` stands before those that changed."""
    then, now = standing.then or {}, standing.now or {}
    changed = {difference.field for difference in standing.differences}
    fields = (*then, *(field for field in now if field not in then))
    stated = [field for field in fields if field in changed or then.get(field) or now.get(field)]
    rows = [(field, shown(then.get(field)), shown(now.get(field))) for field in stated]
    heads = ("field", f"translated from {(standing.commit or '')[:12]}", f"now {source[:12]}")
    first = max(len(visible(row[0])) for row in (heads, *rows))
    second = min(_WIDEST, max(len(row[1]) for row in (heads, *rows)))
    for field, old, new in (heads, *rows):
        yield f"  {'!' if field in changed else ' '} {visible(field):{first}}  {old:{second}}  {new}\n"
    yield "\n"
