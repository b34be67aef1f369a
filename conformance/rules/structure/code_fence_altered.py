"""S005: code that was changed."""

from collections.abc import Iterator

import msgspec

from conformance.diagnostic import Finding, Replacement
from conformance.registry import rule
from conformance.rules.structure._fences import Code, Pairing, pairings
from conformance.surface.vote import Verdict, settle
from conformance.view import View
from spec_model.model import Span


@rule("S005", "code-fence-altered", "error")
def code_fence_altered(view: View) -> Iterator[Finding]:
    """The code in a fence is not the code of the other locales.

    A translation may translate comments, and the text in strings of several words; it must not change code.
    The finding points at what differs in the first line that does. A `#define` of the message with another
    number is told by the rule about values.

    Example: `УпорядочитьЭлементы(hwnd);` for `ArrangeControls(hwnd);`.

    How to fix: copy the code from the source page. The fix is safe where one line alone differs and the
    other locales agree on it.
    """
    for pairing in pairings(view.siblings):
        for at in range(len(pairing.codes[pairing.frame])):
            codes = {
                locale: pairing.codes[locale][found[at]]  # type: ignore[index]
                for locale, found in pairing.found.items()
                if found[at] is not None
            }
            verdict = settle({locale: code.lines for locale, code in codes.items()}, view.siblings.source)
            own = codes.get(view.locale)
            if own is None or own.lines == verdict.value or _told_elsewhere(view, own, verdict.value):
                continue
            right = next(locale for locale, code in codes.items() if code.lines == verdict.value)
            yield _finding(view, pairing, own, (right, codes[right]), verdict)


def _finding(
    view: View, pairing: Pairing, own: Code, right: tuple[str, Code], verdict: Verdict[tuple[str, ...]]
) -> Finding:
    locale, other = right
    change = _first_change(view, own, locale, other)
    alone = sum(a != b for a, b in zip(own.lines, other.lines, strict=False)) == 1
    one_line = alone and len(own.lines) == len(other.lines)
    return Finding(
        span=change.span,
        field="structure",
        expected=change.expected,
        found=change.found,
        text=f"the code has {change.found or 'nothing'} where the others have {change.expected or 'nothing'}",
        related=(view.related_at(locale, change.other, change.expected or ""),),
        confidence=verdict.confidence,
        fix=Replacement(change.span, change.expected or "", safe=verdict.firm) if one_line else None,
        blamed=verdict.majority,
    )


class _Change(msgspec.Struct, frozen=True):
    span: Span
    found: str | None
    expected: str | None
    other: Span


def _first_change(view: View, own: Code, locale: str, other: Code) -> _Change:
    """What differs in the first line of code that does: whole words on either side, None for a lost line."""
    same = zip(own.lines, other.lines, strict=False)
    at = next((i for i, (a, b) in enumerate(same) if a != b), min(len(own.lines), len(other.lines)))
    here, there = view.page.text, view.siblings.translations[locale].text
    if at >= len(own.lines):
        span = other.spans[at]
        last = own.spans[-1] if own.spans else Span(own.fence.start, own.fence.start + 3)
        return _Change(last, None, there[span.start : span.end], span)
    if at >= len(other.lines):
        span = own.spans[at]
        end = Span(other.fence.start, other.fence.start + 3)
        return _Change(span, here[span.start : span.end], None, end)
    mine, theirs = _trimmed(here, own.spans[at], there, other.spans[at])
    return _Change(mine, here[mine.start : mine.end], there[theirs.start : theirs.end], theirs)


def _trimmed(here: str, mine: Span, there: str, theirs: Span) -> tuple[Span, Span]:
    """The parts of two lines that differ, widened to whole words."""
    one, other = here[mine.start : mine.end], there[theirs.start : theirs.end]
    shorter = min(len(one), len(other))
    head = next((i for i in range(shorter) if one[i] != other[i]), shorter)
    tail = next((i for i in range(shorter - head) if one[-1 - i] != other[-1 - i]), shorter - head)
    while head and _in_word(one[head - 1]):
        head -= 1
    while tail and _in_word(one[-tail]):
        tail -= 1
    return Span(mine.start + head, mine.end - tail), Span(theirs.start + head, theirs.end - tail)


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _told_elsewhere(view: View, own: Code, expected: tuple[str, ...]) -> bool:
    """Whether all that differs is the number of the message, which is a finding about its value."""
    stated = view.witness.value
    if stated is None or stated.value == view.message.value or len(own.lines) != len(expected):
        return False
    different = [a for a, b in zip(own.lines, expected, strict=True) if a != b]
    return all(line.startswith("#define") and view.message.name in line for line in different)
