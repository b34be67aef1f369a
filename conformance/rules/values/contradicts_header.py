"""V002: a documented number that the real headers contradict."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.view import View, visible_span
from spec_model.values import same_number, shipped_values


@rule("V002", "value-contradicts-header", "error")
def value_contradicts_header(view: View) -> Iterator[Finding]:
    """The page defines the message with another number than the header files of the SDK.

    All locales may agree and still be wrong, because the source page is: each of them gets this finding. The
    shipped numbers were measured with a compiler, never copied.

    Example: a page defines `WM_DDE_DATA` as `0x03E05`, the headers as `0x03E5`.

    How to fix: correct the source page; until then the definition in every translation.
    """
    stated = view.witness.value
    if stated is None or stated.value != view.message.value:
        return  # a locale that differs from the others is a finding of V001
    curated = shipped_values().find(view.message.name, view.message.header)
    if curated is None or same_number(curated.number, stated.value) or same_number(curated.ansi, stated.value):
        return
    written = stated.evidence[0].text if stated.evidence else str(stated.value)
    yield Finding(
        span=visible_span(stated) or view.heading("title"),
        field="value",
        expected=f"0x{curated.number & 0xFFFFFFFF:04X}",
        found=written,
        text=f"{view.message.name} is defined as {written}, {curated.header} has 0x{curated.number & 0xFFFFFFFF:04X}",
        witnesses=view.words("value") | {curated.header: str(curated.number)},
        confidence=0.95,
    )
