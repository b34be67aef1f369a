"""H001: the name of a header file in the requirements."""

from collections.abc import Iterator

from conformance.diagnostic import Finding, Replacement
from conformance.registry import rule
from conformance.rules.requirements._headers import damaged_headers
from conformance.view import View


@rule("H001", "header-damaged", "error")
def header_damaged(view: View) -> Iterator[Finding]:
    """The name of a header file is transliterated, translated or cut short.

    The name cannot be found, and code that is generated from the page does not compile.

    Example: `Ммсистем. h` for `Mmsystem.h`, `Winuser` for `Winuser.h`.

    How to fix: write the file name. The front matter (`api_location`) or the other locales prove it.
    """
    for found in damaged_headers(view):
        if found.spelling:
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
