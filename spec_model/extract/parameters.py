"""The parameters of a message: names, order, direction notes and descriptions.

Old pages list them as ``<dt>*name*</dt> <dd>...``, new ones as a paragraph of code followed by prose. The
anchor of an item (``<span id="dwDriverId">``) proves the name that a translation transliterated.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

import msgspec
import yaml

from spec_model.extract.constants import constant_of_item, read_constants
from spec_model.extract.descriptions import read_description
from spec_model.extract.entries import ENDING, LIST, cut, head_of
from spec_model.extract.moved import moved_constant, moved_evidence, moved_fact
from spec_model.extract.usage import read_usage, usage_of
from spec_model.identifiers import best_match, has_cyrillic, is_identifier, skeleton, tidy
from spec_model.locale import LocalePack, fold, packs
from spec_model.model import Direction, Evidence, Fact, Span, StatedConstant, StatedParameter
from spec_model.page import Section
from spec_model.remember import remembered
from spec_model.tree import Element, Flow

_BRACKETS = re.compile(r"[\[［【(（]([^\[\]［］【】()（）]{0,60}+)[\]］】)）]")
_FENCED = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CODE_WORD = re.compile(r"(?<!\w)[A-Za-z]\w+")


class Item(msgspec.Struct, frozen=True):
    """One entry of a parameter list: the element that names it and those that describe it."""

    head: Element
    body: tuple[Element, ...]


class Head(NamedTuple):
    """What the head of an entry says, in any language.

    That is a further constant of the parameter before it, or the name of a parameter with the `notes` behind it.
    """

    constant: StatedConstant | None
    name: Fact[str] | None
    notes: tuple[Evidence, ...]


def read_parameters(section: Section | None, pack: LocalePack) -> tuple[StatedParameter, ...]:
    """The parameters that `section` lists, in page order; empty where there is no section."""
    if section is None:
        return ()
    found = _of_entries(section, pack)
    return tuple(found if found is not None else _of_tree(section, pack))


def _of_tree(section: Section, pack: LocalePack) -> list[StatedParameter]:
    found: list[StatedParameter] = []
    for item in _items(section.tree):
        head = _head(item.head)
        if head.constant is not None and found:
            found[-1] = _with_constant(found[-1], head.constant)
        elif head.name is not None:
            body = Element("section", item.head.start)
            body.children.extend(item.body)
            end = item.body[-1].end if item.body else item.head.end
            found.append(
                StatedParameter(
                    name=_proven(head.name, section.source),
                    span=Span(item.head.start, end),
                    direction=_direction(head, pack.language),
                    used=read_usage(body, pack),
                    constants=read_constants(item.body),
                )
            )
    return found


def _of_entries(section: Section, pack: LocalePack) -> list[StatedParameter] | None:
    """As `_of_tree`, for a list that can be cut into entries; None where it cannot."""
    text = section.text
    entries = cut(text)
    usage = usage_of(pack)
    found: list[StatedParameter] = []
    for entry in entries or ():
        head = _head_of_text(text[entry.start : entry.middle])
        description = read_description(text[entry.middle : entry.end], usage)
        if head is None or description is None:
            return None
        start, middle = section.body.start + entry.start, section.body.start + entry.middle
        if head.constant is not None and found:
            found[-1] = _with_constant(found[-1], moved_constant(head.constant, start))
        elif head.name is not None:
            direction = _direction(head, pack.language)
            found.append(
                StatedParameter(
                    name=_proven(moved_fact(head.name, start), section.source),
                    span=Span(start, section.body.start + entry.end + len(ENDING)),
                    direction=moved_fact(direction, start) if direction else None,
                    used=moved_fact(description.used, middle) if description.used else None,
                    constants=tuple([moved_constant(constant, middle) for constant in description.constants]),
                )
            )
    return found if entries else None


def _with_constant(parameter: StatedParameter, constant: StatedConstant) -> StatedParameter:
    return msgspec.structs.replace(parameter, constants=(*parameter.constants, constant))


@remembered(texts=2048, longest=400)  # most names are the same in all locales, and many of the same few
def _head_of_text(text: str) -> Head | None:
    """What the head `text` says, None where it cannot be read alone."""
    element = head_of(text)
    if element is None:
        return None
    constant, name, notes = _head(element)
    by = -len(LIST)
    return Head(
        moved_constant(constant, by) if constant else None,
        moved_fact(name, by) if name else None,
        tuple([moved_evidence(note, by) for note in notes]),
    )


def _head(element: Element) -> Head:
    return Head(constant_of_item(element), _name(element), tuple(_notes(element)))


def _items(root: Element) -> Iterator[Item]:
    """The entries of the section's own lists and code paragraphs; lists inside a description are not entries."""
    head: Element | None = None
    body: list[Element] = []
    for element in _level(root):
        if element.tag == "dt" or (element.tag == "p" and _is_code_name(element)):
            if head is not None:
                yield Item(head, tuple(body))
            head, body = element, []
        elif head is not None and element.tag != "heading":
            body.append(element)
    if head is not None:
        yield Item(head, tuple(body))


