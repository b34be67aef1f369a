"""What the rules about symbols in return sections share."""

import re

import msgspec

from conformance.rules.returns._compare import compare
from conformance.view import Siblings, View
from spec_model.identifiers import damage
from spec_model.model import Span

_SYMBOL = re.compile(r"[A-Z][A-Z0-9_]{2,}\Z")
#: An underscore that joins nothing: it was torn from a name.
ASTRAY = re.compile(r"(?<![A-Za-z0-9\\])(?<![A-Z0-9][ \u00a0])\\?_|\\?_(?![A-Za-z0-9])(?![ \u00a0][A-Z0-9])")
#: What opens and closes together.
PAIRS = (("(", ")"), ("[", "]"), ("（", "）"), ("「", "」"))


class DamagedSymbol(msgspec.Struct, frozen=True):
    """A symbol that the return section does not write as the headers do.

    `proven` where the others agree on it, and no underscore that it has lost is left over in its line.
    """

    span: Span
    written: str
    symbol: str
    spelling: bool
    proven: bool


def damaged_symbols(view: View) -> tuple[DamagedSymbol, ...]:
    """The named values among the page's outcomes whose visible words differ from the name."""
    return view.once(_damaged_symbols)


def _damaged_symbols(view: View) -> tuple[DamagedSymbol, ...]:
    found: list[DamagedSymbol] = []
    for difference in compare(view).differences:
        if difference.change == "damaged" and difference.expected and difference.found:
            written = view.page.text[difference.span.start : difference.span.end].replace("\\", "").strip("* `")
            found.append(DamagedSymbol(difference.span, written, difference.expected[1], spelling=False, proven=False))
    values = view.siblings.once(_values)
    seen: set[Span] = set()
    for outcome in view.witness.returns.outcomes:
        span = outcome.value_span
        if span is None or span in seen or not _SYMBOL.match(outcome.value):
            continue
        others = sum(outcome.value in own for locale, own in values.items() if locale != view.locale)
        if not others:
            continue
        seen.add(span)
        span = _closed(view.page.text, span)
        written = view.page.text[span.start : span.end].replace("\\", "").strip("* `")
        if outcome.value in written:
            continue
        spelling = damage(written, outcome.value) in ("spacing", "case")
        proven = others >= 2 and not _is_left_over(view, span, outcome.value)
        found.append(DamagedSymbol(span, written, outcome.value, spelling, proven))
    return tuple(found)


def _closed(text: str, span: Span) -> Span:
    """`span` with the bracket behind it, where that closes one within."""
    for first, last in PAIRS:
        if text.count(first, span.start, span.end) > text.count(last, span.start, span.end):
            return Span(span.start, span.end + text.startswith(last, span.end))
    return span


def _is_left_over(view: View, span: Span, symbol: str) -> bool:
    """Whether an underscore that the words at `span` lack stands elsewhere in their line: it would be there twice."""
    text = view.page.text
    if text.count("_", span.start, span.end) >= symbol.count("_"):
        return False
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    return ASTRAY.search(f"{text[start : span.start]} {text[span.end : end if end >= 0 else None]}") is not None


def _values(siblings: Siblings) -> dict[str, frozenset[str]]:
    """The values that every page says come back."""
    return {w.locale: frozenset(o.value for o in w.returns.outcomes) for w in siblings.message.witnesses}
