import json
from pathlib import Path

import jsonschema
import msgspec
import pytest

from conformance import report
from conformance.diagnostic import Result
from conformance.judged import pack_diagnostics
from conformance.report.json import schema
from conformance.report.settings import Settings
from conformance.spool import Spool

SCHEMA = Path(__file__).parents[3] / "docs/schema/findings.schema.json"


def render(form: str, result: Result, settings: Settings) -> bytes:
    return b"".join(report.render(form, result, settings))


def test_a_finding_has_the_promised_keys(result_of, finding, settings) -> None:
    report = json.loads(render("json", result_of(finding()), settings))
    assert report["diagnostics"][0] == {
        "code": "P003",
        "rule": "parameter-renamed",
        "severity": "error",
        "locale": "ru-ru",
        "page": "winmsg/a.md",
        "path": "corpus/ru-ru/winmsg/a.md",
        "line": 31,
        "column": 26,
        "end_line": 31,
        "end_column": 31,
        "message": "WM_A",
        "field": "parameters[0].name",
        "expected": "hdrvr",
        "found": "хдрвр",
        "text": "parameter hdrvr is written хдрвр",
        "witnesses": {"es-es": "hdrvr", "fr-fr": "hdrvr", "it-it": "hDrvr", "ru-ru": "хдрвр", "zh-tw": None},
        "confidence": 0.98,
        "fix": {"line": 31, "column": 26, "end_line": 31, "end_column": 31, "replacement": "hdrvr", "safe": True},
        "fingerprint": "0a1b2c",
        "related": [
            {
                "locale": "es-es",
                "path": "corpus/es-es/winmsg/a.md",
                "line": 30,
                "column": 4,
                "end_column": 9,
                "text": "hdrvr",
            }
        ],
        "suppressed": None,
    }


def test_the_summary_has_the_promised_keys(result_of, settings) -> None:
    summary = json.loads(render("json", result_of(not_a_message={"function": 2}), settings))["summary"]
    assert {"pages", "messages", "modelled", "not_a_message", "refused", "findings"} <= summary.keys()
    assert summary["not_a_message"] == {"function": 2}


def test_suppressed_findings_stand_apart(result_of, finding, settings) -> None:
    result = result_of(finding(), finding(suppressed="inline", line=7))
    report = json.loads(render("json", result, settings))
    assert [found["line"] for found in report["diagnostics"]] == [31]
    assert [found["line"] for found in report["suppressed"]] == [7]


@pytest.mark.parametrize("text", ["a\u2028b\x85c\x0bd\re\nf", '","source_line":"', '"suppressed":null}', "\\"])
def test_findings_that_were_put_away_give_the_same_text(text, result_of, finding, settings) -> None:
    found = [finding(found=text, source_line=text), finding(text=text, suppressed=text), finding(fingerprint=text)]
    spool = Spool()
    for block in (found[:2], found[2:]):
        spool.add(pack_diagnostics(block), len(block))
    result = result_of(*found)
    written = render("json", msgspec.structs.replace(result, diagnostics=spool), settings)
    assert written == render("json", result, settings)
    report = json.loads(written)
    assert [entry["found"] for entry in report["diagnostics"]] == [text, found[2].found]
    assert [entry["suppressed"] for entry in report["suppressed"]] == [text]


def test_witnesses_in_another_order_give_the_same_text(result_of, finding, settings) -> None:
    one = finding(witnesses={"es-es": "a", "ru-ru": "b"})
    other = finding(witnesses={"ru-ru": "b", "es-es": "a"})
    assert render("json", result_of(one), settings) == render("json", result_of(other), settings)


def without_order(data):
    """`data` with alternatives in one order: versions of msgspec differ in it."""
    if isinstance(data, list | tuple):
        return sorted(map(without_order, data), key=json.dumps)
    return {key: without_order(value) for key, value in data.items()} if isinstance(data, dict) else data


def test_the_written_schema_is_the_one_of_the_code() -> None:
    assert without_order(json.loads(SCHEMA.read_text(encoding="utf-8"))) == without_order(schema())


def test_the_report_fits_its_schema_whatever_it_holds(hostile, settings, hostile_text) -> None:
    report = json.loads(render("json", hostile, settings))
    jsonschema.validate(report, schema())
    assert report["diagnostics"][0]["found"] == hostile_text
