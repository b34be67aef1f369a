"""Findings, rules and results made by hand, plain and hostile."""

from collections.abc import Callable, Iterator

import pytest

from conformance.diagnostic import Diagnostic, Finding, Fix, Related, Result, Summary
from conformance.judged import numbers
from conformance.registry import Rule
from conformance.report.settings import Settings

LINE = '<span id="hdrvr"></span>*хдрвр*'

#: What a page may hold to break out of a format: each goes into every field of a finding.
HOSTILE = {
    "terminal": "\x1b[31mred\x1b]0;title\x07\x9b2J",
    "direction": "abc\u202edef\u2066ghi\u200f",
    "xml": "]]></failure><script>alert('&amp;')</script>\x00\x0b\ufffe",
    "workflow": "x\n::error file=a::owned\r\n::set-output name=a::b",
    "percent": "%0A::error::%25 a,b:c",
    "separators": "a\u2028b\u2029c\x85d\x0ce",
    "template": "{0} {{x}} [text](http://example.com)",
    "surrogate": "name\udc80.md",
    "huge": "я" * 50_000,
}


@pytest.fixture
def finding() -> Callable[..., Diagnostic]:
    """A function that makes a finding: a parameter name that is damaged in ru-ru; keywords replace fields."""

    def make(**fields: object) -> Diagnostic:
        column = LINE.index("хдрвр") + 1
        given: dict[str, object] = {
            "code": "P003",
            "rule": "parameter-renamed",
            "severity": "error",
            "locale": "ru-ru",
            "page": "winmsg/a.md",
            "path": "corpus/ru-ru/winmsg/a.md",
            "line": 31,
            "column": column,
            "end_line": 31,
            "end_column": column + 5,
            "field": "parameters[0].name",
            "expected": "hdrvr",
            "found": "хдрвр",
            "text": "parameter hdrvr is written хдрвр",
            "witnesses": {"es-es": "hdrvr", "fr-fr": "hdrvr", "it-it": "hDrvr", "ru-ru": "хдрвр", "zh-tw": None},
            "confidence": 0.98,
            "fix": Fix(31, column, 31, column + 5, "hdrvr", True),
            "fingerprint": "0a1b2c",
            "message": "WM_A",
            "related": (Related("es-es", "corpus/es-es/winmsg/a.md", 30, 4, 9, "hdrvr"),),
            "suppressed": None,
            "source_line": LINE,
        }
        return Diagnostic(**(given | fields))  # type: ignore[arg-type]

    return make


def holding(text: str, finding: Callable[..., Diagnostic]) -> Result:
    """A result whose every field holds `text`."""
    words = dict.fromkeys(("page", "path", "field", "expected", "found", "text", "message", "locale"), text)
    found = finding(
        **words,
        witnesses={text: text, "es-es": text},
        related=(Related(text, text, 1, 1, 2, text),),
        fix=Fix(1, 1, 1, 2, text, False),
        source_line=text,
        line=1,
        column=1,
        end_line=1,
        end_column=len(text) + 1,
    )
    return _result(found, refused={text: text}, not_a_message={text: 1}, suppressed={text: 1}, unused=(text,))


@pytest.fixture(params=HOSTILE.values(), ids=HOSTILE)
def hostile_text(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def hostile(hostile_text: str, finding: Callable[..., Diagnostic]) -> Result:
    """A result whose every field holds the hostile text."""
    return holding(hostile_text, finding)


@pytest.fixture
def all_hostile(finding: Callable[..., Diagnostic]) -> list[Result]:
    return [holding(text, finding) for text in HOSTILE.values()]


@pytest.fixture
def result_of() -> Callable[..., Result]:
    """A function that makes a result of the given findings; keywords fill the summary."""
    return _result


def _result(*found: Diagnostic, **summary: object) -> Result:
    count = numbers(found)
    counts = {"findings": count.severities, "suppressed": count.suppressed, "rules": count.codes}
    counted = Summary(pages=5, messages=1, modelled=5, **(counts | summary))  # type: ignore[arg-type]
    return Result(summary=counted, diagnostics=found)


@pytest.fixture
def rule() -> Rule:
    return Rule("P003", "parameter-renamed", "parameters", "error", _renamed)


@pytest.fixture
def settings(rule: Rule) -> Settings:
    return Settings(rules=(rule,), version="1.2.3", documentation="https://docs.example.com/polyspec/")


def _renamed(_: object) -> Iterator[Finding]:
    """A parameter has another name than in the other locales.

    Why it matters: code that is written after the page does not compile.
    """
    yield from ()