def _level(root: Element) -> Iterator[Element]:
    """Elements in page order, lists of the section opened up but not the lists inside a description."""
    for child in root.elements():
        if child.tag in ("dl", "div", "span", "ul", "section") or (child.tag == "li" and root.tag == "ul"):
            yield from _level(child)
        else:
            yield child


def _is_code_name(paragraph: Element) -> bool:
    """Whether a paragraph is nothing but one identifier in code or bold, perhaps with a direction note."""
    text = paragraph.flow().text.strip()
    marked = next(paragraph.find("code", "strong", "em"), None)
    if marked is None or marked.tag not in ("code", "em", "strong"):
        return False
    name = marked.flow().text.strip()
    rest = _BRACKETS.sub("", text.replace(name, "", 1)).strip(" :：-–—")
    return not rest and is_identifier(tidy(name))


def _name(head: Element) -> Fact[str] | None:
    """The parameter's name: proven by an anchor, as it is written otherwise."""
    flow, start, end = _written(head)
    written = flow.text[start:end]
    if not written:
        return None
    visible = Evidence("text", flow.span(start, end), written)
    anchor = _anchor(head, written)
    if anchor is not None:
        return Fact(anchor.text, (anchor, visible))
    return Fact(tidy(written) or written, (visible,))


def _proven(name: Fact[str], source: str) -> Fact[str]:
    """`name` as it is in C, where no anchor proves it and it is written in another alphabet."""
    if name.value.isascii() or len(name.evidence) > 1:
        return name
    return _transliterated(name.value, source, name.evidence[0]) or name


def _written(head: Element) -> tuple[Flow, int, int]:
    """Where the name stands: in italic or code, else in bold, else in what the head holds beside its note."""
    for tags in (("em", "code"), ("strong",)):
        for marked in head.find(*tags):
            flow = marked.flow()
            if flow.text.strip():
                return flow, *_stripped(flow.text, 0, len(flow.text))
    leaf = next((e for e in head.leaves()), head)
    flow = leaf.flow()
    note = _BRACKETS.search(flow.text)
    start, end = _stripped(flow.text, 0, note.start() if note else len(flow.text))
    if start == end and note:
        start, end = _stripped(flow.text, note.start(1), note.end(1))
    return flow, start, end


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _transliterated(written: str, source: str, visible: Evidence) -> Fact[str] | None:
    """The identifier that a name in another alphabet was made from: one in the page's code, or an ordinary one."""
    if not has_cyrillic(written):
        return None
    proven = best_match(written, _coded(source), at_least=1.0)
    if proven:
        return Fact(proven, (Evidence("code", visible.span, proven), visible))
    known = _ordinary_name(written)
    return Fact(known, (Evidence("curated", visible.span, known), visible)) if known else None


@remembered(texts=1024, longest=100)
def _ordinary_name(written: str) -> str | None:
    """The name of the shipped list that `written` was made from."""
    return best_match(written, ordinary_names(), at_least=0.9)


def _coded(source: str) -> frozenset[str]:
    """The identifiers in the code blocks of the page with the text `source`."""
    return frozenset(_CODE_WORD.findall(" ".join(_FENCED.findall(source)))) if "```" in source else frozenset()


@cache
def ordinary_names() -> tuple[str, ...]:
    """The shipped list of names that parameters ordinarily have."""
    text = (resources.files("spec_model") / "data" / "parameter-names.yaml").read_text(encoding="utf-8")
    return tuple(yaml.load(text, Loader=yaml.CSafeLoader)["parameters"])


def _anchor(head: Element, written: str) -> Evidence | None:
    """The anchor that spells the name: pages give the name itself first, then its lower and upper case."""
    ids = [(name, span) for name, span in head.ids() if is_identifier(name)]
    exact = next(((n, s) for n, s in ids if n == written), None)
    if exact is None and ids:
        same = [(n, s) for n, s in ids if skeleton(n) == skeleton(ids[0][0])]
        exact = same[0]
    return Evidence("anchor", exact[1], exact[0]) if exact else None


def _notes(head: Element) -> Iterator[Evidence]:
    """The notes in brackets behind the name."""
    leaf = next((e for e in head.leaves() if _BRACKETS.search(e.flow().text)), head)
    flow = leaf.flow()
    for match in _BRACKETS.finditer(flow.text):
        place = _stripped(flow.text, *match.span(1))
        yield Evidence("text", flow.span(*place), flow.text[slice(*place)])


def _direction(head: Head, language: str) -> Fact[Direction] | None:
    """The direction that a note gives, read with the words of the locale."""
    for note in head.notes:
        direction = _direction_words(language).get(fold(note.text))
        if direction is not None:
            return Fact(direction, (note,))
    return None


@cache
def _direction_words(language: str) -> dict[str, Direction]:
    both = (packs()["en"], packs()[language])
    return {fold(word): direction for pack in both for direction, words in pack.directions.items() for word in words}
