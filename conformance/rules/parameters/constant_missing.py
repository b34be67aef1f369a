"""P010: a constant that the page does not list."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.view import View, visible_span


@rule("P010", "constant-missing", "error")
def constant_missing(view: View) -> Iterator[Finding]:
    """A named value of a parameter is not on the page.

    Example: four locales list `SIZE_MAXSHOW` among the values of `wParam`, the fifth does not.

    How to fix: restore its row or item from the source page.
    """
    for index, parameter, stated, constants in view.constant_lists:
        for at in constants.missing:
            name, field = parameter.constants[at].name, f"parameters[{index}].constants[{at}].name"
            yield Finding(
                span=visible_span(stated.name) or stated.span,
                field=field,
                expected=name,
                text=f"{name} is missing from the values of {parameter.name}",
                witnesses=view.words(field),
                related=view.related(field),
                confidence=view.confidence(field),
                blamed=view.majority(field),
            )
