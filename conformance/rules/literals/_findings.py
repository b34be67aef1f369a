"""What the rules about names share: from a damaged name to a finding."""

from collections.abc import Iterator
from functools import cache

from conformance.diagnostic import Finding, Related, Replacement
from conformance.rules.literals._damage import Change, Damage, damages
from conformance.rules.returns._compare import compare
from conformance.view import Siblings, View
from spec_model.grammar.catalogue import catalogue
from spec_model.model import Span


def findings(view: View, *changes: Change, kind: str) -> Iterator[Finding]:
    """The findings about names of one `kind` (``symbol``, ``type``, ``file``) damaged in one of the given ways."""
    for damage in view.siblings.once(_by_kind).get((view.locale, kind), ()):
        if damage.change in changes and not _told_elsewhere(view, damage):
            yield _finding(view, damage, kind)


def _by_kind(siblings: Siblings) -> dict[tuple[str, str], list[Damage]]:
    """The damaged names by locale and kind: each rule has a look at few of them."""
    found: dict[tuple[str, str], list[Damage]] = {}
    for locale, own in damages(siblings).items():
        for damage in own:
            found.setdefault((locale, kind_of(damage)), []).append(damage)
    return found


def _told_elsewhere(view: View, damage: Damage) -> bool:
    """Whether the loss of the name from what is returned is a finding about the return value already."""
    if damage.row.section != "return-value":
        return False
    differences = compare(view).differences
    return any(d.expected is not None and d.expected[1] == damage.expected.text for d in differences)


def kind_of(damage: Damage) -> str:
    """What a name is: a ``type`` of C, a ``file``, or another ``symbol``."""
    if damage.expected.kind == "file":
        return "file"
    return "type" if damage.expected.text in _types() else "symbol"


@cache
def _types() -> frozenset[str]:
    return frozenset(catalogue().types.values())


def _finding(view: View, damage: Damage, kind: str) -> Finding:
    expected, found = damage.expected, damage.found
    written = found.replace("\\", "") if found else None
    words: dict[str, str | None] = dict.fromkeys(damage.row.cells)
    words |= dict.fromkeys(expected.attested, expected.text)
    words[view.locale] = written
    return Finding(
        span=damage.span,
        field="literals",
        expected=expected.text,
        found=written,
        text=f"the {kind} {expected.text} is written {written}"
        if written
        else f"the {kind} {expected.text} is missing",
        witnesses=words,
        related=tuple(_related(view, damage)),
        confidence=expected.confidence,
        fix=_fix(damage),
        blamed=expected.likely if found else expected.firm,
    )


def _fix(damage: Damage) -> Replacement | None:
    """The name in place of what stands there; safe where it is proven and nothing else stands there.

    Where only the spaces around its underscores are wrong, two pages prove it.
    """
    if damage.found is None:
        return None
    text, found = damage.expected.text, damage.found
    bare = "_" in found and "\\_" not in found
    proven = damage.expected.firm or (damage.change == "spelling" and damage.expected.likely)
    safe = damage.clear and proven and damage.change != "alone"
    return Replacement(damage.span, text if bare else text.replace("_", "\\_"), safe=safe)


def _related(view: View, damage: Damage) -> Iterator[Related]:
    """The line of the first other locale that has the name."""
    text = damage.expected.text
    spellings = (text, text.replace("_", "\\_"), text.replace("_", " \\_ ")) if "_" in text else (text,)
    for locale in damage.expected.attested:
        if locale == view.locale:
            continue
        line = damage.row.cells[locale]
        page = view.siblings.translations[locale].text
        for written in spellings:
            at = page.find(written, line.start, line.end)
            if at >= 0:
                yield view.related_at(locale, Span(at, at + len(written)), text)
                return
