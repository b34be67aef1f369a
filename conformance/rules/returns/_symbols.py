"""What the rules about symbols in return sections share."""

import re
from collections.abc import Iterator

import msgspec

from conformance.rules.returns._compare import compare
from conformance.view import View
from spec_model.identifiers import damage
from spec_model.model import Span

_SYMBOL = re.compile(r"[A-Z][A-Z0-9_]{2,}\Z")


class DamagedSymbol(msgspec.Struct, frozen=True):
    """A symbol that the return section does not write as the headers do; `proven` where the others agree on it."""

    span: Span
    written: str
    symbol: str
    spelling: bool
    proven: bool


def damaged_symbols(view: View) -> Iterator[DamagedSymbol]:
    """The named values among the page's outcomes whose visible words differ from the name."""
    for difference in compare(view).differences:
        if difference.change == "damaged" and difference.expected and difference.found:
            written = view.page.text[difference.span.start : difference.span.end].replace("\\", "").strip("* `")
            yield DamagedSymbol(difference.span, written, difference.expected[1], spelling=False, proven=False)
    others = [{o.value for o in w.returns.outcomes} for w in view.message.witnesses if w.locale != view.locale]
    seen: set[Span] = set()
    for outcome in view.witness.returns.outcomes:
        span = outcome.value_span
        if (
            span is None
            or span in seen
            or not _SYMBOL.match(outcome.value)
            or not any(outcome.value in o for o in others)
        ):
            continue
        seen.add(span)
        written = view.page.text[span.start : span.end].replace("\\", "").strip("* `")
        kind = damage(written, outcome.value)
        if kind is None or outcome.value in written:
            continue
        proven = sum(outcome.value in values for values in others) >= 2
        yield DamagedSymbol(span, written, outcome.value, kind in ("spacing", "case"), proven)
