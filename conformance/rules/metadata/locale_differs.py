"""M001: the locale in the front matter."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.view import View

KEY = "ms.contentlocale"


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
    found, expected = stated.lower().replace("_", "-"), view.locale
    if found == expected or found.startswith(f"{expected}-") or expected.startswith(f"{found}-"):
        return
    yield Finding(
        span=view.page.front.find(KEY, stated),
        field="metadata",
        expected=expected,
        found=stated,
        text=f"the front matter says {stated}, the page is in {expected}",
        witnesses={locale: page.front.string(KEY) for locale, page in view.pages.items()},
    )
