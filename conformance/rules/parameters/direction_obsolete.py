"""P007: a direction note that the message does not have."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.view import View, visible_span


@rule("P007", "direction-obsolete", "error")
def direction_obsolete(view: View) -> Iterator[Finding]:
    """The page gives a direction note that the other locales do not have.

    Example: `*wParam* [out]` where no other locale has a note.

    How to fix: remove the note.
    """
    for index, parameter, stated in view.parameter_pairs:
        if parameter.direction is not None or stated.direction is None:
            continue
        field = f"parameters[{index}].direction"
        if view.disputed(field):
            continue
        yield Finding(
            span=visible_span(stated.direction) or stated.span,
            field=field,
            found=stated.direction.value,
            text=f"parameter {parameter.name} has a direction note that no other locale has",
            witnesses=view.words(field),
            confidence=view.confidence(field),
            blamed=view.majority(field),
        )
