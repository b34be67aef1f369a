"""P005: the parameters in another order."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.view import View, visible_span


@rule("P005", "parameters-reordered", "error")
def parameters_reordered(view: View) -> Iterator[Finding]:
    """The page lists the parameters in another order than the other locales.

    Code and bindings that are made from the page pass the arguments in the wrong places.

    Example: `lParam` before `wParam`.

    How to fix: put the items back in order, each with its description.
    """
    if not view.parameters.reordered:
        return
    expected = [view.message.parameters[i].name for i, _ in view.parameters.pairs]
    by_place = {found: view.message.parameters[i].name for i, found in view.parameters.pairs}
    found = [by_place[j] for j in sorted(by_place)]
    at = next(k for k, (one, other) in enumerate(zip(expected, found, strict=True)) if one != other)
    stated = view.witness.parameters[sorted(by_place)[at]]
    yield Finding(
        span=visible_span(stated.name) or stated.span,
        field="parameters",
        expected=", ".join(expected),
        found=", ".join(found),
        text=f"the parameters stand in another order: {', '.join(found)} instead of {', '.join(expected)}",
        witnesses={locale: ", ".join(names) for locale, names in view.parameter_names().items()},
    )
