"""M004: pages of one message that were made from different versions of its source page."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.metadata._sources import COMMIT, described, origins
from conformance.view import View


@rule("M004", "source-commit-differs", "warning")
def source_commit_differs(view: View) -> Iterator[Finding]:
    """The page was translated from another version of the source page than its siblings.

    What differs between the locales may then be no fault of a translation. The version that was handed off
    last is the current one; where the dates do not tell, the one that most pages have. Nobody is blamed
    where two commits hold the same text of the source page (`ms.openlocfilehash`), or where their hashes are
    of different algorithms, so that nothing tells.

    Example: `ms.sourcegitcommit` names one commit on four pages, and another one on the fifth.

    How to fix: translate the page anew from the current source page.
    """
    known = origins(view.siblings)
    if view.locale not in known.behind or known.current is None:
        return
    own = known.by_locale[view.locale]
    yield Finding(
        span=view.raw.front.find(COMMIT, own.commit),
        field="metadata",
        expected=known.current.commit,
        found=own.commit,
        text=f"translated from source commit {described(own)}, {known.others}",
        witnesses=known.commits,
        blamed=known.behind[view.locale],
    )
