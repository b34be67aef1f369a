"""P001: a parameter of the message that the page does not list."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.view import View


@rule("P001", "parameter-missing", "error")
def parameter_missing(view: View) -> Iterator[Finding]:
    """A parameter of the message is not on the page.

    The other locales list it, this page does not. A caller who reads this page leaves the parameter out or
    passes the wrong thing in its place.

    Example: four locales list `wParam` and `lParam`, the fifth lists `lParam` alone.

    How to fix: restore the item with its description from the source page. There is no automatic fix, since
    its text has to be translated.
    """
    for index in view.parameters.missing:
        name, field = view.message.parameters[index].name, f"parameters[{index}].name"
        yield Finding(
            span=view.heading("parameters"),
            field=field,
            expected=name,
            text=f"parameter {name} is missing",
            witnesses=view.words(field),
            related=view.related(field),
            confidence=view.confidence(field),
            blamed=view.majority(field),
        )
