"""What is wrong with a locale pack: where it does not fit its schema, and where its phrases contradict each other."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, get_args

import msgspec
import yaml

from spec_model.grammar import lexicon as lx
from spec_model.grammar.lexicon import Lexicon, entries
from spec_model.grammar.statements import Statements
from spec_model.locale import LocalePack, fold, packs
from spec_model.model import Kind
from spec_model.nesting import check_nesting

_MAX_CHARACTERS = 1_000_000
_PATH = re.compile(r"(?P<reason>.*?)(?: - at `\$(?P<path>[^`]*)`)?\Z", re.DOTALL)
_UNKNOWN = re.compile(r"Object contains unknown field `(.*)`\Z", re.DOTALL)
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]")
_SHORTEST_STEM = 3
_NEEDED = (
    "values.zero", "values.nonzero", "conditions.opener", "conditions.otherwise", "events.success", "events.error",
    "events.process", "events.message", "returns.verb", "returns.noun", "use.used", "use.ignored", "use.reserved",
    "use.must_be", "negation", "alternative",
)  # fmt: skip
_NEEDED_WORDS = {
    "headings": ("parameters", "return-value", "remarks", "requirements"),
    "kinds": get_args(Kind),
    "directions": ("in", "out"),
    "requirements": ("client", "server", "header", "names"),
}
_OPPOSITES = (
    (lx.SUCCESS, lx.FAILURE | lx.ERROR),
    (lx.IF, lx.OTHERWISE),
    (lx.OR, lx.AND),
    (lx.USED, lx.UNUSED | lx.IGNORED),
)

Lines = dict[tuple[str, ...], int]


class Problem(msgspec.Struct, frozen=True, order=True):
    """One fault of a pack: the 1-based line it stands on and what it is, for the person who keeps the pack."""

    line: int
    text: str


def check_pack(text: str) -> tuple[Problem, ...]:
    """The faults of the pack in the YAML `text`, by line; none where it can be used as it is."""
    if len(text) > _MAX_CHARACTERS:
        return (Problem(1, f"larger than {_MAX_CHARACTERS} characters"),)
    try:
        check_nesting(text)
        data = yaml.load(text, Loader=yaml.CSafeLoader)
        lines = _lines(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return (Problem(mark.line + 1 if mark else 1, str(getattr(error, "problem", None) or error)),)
    except (ValueError, RecursionError) as error:
        return (Problem(1, str(error)),)
    try:
        pack = msgspec.convert(data, LocalePack, strict=True)
    except msgspec.ValidationError as error:
        return (_misfit(str(error), lines),)
    return tuple(sorted(set(_problems(pack, lines))))


def _problems(pack: LocalePack, lines: Lines) -> Iterator[Problem]:
    yield from _page_words(pack, lines)
    yield from _frames(pack, lines)
    lexicon = Lexicon(pack.statements, spaced=pack.spaced)
    yield from _missing(pack.statements, lines)
    yield from _malformed(pack, lexicon, lines)
    yield from _contradictions(pack.statements, lexicon, lines)


def _page_words(pack: LocalePack, lines: Lines) -> Iterator[Problem]:
    """Faults of what is known by its whole text: it must be listed, and in one place."""
    rows = {row: getattr(pack.requirements, row) for row in ("client", "server", "header", "names")}
    groups: dict[str, Mapping[Any, tuple[str, ...]]] = {
        "headings": pack.headings,
        "kinds": pack.kinds,
        "directions": pack.directions,
        "requirements": rows,
    }
    for group, texts in groups.items():
        for key in _NEEDED_WORDS[group]:
            if not texts.get(key):
                yield Problem(_nearest(lines, (group, key)), f"{group}.{key} lists nothing")
        places: dict[str, str] = {}
        for key, text in ((key, text) for key, listed in texts.items() for text in listed):
            line = lines.get((group, key, f"={text}"), 0) or _nearest(lines, (group, key))
            if not fold(text):
                yield Problem(line, f"{group}.{key}: `{text}` is empty")
            elif (other := places.setdefault(fold(text), key)) != key:
                yield Problem(line, f"`{text}` stands in {group}.{other} and in {group}.{key}")


def _frames(pack: LocalePack, lines: Lines) -> Iterator[Problem]:
    """Faults of the names of sections, which are the same in every language, and of how titles are made."""
    known = packs()["en"].headings
    for name in pack.headings:
        if name not in known:
            reason = f"headings.{name}: no such section; there are {', '.join(known)}"
            yield Problem(_nearest(lines, ("headings", name)), reason)
    for kind in get_args(Kind):
        if pack.titles.get(kind, "").count("{name}") != 1:
            yield Problem(_nearest(lines, ("titles", kind)), f"titles.{kind} needs {{name}} once, for the name")


def _missing(statements: Statements, lines: Lines) -> Iterator[Problem]:
    listed = {key for key, _, _, _ in entries(statements)}
    for key in _NEEDED:
        if key not in listed:
            yield Problem(_line(lines, key), f"{key} lists nothing: what needs it is not read")


def _malformed(pack: LocalePack, lexicon: Lexicon, lines: Lines) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for key, phrase, _, _ in entries(pack.statements):
        line = _line(lines, key, phrase)
        if (key, phrase) in seen:
            yield Problem(line, f"{key} lists `{phrase}` twice")
        seen.add((key, phrase))
        stems = [word for word in phrase.split() if "*" in word]
        if not lexicon.units(phrase):
            yield Problem(line, f"{key}: `{phrase}` is empty")
        elif any("*" in word[:-1] or word == "*" for word in stems):
            yield Problem(line, f"{key}: `{phrase}` has a star within a word; it may only stand at the end of one")
        elif stems and not pack.spaced:
            yield Problem(line, f"{key}: `{phrase}` has a star, which needs a language with spaces between words")
        elif any(len(word) <= _SHORTEST_STEM for word in stems):
            yield Problem(line, f"{key}: `{phrase}` begins too many words; write out the forms")


def _contradictions(statements: Statements, lexicon: Lexicon, lines: Lines) -> Iterator[Problem]:
    found: defaultdict[tuple[str, ...], list[tuple[str, str, int, str | None]]] = defaultdict(list)
    for entry in entries(statements):
        found[tuple(lexicon.units(entry[1]))].append(entry)
    for meanings in found.values():
        for index, (key, phrase, tags, value) in enumerate(meanings):
            for other, _, other_tags, other_value in meanings[:index]:
                opposed = any((tags & a and other_tags & b) or (tags & b and other_tags & a) for a, b in _OPPOSITES)
                if opposed or (value and other_value and value != other_value):
                    yield Problem(_line(lines, key, phrase), f"`{phrase}` stands in {other} and in {key}")


# -- lines ------------------------------------------------------------------------------------------------


def _misfit(message: str, lines: Lines) -> Problem:
    """What msgspec says of data that does not fit, with the line, and with advice where YAML took a word for more."""
    match = _PATH.match(message)
    assert match is not None
    path = tuple(name or number for name, number in _STEP.findall(match["path"] or ""))
    reason = match["reason"]
    if unknown := _UNKNOWN.match(reason):
        return Problem(_nearest(lines, (*path, unknown[1])), ".".join((*path, unknown[1])) + ": no such key")
    if "got `bool`" in reason or "got `null`" in reason:
        reason += ": YAML reads words such as on, no, yes, true and null as something else; put the word in quotes"
    elif "got `int`" in reason or "got `float`" in reason:
        reason += ": put the number in quotes"
    return Problem(_nearest(lines, path), f"{'.'.join(path)}: {reason}" if path else reason)


def _line(lines: Lines, key: str, phrase: str | None = None) -> int:
    path = ("statements", *key.split("."))
    return lines.get((*path, f"={phrase}"), 0) or _nearest(lines, path)


def _nearest(lines: Lines, path: tuple[str, ...]) -> int:
    return next((lines[path[:end]] for end in range(len(path), -1, -1) if path[:end] in lines), 1)


def _lines(text: str) -> Lines:
    """The line of each key and item of a YAML document, by its path; a phrase also by its text after ``=``."""
    lines: Lines = {(): 1}
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    stack: list[tuple[tuple[str, ...], yaml.Node]] = [((), root)] if root is not None else []
    seen: set[int] = set()  # an alias leads to the same node again
    while stack:
        path, node = stack.pop()
        lines.setdefault(path, node.start_mark.line + 1)
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                lines[(*path, str(key.value))] = key.start_mark.line + 1
                stack.append(((*path, str(key.value)), value))
        elif isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                stack.append(((*path, str(index)), item))
                if isinstance(item, yaml.ScalarNode):
                    lines.setdefault((*path, f"={item.value}"), item.start_mark.line + 1)
    return lines
