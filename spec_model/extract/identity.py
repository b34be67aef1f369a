"""What a page documents: the name, kind and scope of a message, or that it documents none.

The heading's own anchor (``<a name="wm_size-message">``) is the first witness, then front matter, then the
visible title with the words of the locale. Nothing here parses more of the page than its head.
"""

import re
from functools import cache

import msgspec

from spec_model.identifiers import SYMBOL, tidy
from spec_model.locale import LocalePack, fold, packs
from spec_model.model import Evidence, Fact, Kind, Span
from spec_model.page import Page, Section

_ANCHOR = re.compile(
    r"(?P<name>[a-z][a-z0-9]*(?:_[a-z0-9]+)*)(?:-(?P<scope>[a-z0-9-]+?))?-(?P<kind>message|notification-code|notification)\Z"
)
_LAST_WORD = re.compile(r"(?<![a-z])([a-z]+)\Z")
_MESSAGE_ANCHOR = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+-(?:message|notification)-")
_SYMBOL = re.compile(r"[A-Z][A-Z0-9]*(?:\s*\\?_\s*[A-Za-z0-9]+)+")
_CAPITALS = re.compile(r"(?<!\w)[A-Z][A-Z0-9]{3,}(?!\w)")
_SCOPE = re.compile(r"\(([^()]*)\)")
_FILE_NAME = re.compile(r"(?i)\.\s*(?:h|idl|dll)\b")

#: The characters of a title that are searched for a name; the patterns above look further ahead than one word.
_LONGEST = 500

#: The last words of anchors and titles that say what else a page documents.
OTHER_KINDS = frozenset(
    {
        "attribute",
        "callback",
        "class",
        "code",
        "constant",
        "constants",
        "element",
        "enum",
        "enumeration",
        "enumerations",
        "events",
        "example",
        "function",
        "functions",
        "guid",
        "interface",
        "interfaces",
        "macro",
        "macros",
        "message",
        "messages",
        "method",
        "methods",
        "notifications",
        "object",
        "overview",
        "properties",
        "property",
        "protocol",
        "reference",
        "schema",
        "service",
        "structure",
        "structures",
        "type",
        "union",
    }
)


class Identity(msgspec.Struct, frozen=True, gc=False):
    """The name, kind and scope of the message on a page, and its further names (ANSI and Unicode forms)."""

    name: Fact[str]
    kind: Fact[Kind]
    scope: Fact[str] | None
    aliases: tuple[str, ...] = ()


class NotAMessage(msgspec.Struct, frozen=True):
    """A page that documents something else: `kind` is what (``function``), ``other`` where that is not known."""

    kind: str


def identify(page: Page, pack: LocalePack) -> Identity | NotAMessage:
    """What `page` documents, judged by its head alone."""
    title = page.title
    if title is None:
        return NotAMessage("other")
    if title.anchor is None:
        return _by_words(page, title, pack)
    match = _ANCHOR.match(title.anchor)
    if not match:
        return NotAMessage(_other_kind(title.anchor))
    return _by_anchor(page, title, match)


def _other_kind(anchor: str) -> str:
    if _MESSAGE_ANCHOR.match(anchor):
        return "message with a header in its title"
    word = _LAST_WORD.search(anchor)
    return word[1] if word and word[1] in OTHER_KINDS else "other"


def _by_anchor(page: Page, title: Section, match: re.Match[str]) -> Identity | NotAMessage:
    lowered, names = match["name"], _api_names(page)
    exact = next((name for name in names if name.lower() == lowered), None)
    if exact is None and "_" not in lowered and not _declared(page, lowered):
        return NotAMessage("other")
    start = page.text.rindex(match[0], 0, title.heading.start)  # on the heading's line, before the visible words
    evidence = [_in_anchor(start, match, "name")]
    if exact is not None:
        evidence.append(Evidence("front-matter", page.front.find("api_name", exact), exact))
    evidence.append(_visible(title))
    kind: Kind = "message" if match["kind"] == "message" else "notification"
    scope = match["scope"]
    name = exact or lowered.upper()
    return Identity(
        Fact(name, tuple(evidence)),
        Fact(kind, (_in_anchor(start, match, "kind"),)),
        Fact(scope.replace("-", " "), (_in_anchor(start, match, "scope"),)) if scope else None,
        tuple(sorted({other for other in names if other != name and other[:-1] == name and other[-1] in "AW"})),
    )


