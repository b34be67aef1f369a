"""P008: a direction note that says something else."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.view import View, visible_span


@rule("P008", "direction-differs", "error")
def direction_differs(view: View) -> Iterator[Finding]:
    """The direction note of a parameter says something else than in the other locales.

    Example: `[in]` where the message has `[in, out]`.

    How to fix: put the right word of the locale into the brackets.
    """
    for index, parameter, stated in view.parameter_pairs:
        note = stated.direction
        if note is None or parameter.direction in (None, note.value):
            continue
        field = f"parameters[{index}].direction"
        if view.disputed(field):
            continue
        yield Finding(
            span=visible_span(note) or stated.span,
            field=field,
            expected=parameter.direction,
            found=note.value,
            text=f"parameter {parameter.name} is marked [{note.value}], the others say [{parameter.direction}]",
            witnesses=view.words(field),
            related=view.related(field),
            confidence=view.confidence(field),
        )
