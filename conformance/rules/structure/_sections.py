"""What the rules about sections share: where each section stands, and on how many pages."""

from conformance.diagnostic import Finding, Related
from conformance.surface.rows import surface
from conformance.surface.vote import Verdict, settle
from conformance.view import Siblings, View

#: Sections whose loss is told by the rules about what stands in them.
TOLD_ELSEWHERE = frozenset({"title", "parameters", "return-value"})
#: The section whose loss is an error, and one finding in place of one for every fact in it.
REQUIREMENTS = "requirements"


def verdicts(view: View) -> dict[str, Verdict[bool]]:
    """For every known section that some pages have and some have not, whether they should; made once.

    Sections that are told elsewhere are left out.
    """
    return view.siblings.once(_verdicts)


def _verdicts(siblings: Siblings) -> dict[str, Verdict[bool]]:
    blocks = surface(siblings).blocks
    every = [page.keys() for page in blocks.values()]
    if all(keys == every[0] for keys in every):
        return {}
    known = dict.fromkeys(key for keys in every for key in keys)
    uneven = [key for key in known if not all(key in keys for keys in every)]
    return {
        key: settle({locale: key in page for locale, page in blocks.items()}, siblings.source)
        for key in uneven
        if key not in TOLD_ELSEWHERE and not key.startswith("?")
    }


def lost(view: View) -> dict[str, Verdict[bool]]:
    """The sections that the page lacks: most pages have them, or as many as have not."""
    uneven = verdicts(view)
    if not uneven:
        return {}
    own = surface(view.siblings).blocks[view.locale]
    return {key: v for key, v in uneven.items() if key not in own and (v.value or not v.majority)}


def requirements_lost(view: View) -> bool:
    """Whether the page lacks its requirements as a whole, which is one finding."""
    return REQUIREMENTS in lost(view) and not unknown(view)


def unknown(view: View) -> bool:
    """Whether the page has a section that cannot be told, which may be one that seems to be missing."""
    return any(not block.known for block in surface(view.siblings).blocks[view.locale].values())


def headings(view: View, key: str) -> dict[str, str | None]:
    """The heading of a section in each locale, None where the page has no such section."""
    found: dict[str, str | None] = {}
    for locale, page in surface(view.siblings).blocks.items():
        block = page.get(key)
        text = view.siblings.translations[locale].text
        found[locale] = text[block.heading.start : block.heading.end].strip() if block else None
    return found


def missing_section(view: View, key: str) -> Finding:
    """The finding about a section that the page lacks."""
    verdict = verdicts(view)[key]
    return Finding(
        span=view.heading("title"),
        field="requirements" if key == REQUIREMENTS else "structure",
        expected=key,
        text=f"the section {key} is missing",
        witnesses=headings(view, key),
        related=places(view, key),
        confidence=verdict.confidence,
        blamed=verdict.majority,
    )


def places(view: View, key: str) -> tuple[Related, ...]:
    """Where the section stands in the other locales."""
    words = headings(view, key)
    blocks = surface(view.siblings).blocks
    return tuple(
        view.related_at(locale, page[key].heading, words[locale] or "")
        for locale, page in blocks.items()
        if key in page and locale != view.locale
    )
