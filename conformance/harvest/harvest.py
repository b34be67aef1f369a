"""The harvest: names in, numbers out, in three or four runs of a compiler.

One run preprocesses the headers, to learn which names there are and where; one asks for the numbers, and is
repeated without the names that are no number; one asks again with ``UNICODE`` defined, for the names that
stand for another one then.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from conformance.harvest.compiler import Compiler, CompilerError, Problem
from conformance.harvest.probe import (
    HEADER_MARK,
    NAME_MARK,
    Definitions,
    answers,
    include_lines,
    probe_lines,
    read_definitions,
)
from conformance.harvest.settings import Sdk
from spec_model.identifiers import is_identifier
from spec_model.values import Pair, Source, ValueFile

_ROUNDS = 12
_ALIASES = 8
_DIGIT = re.compile(r"\b\d")


class Request(msgspec.Struct, frozen=True):
    """What to harvest: `names`, and everything that the headers `whole` define.

    `headers` are included beside those of the SDK settings. `cc` is the compiler, `include` are folders with
    headers that are searched first.
    """

    cc: str
    names: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    include: tuple[Path, ...] = ()


class Harvest(msgspec.Struct, frozen=True):
    """What came of it: one file of values a header, sorted; the names without a number; headers left out; runs."""

    files: tuple[ValueFile, ...]
    missing: tuple[str, ...]
    absent_headers: tuple[str, ...]
    broken_headers: tuple[str, ...]
    runs: int


def harvest(request: Request, sdk: Sdk) -> Harvest:
    """Compile against the headers and collect the numbers of the names; raises CompilerError."""
    compiler = Compiler(request.cc, sdk.defines, request.include)
    headers = _unique(h.lower() for h in (*sdk.headers, *request.headers, *request.whole))
    session = _Session(compiler, headers)
    definitions = session.define()
    names = _candidates(request, definitions)
    ansi = session.numbers(names, ())
    unicode = session.numbers([name for name in names if name in ansi], ("UNICODE", "_UNICODE"))
    wanted = set(request.names)
    files = _files(ansi, unicode, definitions, _source(compiler, sdk, definitions))
    return Harvest(
        files=files,
        missing=tuple(sorted(wanted - ansi.keys())),
        absent_headers=tuple(headers[i] for i in sorted(definitions.absent)),
        broken_headers=tuple(session.broken),
        runs=compiler.runs,
    )


class _Session:
    """The runs of one harvest: which headers go together is learnt once and then kept."""

    def __init__(self, compiler: Compiler, headers: list[str]) -> None:
        self.compiler = compiler
        self.headers = headers
        self.broken: list[str] = []

    def define(self) -> Definitions:
        """What the headers define, those left out that the preprocessor cannot read."""
        for _ in range(_ROUNDS):
            run = self.compiler.preprocess(include_lines(self.headers))
            if not self.drop_headers(run.problems):
                return read_definitions(run.output)
        raise CompilerError("the headers cannot be read together")

    def drop_headers(self, problems: Iterable[Problem]) -> bool:
        """Leave out the first header that has errors; says whether there was one."""
        for problem in problems:
            if problem.file == NAME_MARK:
                continue
            places = ((problem.file, problem.line), *problem.includes)
            line = next((line for file, line in places if file == HEADER_MARK), None)
            if line is not None:
                # Emptied in its place: the lines of the others keep their numbers.
                self.broken.append(self.headers[line - 1])
                self.headers[line - 1] = "polyspec-left-out.h"
                return True
        return False

    def numbers(self, names: Sequence[str], defines: tuple[str, ...]) -> dict[str, int]:
        """The numbers of those of `names` that have one."""
        skip: set[int] = set()
        for _ in range(_ROUNDS):
            source = include_lines(self.headers) + probe_lines(names, frozenset(skip))
            run = self.compiler.assemble(source, defines)
            if not run.problems:
                return {names[index]: number for index, number in answers(run.output)}
            if self.drop_headers(run.problems):
                continue
            bad = {p.line - 1 for p in run.problems if p.file == NAME_MARK}
            if not bad:
                raise CompilerError(f"{self.compiler.cc}: {run.problems[0].text}")
            skip |= bad
        raise CompilerError("no end of names that do not compile")


def _candidates(request: Request, definitions: Definitions) -> list[str]:
    """The names to ask for: wanted ones that the headers know in any way, and those of the whole headers.

    A wanted name brings its ANSI and Unicode forms with it.
    """
    known = definitions.macros.keys() | definitions.words.keys()
    forms = (form for name in request.names for form in (name, f"{name}A", f"{name}W"))
    wanted = {name for name in forms if name in known and is_identifier(name)}
    whole = {header.lower() for header in request.whole}
    macros = (name for name, (header, _) in definitions.macros.items() if header in whole)
    wanted |= {name for name in macros if _may_be_value(name, definitions)}
    wanted |= {word for word, header in definitions.words.items() if header in whole and _may_be_enumerator(word)}
    return sorted(name for name in wanted if not name.startswith("__"))


def _may_be_value(name: str, definitions: Definitions) -> bool:
    """Whether the text of a macro can be a constant: a number is in it, or it is another name of one that can.

    Statements would spoil the names that come after them.
    """
    for _ in range(_ALIASES):
        text = definitions.macros[name][1] if name in definitions.macros else ""
        if any(sign in text for sign in "{};\"'") or text.count("(") != text.count(")"):
            return False
        if _DIGIT.search(text):
            return True
        name = text.strip("() ")
        if name not in definitions.macros:
            return name in definitions.words and _may_be_enumerator(name)
    return False


def _may_be_enumerator(word: str) -> bool:
    return word.isupper() and "_" in word.strip("_")


def _source(compiler: Compiler, sdk: Sdk, definitions: Definitions) -> Source:
    for name, parts in sdk.versions.items():
        if all(part in definitions.macros for part in parts):
            version = ".".join(definitions.macros[part][1] for part in parts)
            return Source(compiler.name, compiler.version(), f"{name} {version}")
    return Source(compiler.name, compiler.version(), "unknown SDK")


def _files(
    ansi: dict[str, int], unicode: dict[str, int], definitions: Definitions, source: Source
) -> tuple[ValueFile, ...]:
    by_header: dict[str, dict[str, int | Pair]] = {}
    for name in sorted(ansi):
        header = definitions.macros[name][0] if name in definitions.macros else definitions.words[name]
        wide = unicode.get(name, ansi[name])
        value = ansi[name] if wide == ansi[name] else Pair(ansi[name], wide)
        by_header.setdefault(header, {})[name] = value
    return tuple(ValueFile(header, source, values) for header, values in sorted(by_header.items()) if header)


def _unique(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))
