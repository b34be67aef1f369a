"""H008: the name of a header file in the requirements."""

from collections.abc import Iterator

from conformance.diagnostic import Finding, Replacement
from conformance.registry import rule
from conformance.rules.requirements._headers import damaged_headers
from conformance.view import View


@rule("H008", "header-spelling", "warning")
def header_spelling(view: View) -> Iterator[Finding]:
    """The name of a header file has spaces in it or is shouted.

    Example: `Windows. h` for `Windows.h`, `MMSYSTEM. h` for `Mmsystem.h`.

    How to fix: write the file name without spaces, in the letter case of the other locales.
    """
    for found in damaged_headers(view):
        if not found.spelling:
            continue
        yield Finding(
            span=found.span,
            field=found.field,
            expected=found.expected,
            found=found.written,
            text=f"{found.expected} is written {found.written}",
            related=view.related(found.field),
            confidence=view.confidence(found.field),
            fix=Replacement(found.span, found.expected, safe=view.firm(found.field)),
        )
