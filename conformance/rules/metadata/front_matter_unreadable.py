"""M005: front matter that is not valid YAML."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.view import View
from spec_model.model import Span
from spec_model.page import Page


@rule("M005", "front-matter-unreadable", "error")
def front_matter_unreadable(view: View) -> Iterator[Finding]:
    """The front matter cannot be read as YAML.

    The site does not publish such a page. Translation engines put unquoted colons and brackets into titles.

    Example: `title: Message: WM_SIZE` without quotation marks around the title.

    How to fix: mend the line that the finding names; put quotation marks around the value.
    """
    problem = view.raw.front.problem
    if problem is None:
        return
    number, reason = problem
    yield Finding(
        span=_line(view.raw, number),
        field="metadata",
        found=view.raw.line(number).strip() or None,
        text=f"the front matter is not readable: {reason}",
    )


def _line(page: Page, number: int) -> Span:
    """The range of a 1-based line of a page without the space around it; its start where it is blank."""
    start = 0
    for _ in range(number - 1):
        start = page.text.find("\n", start) + 1
    line = page.line(number)
    lead = len(line) - len(line.lstrip())
    return Span(start + lead, start + max(len(line.rstrip()), lead))