def _by_words(page: Page, title: Section, pack: LocalePack) -> Identity | NotAMessage:
    """For a heading without an anchor: kind word of the locale and a symbol, both in heading or title."""
    heading, front = title.title[:_LONGEST], (page.front.string("title") or "")[:_LONGEST]
    kind = _kind_in(heading, pack) or _kind_in(front, pack)
    if kind is None or not (_looks_like_reference(page) or _only_name_and_kind(heading, kind, pack)):
        return NotAMessage("other")
    names = [n for n in _api_names(page) if SYMBOL.match(n)]
    visible = _SYMBOL.search(heading) or _SYMBOL.search(front) or _CAPITALS.search(heading)
    if names and (visible is None or tidy(visible[0].replace("\\", "")) not in names):
        name, evidence = names[0], Evidence("front-matter", page.front.find("api_name", names[0]), names[0])
    elif visible:
        name = tidy(visible[0].replace("\\", ""))
        evidence = _visible(title)
    else:
        return NotAMessage("other")
    if _FILE_NAME.search(heading):
        return NotAMessage("message with a header in its title")
    scope = _scope_in(heading, title)
    kinds: Fact[Kind] = Fact(kind, (_visible(title),))
    found = (evidence,) if evidence.kind == "text" else (evidence, _visible(title))
    return Identity(Fact(name, found), kinds, scope)


def _visible(title: Section) -> Evidence:
    return Evidence("text", title.heading, title.title)


def _in_anchor(start: int, match: re.Match[str], part: str) -> Evidence:
    """A part of the anchor that stands at `start`."""
    return Evidence("anchor", Span(start + match.start(part), start + match.end(part)), match[part])


def _api_names(page: Page) -> tuple[str, ...]:
    return tuple(name.split("(")[0].strip() for name in page.front.strings("api_name"))


def _declared(page: Page, lowered: str) -> bool:
    """Whether the visible title spells `lowered` in capitals: a message without an underscore in its name."""
    texts = (page.front.string("title") or "", page.title.title if page.title else "")
    return any(lowered.upper() in text for text in texts)


def _looks_like_reference(page: Page) -> bool:
    names = {section.name for section in page.sections}
    return bool(names & {"parameters", "return-value", "requirements"}) or "HeaderDef" in page.front.strings("api_type")


@cache
def _kind_words(language: str) -> list[tuple[str, Kind]]:
    """The words for kinds in a language and in English, which translated titles keep, longest first."""
    both = (packs()[language], packs()["en"])
    words = {(fold(word), kind) for pack in both for kind, forms in pack.kinds.items() for word in forms}
    return sorted(words, key=lambda pair: (pair[1] == "message", -len(pair[0]), pair[0]))


def _kind_in(text: str, pack: LocalePack) -> Kind | None:
    """The kind that the words of a title name: a notification code is asked for first, it may hold the other word."""
    folded = fold(text)
    for word, kind in _kind_words(pack.language):
        spaced = pack.spaced or word.isascii()
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded) if spaced else word in folded:
            return kind
    return None


def _only_name_and_kind(heading: str, kind: Kind, pack: LocalePack) -> bool:
    """Whether a heading is nothing but a name in capitals, perhaps a scope, and the word for its kind."""
    rest = fold(_SCOPE.sub(" ", (_SYMBOL if _SYMBOL.search(heading) else _CAPITALS).sub(" ", heading, count=1)))
    return rest != fold(heading) and rest in {fold(word) for word in pack.kinds[kind]}


def _scope_in(heading: str, title: Section) -> Fact[str] | None:
    for words in _SCOPE.findall(heading):
        if words.strip() and not _FILE_NAME.search(words):
            return Fact(words.strip().lower(), (_visible(title),))
    return None
