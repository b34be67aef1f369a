"""P002: a parameter on the page that the message does not have."""

from collections.abc import Iterator

from conformance.diagnostic import Finding
from conformance.registry import rule
from conformance.view import View, visible_span


@rule("P002", "parameter-obsolete", "error")
def parameter_obsolete(view: View) -> Iterator[Finding]:
    """The page lists a parameter that the message does not have.

    The other locales agree on a list without it. It may come from an older version of the source page, or
    from another page altogether.

    Example: the page of a message without parameters lists `lParam`.

    How to fix: remove the item with its description.
    """
    for index in view.parameters.extra:
        stated = view.witness.parameters[index]
        name = stated.name.value
        yield Finding(
            span=visible_span(stated.name) or stated.span,
            field=f"parameters[{index}].name",
            found=name,
            text=f"parameter {name} is not a parameter of {view.message.name}",
            witnesses={locale: _listed(names) for locale, names in view.parameter_names().items()},
        )


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "no parameters"
