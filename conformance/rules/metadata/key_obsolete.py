"""M003: a key that the other locales do not have."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.rules.metadata._keys import own_keys, verdicts
from conformance.view import View


@rule("M003", "key-obsolete", "warning")
def key_obsolete(view: View) -> Iterator[Finding]:
    """The front matter has a key that most other locales do not have.

    Keys that the machinery of translation writes are not counted.

    Example: `ms.author` on one page, from an older version of the source page.

    How to fix: remove the key, or add it in the other locales if the source page has it.
    """
    uneven = verdicts(view)
    own = own_keys(view) if uneven else {}
    for key, verdict in uneven.items():
        if key not in own or verdict.value or not verdict.majority:
            continue
        yield Finding(
            span=view.page.front.find(own[key]),
            field="metadata",
            found=own[key],
            text=f"most other locales do not have the key {own[key]}",
            witnesses={locale: page.front.string(own[key]) for locale, page in view.pages.items()},
            confidence=verdict.confidence,
        )
