"""M001: the locale in the front matter."""

import re
from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.view import View
from spec_model.locale import pack_for

KEY = "ms.contentlocale"
_REGION = re.compile(r"-[a-z]{2}\Z")


@rule("M001", "locale-differs", "warning")
def locale_differs(view: View) -> Iterator[Finding]:
    """The locale in the front matter is not that of the folder.

    The site serves the page under the locale of its front matter, or not at all.

    Example: `ms.contentlocale: zh-CN` on a page in the folder `zh-tw`.

    How to fix: write the locale of the folder, or move the page. Which of the two is wrong the page alone
    cannot tell, so that there is no automatic fix.
    """
    stated = view.page.front.string(KEY)
    if not stated:
        return
    expected = view.locale
    if _compatible(stated.lower().replace("_", "-"), expected):
        return
    yield Finding(
        span=view.page.front.find(KEY, stated),
        field="metadata",
        expected=expected,
        found=stated,
        text=f"the front matter says {stated}, the page is in {expected}",
        witnesses={locale: page.front.string(KEY) for locale, page in view.pages.items()},
    )


def _compatible(found: str, expected: str) -> bool:
    """Whether two tags can mean one locale: one of them leaves out the region, or names the script (`zh-hant`)."""
    if found == expected or found.startswith(f"{expected}-") or expected.startswith(f"{found}-"):
        return True
    if _REGION.search(found) and _REGION.search(expected):
        return False
    pack = pack_for(found)
    return pack is not None and pack is pack_for(expected)
