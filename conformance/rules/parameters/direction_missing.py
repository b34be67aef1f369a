"""P006: a direction note that got lost."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.view import View, visible_span


@rule("P006", "direction-missing", "error")
def direction_missing(view: View) -> Iterator[Finding]:
    """The direction note of a parameter is missing or says nothing.

    Without `[in]` or `[out]` a reader cannot tell whether the receiver writes through a pointer. Translation
    engines empty the brackets or translate the word in them beyond recognition.

    Example: `*lParam* []` where the other locales have `[in, out]`.

    How to fix: restore the note behind the name, with the word of the locale.
    """
    for index, parameter, stated in view.parameter_pairs:
        if parameter.direction is None or stated.direction is not None:
            continue
        field = f"parameters[{index}].direction"
        if view.disputed(field):
            continue
        yield Finding(
            span=visible_span(stated.name) or stated.span,
            field=field,
            expected=parameter.direction,
            text=f"parameter {parameter.name} has no direction note, the others say [{parameter.direction}]",
            witnesses=view.words(field),
            related=view.related(field),
            confidence=view.confidence(field),
            blamed=view.majority(field),
        )
