"""M002: a key that the front matter lacks."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.metadata._keys import own_keys, verdicts
from conformance.view import View


@rule("M002", "key-missing", "warning")
def key_missing(view: View) -> Iterator[Finding]:
    """The front matter lacks a key that most other locales have.

    Keys that the machinery of translation writes are not counted. A page without any front matter is one
    finding.

    Example: four locales have `ms.topic`, the fifth has not.

    How to fix: copy the key from the source page.
    """
    front, uneven = view.page.front, verdicts(view)
    if front.problem or not uneven:
        return
    own = own_keys(view)
    lost = {key: v for key, v in uneven.items() if key not in own and (v.value or not v.majority)}
    if not own and lost:
        lost = {"front matter": next(iter(lost.values()))}
    for key, verdict in lost.items():
        yield Finding(
            span=front.find(key),
            field="metadata",
            expected=key,
            text=f"the front matter has no {key}" if own else "the page has no front matter",
            witnesses={locale: page.front.string(key) for locale, page in view.pages.items()},
            confidence=verdict.confidence,
            blamed=verdict.majority,
        )
