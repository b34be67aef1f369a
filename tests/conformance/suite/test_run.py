"""Expected failures, and the reports of a run."""

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import msgspec
import pytest

from conformance.suite.assemble import Suite, assemble
from conformance.suite.execute import Observation
from conformance.suite.expectations import ExpectationError, Expectations, read_expectations, shipped_expectations
from conformance.suite.report import to_json, to_junit, to_text
from conformance.suite.rules import Sentence
from conformance.suite.run import Result, result_of, run_suite
from conformance.suite.targets.reference import Reference, ReferenceTarget
from spec_model.model import Message
from spec_model.resources import data_folder

Make = Callable[..., Message]

_FILE = """
implementation: wine
version: "8.0"
expected:
  - {rules: ["LB_*-return-failure"], who: implementation, reason: a stub}
"""
_HOSTILE = "]]> <b> \x00\x1b[31m \u202e & \ud800"


@pytest.fixture
def suite(make: Make) -> Suite:
    return assemble([
        make("LB_GETCURSEL", ("success", "described"), ("failure", "LB_ERR")),
        make("LB_ADDSTRING", ("condition", "LB_ERRSPACE")),
    ])  # fmt: skip


@pytest.fixture
def known(tmp_path: Path) -> Expectations:
    path = tmp_path / "wine.yaml"
    path.write_text(_FILE, encoding="utf-8")
    return read_expectations(path)


def test_every_rule_has_a_result(suite: Suite) -> None:
    done: list[int] = []
    results = run_suite(suite, ReferenceTarget(Reference(suite.plans.values())), None, done.append)
    assert [(r.rule.id, r.verdict) for r in results] == [
        ("LB_GETCURSEL-return-failure", "passed"),
        ("LB_GETCURSEL-return-success", "passed"),
        ("LB_ADDSTRING-return-condition-LB_ERRSPACE", "skipped"),
    ]
    assert sum(done) == 3
    assert "how to reach" in results[2].reason


@pytest.mark.parametrize(
    ("verdict", "becomes"),
    [
        ("passed", "unexpected-pass"),
        ("failed", "expected-failure"),
        ("crashed", "expected-failure"),
        ("skipped", "skipped"),
    ],
)
def test_what_is_expected_to_fail(suite: Suite, known: Expectations, verdict: str, becomes: str) -> None:
    observed = msgspec.convert({"verdict": verdict, "reason": "why"}, Observation)
    assert result_of(suite.rules[0], observed, known).verdict == becomes
    assert result_of(suite.rules[1], observed, known).verdict == verdict


def test_the_reason_says_who_is_wrong(suite: Suite, known: Expectations) -> None:
    result = result_of(suite.rules[0], Observation("failed", "returned 0"), known)
    assert result.reason == "returned 0 [implementation: a stub]"


def test_only_what_a_person_should_look_at_is_bad(suite: Suite) -> None:
    rule = suite.rules[0]
    assert all(Result(rule, verdict).bad for verdict in ("failed", "crashed", "unexpected-pass"))
    assert not any(Result(rule, verdict).bad for verdict in ("passed", "skipped", "expected-failure"))


@pytest.mark.parametrize(
    "text", ["", "implementation: wine", "- 1", "implementation: [", _FILE.replace("who: imp", "who: x"), "a: &a [*a]"]
)
def test_a_wrong_file_of_expected_failures_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "wine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ExpectationError, match=r"wine\.yaml"):
        read_expectations(path)


def test_the_file_that_ships_for_wine_can_be_read() -> None:
    shipped = shipped_expectations(data_folder("specs") / "expectations", "wine")
    assert shipped is not None
    assert shipped.expected
    assert shipped_expectations(data_folder("specs") / "expectations", "reference") is None


def _results(suite: Suite, words: str) -> tuple[Result, ...]:
    sentences = {"es-es": Sentence(words, f"a/{words}.md", 40), "ru-ru": Sentence("по-русски", "b.md", 2)}
    rule = msgspec.structs.replace(suite.rules[0], sentences=sentences, message=words)
    return Result(rule, "failed", words, -1), Result(suite.rules[1], "passed"), Result(suite.rules[2], "skipped", words)


def test_json_has_the_promised_shape(suite: Suite) -> None:
    data = json.loads(to_json(_results(suite, "palabras"), "wine"))
    first = data["results"][0]
    assert first["id"] == "LB_GETCURSEL-return-failure"
    assert first["verdict"] == "failed"
    assert first["returned"] == -1
    assert first["sentence"]["es-es"] == {"text": "palabras", "path": "a/palabras.md", "line": 40}
    assert data["summary"] == {"failed": 1, "passed": 1, "skipped": 1}


def test_text_shows_each_failure_in_every_language(suite: Suite) -> None:
    text = to_text(_results(suite, "palabras"), "wine")
    assert "es-es: palabras (a/palabras.md:40)" in text
    assert "ru-ru: по-русски (b.md:2)" in text
    assert "1 passed, 1 failed, 1 skipped" in text


def test_words_of_a_page_cannot_steer_a_terminal_or_break_xml(suite: Suite) -> None:
    results = _results(suite, _HOSTILE)
    assert not set(to_text(results, "wine", width=300)) & {"\x00", "\x1b", "\u202e"}
    root = ET.fromstring(to_junit(results, "wine"))
    assert root.get("failures") == "1"
    assert root.get("skipped") == "1"
    case = root.find(".//testcase/failure/..")
    assert case is not None
    assert case.get("name") == "LB_GETCURSEL-return-failure"
