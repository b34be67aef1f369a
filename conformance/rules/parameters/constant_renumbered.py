"""P013: a constant with another number."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.view import View, visible_span


@rule("P013", "constant-renumbered", "error")
def constant_renumbered(view: View) -> Iterator[Finding]:
    """The page gives another number for a named value than the other locales.

    Example: `SIZE_MAXHIDE` is 4 in four locales and 3 in the fifth.

    How to fix: write the right number.
    """
    for index, parameter, stated, constants in view.constant_lists:
        for at, j in constants.pairs:
            constant, number = parameter.constants[at], stated.constants[j].number
            if number is None or constant.value in (None, number.value):
                continue
            field = f"parameters[{index}].constants[{at}].value"
            if view.disputed(field):
                continue
            yield Finding(
                span=visible_span(number) or stated.span,
                field=field,
                expected=str(constant.value),
                found=str(number.value),
                text=f"{constant.name} is {number.value} here, {constant.value} elsewhere",
                witnesses=view.words(field),
                related=view.related(field),
                confidence=view.confidence(field),
            )
