"""T003: another number than in the other locales."""

from collections.abc import Iterator

from conformance.diagnostic import Finding, Replacement
from conformance.registry import rule
from conformance.rules.literals._numbers import other_numbers
from conformance.view import View
from spec_model.model import Span


@rule("T003", "number-differs", "error")
def number_differs(view: View) -> Iterator[Finding]:
    """A number in the prose differs from what the other locales agree on in the same line.

    Decimal commas, separators of thousands, leading zeros and signs make no difference, nor does a number
    that is written as a word. Numbers in code, in the requirements, and those that the rules about
    constants and return values judge are left to them.

    Example: "the 8 low bits" where the four other locales have 16.

    How to fix: write the number that the others have. The fix is safe where all of them have it.
    """
    for other in other_numbers(view.siblings).get(view.locale, ()):
        span = Span(other.found.start, other.found.end)
        words: dict[str, str | None] = dict.fromkeys(other.row.cells)
        words |= {locale: token.text for locale, token in other.agreeing.items()}
        locale, token = next(iter(other.agreeing.items()))
        yield Finding(
            span=span,
            field="literals",
            expected=other.expected,
            found=other.found.text,
            text=f"the number {other.found.text} stands where the others have {other.expected}",
            witnesses=words | {view.locale: other.found.text},
            related=(view.related_at(locale, Span(token.start, token.end), token.text),),
            confidence=(len(other.agreeing) + 1) / (other.total + 2),
            fix=Replacement(span, other.expected, safe=2 < other.total == len(other.agreeing)),
        )
