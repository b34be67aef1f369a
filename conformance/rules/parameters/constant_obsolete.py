"""P011: a constant that the parameter does not have."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.view import View, visible_span


@rule("P011", "constant-obsolete", "error")
def constant_obsolete(view: View) -> Iterator[Finding]:
    """The page lists a named value that the parameter does not have.

    Example: `SIZE_OTHER` among the values of `wParam` on one page, and on no other.

    How to fix: remove its row or item.
    """
    for index, parameter, stated, constants in view.constant_lists:
        for at in constants.extra:
            name = stated.constants[at].name
            yield Finding(
                span=visible_span(name) or stated.span,
                field=f"parameters[{index}].constants[{at}].name",
                found=name.value,
                text=f"{name.value} is not among the values of {parameter.name} in other locales",
            )
