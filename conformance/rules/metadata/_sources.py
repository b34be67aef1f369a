"""What a page says of the source page that it was translated from, and which pages are behind the others."""

import re
from datetime import date

import msgspec

from conformance.surface.vote import settle
from conformance.view import Siblings
from spec_model.page import Page
from spec_model.remember import remembered

COMMIT = "ms.sourcegitcommit"
_CONTENT = "ms.openlocfilehash"
_HANDED_OFF = "ms.lasthandoff"
_DATE = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})|(?P<iso>\d{4}-\d{2}-\d{2})")


class Origin(msgspec.Struct, frozen=True):
    """The version of the source page: its commit, the hash of its content, and when it was handed off."""

    commit: str
    content: str | None
    handed_off: date | None


class Origins(msgspec.Struct, frozen=True):
    """The origin of each page and its commit by locale; `current` is the one that the pages should have.

    `others` says in words which pages have that. `behind` are the locales whose pages were made from another
    commit, each with whether it is proven that the text of the source page differs, and that theirs is not the
    current one.
    """

    by_locale: dict[str, Origin]
    commits: dict[str, str | None]
    current: Origin | None = None
    others: str = ""
    behind: dict[str, bool] = {}


def described(origin: Origin) -> str:
    """An origin in words."""
    return origin.commit[:7] + (f" of {origin.handed_off}" if origin.handed_off else "")


def origins(siblings: Siblings) -> Origins:
    """The origins of the pages that `siblings` holds, compared once."""
    return siblings.once(_origins)


def _origins(siblings: Siblings) -> Origins:
    found = {locale: origin for locale, page in siblings.pages.items() if (origin := _origin(page))}
    if len({origin.commit for origin in found.values()}) <= 1:
        return Origins(found, {})
    commits: dict[str, str | None] = {tag: origin.commit for tag, origin in found.items()}
    commit, sure = _newest(found), True
    if commit is None:
        verdict = settle(commits)
        commit, sure = verdict.value, verdict.majority
    current = next(origin for origin in found.values() if origin.commit == commit)
    behind = {
        tag: sure and _other_text(origin, current) for tag, origin in found.items() if origin.commit != current.commit
    }
    others = ", ".join([tag for tag in found if tag not in behind])
    return Origins(found, commits, current, f"{others} from {described(current)}", behind)


def _other_text(one: Origin, other: Origin) -> bool:
    """Whether two pages of different commits were made from different texts.

    Hashes tell where both are of one algorithm. Where a page has none, the commits are all there is.
    """
    if one.content is None or other.content is None:
        return True
    return len(one.content) == len(other.content) and one.content != other.content


def _newest(found: dict[str, Origin]) -> str | None:
    """The commit that was handed off later than every other, or None where the dates do not tell."""
    first: dict[str, date] = {}
    last: dict[str, date] = {}
    for origin in found.values():
        if origin.handed_off is None:
            return None
        first[origin.commit] = min(origin.handed_off, first.get(origin.commit, origin.handed_off))
        last[origin.commit] = max(origin.handed_off, last.get(origin.commit, origin.handed_off))
    newest = max(first, key=lambda commit: first[commit])
    return newest if all(last[commit] < first[newest] for commit in last if commit != newest) else None


def _origin(page: Page) -> Origin | None:
    commit = page.front.string(COMMIT)
    if not commit:
        return None
    return Origin(commit, page.front.string(_CONTENT), _date(page.front.string(_HANDED_OFF) or ""))


@remembered(texts=1024, longest=32)
def _date(text: str) -> date | None:
    match = _DATE.match(text.strip())
    if not match:
        return None
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
