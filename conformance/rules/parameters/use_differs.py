"""P009: used in one locale, not used in another."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.view import View, visible_span


@rule("P009", "parameter-use-differs", "error")
def parameter_use_differs(view: View) -> Iterator[Finding]:
    """The page says that a parameter is used where the others say that it is not, or the other way round.

    A parameter that is reserved or must be zero is part of the contract: what is passed in it may be checked.

    Example: "must be zero" in four locales, a description of its contents in the fifth.

    How to fix: translate the description of the parameter anew.
    """
    for index, parameter, stated in view.parameter_pairs:
        if stated.used is None or stated.used.value is parameter.used:
            continue
        field = f"parameters[{index}].used"
        if not view.firm(field):
            continue
        words = {True: "used", False: "not used"}
        yield Finding(
            span=visible_span(stated.used) or stated.span,
            field=field,
            expected=words[parameter.used],
            found=words[stated.used.value],
            text=f"parameter {parameter.name} is {words[stated.used.value]} here, {words[parameter.used]} elsewhere",
            witnesses=view.words(field),
            related=view.related(field),
            confidence=view.confidence(field),
        )
