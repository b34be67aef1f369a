"""N002: the name of the message in the title of the front matter."""

from collections.abc import Iterator

from conformance.diagnostic import Finding, Replacement
from conformance.registry import rule
from conformance.rules.identity._heading import kind_words, written_name
from conformance.view import View


@rule("N002", "name-damaged-in-title", "error")
def name_damaged_in_title(view: View) -> Iterator[Finding]:
    """The title in the front matter does not name the message as the headers spell it.

    The title is what a search engine and the browser's tab show.

    Example: `title: Mensaje WM_TAMAÑO (Winuser.h)`.

    How to fix: write the name into the title. The fix is safe where only spacing or letter case is wrong.
    """
    title = view.page.front.string("title")
    if not title or view.foreign or view.message.name in title:
        return
    span = view.page.front.find("title", title.strip().split("(")[0].strip())
    found = written_name(view.page.text, span.start, span.end, view.message.name, kind_words(view.locale))
    if found is None:
        return
    yield Finding(
        span=found.span,
        field="name",
        expected=view.message.name,
        found=found.text,
        text=f"{view.message.name} is written {found.text} in the title",
        confidence=view.confidence("name"),
        fix=Replacement(found.span, view.message.name, safe=found.spelling),
    )
