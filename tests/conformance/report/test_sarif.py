import json
from pathlib import Path

import jsonschema
import pytest

from conformance import report
from conformance.diagnostic import Fix, Result
from conformance.report.settings import Settings

SCHEMA = Path(__file__).parents[2] / "data/schemas/sarif-2.1.0-rtm.5.json"


def render(form: str, result: Result, settings: Settings) -> str:
    return "".join(report.render(form, result, settings))


@pytest.fixture(scope="module")
def official() -> jsonschema.protocols.Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


def run_of(result, settings) -> dict:
    return json.loads(render("sarif", result, settings))["runs"][0]


def test_the_log_fits_the_official_schema(result_of, finding, settings, official) -> None:
    found = [finding(), finding(locale=None, fix=None, related=()), finding(suppressed="baseline"), finding(code="X1")]
    result = result_of(*found, refused={"corpus/ru-ru/b.md": "not UTF-8"})
    official.validate(json.loads(render("sarif", result, settings)))


def test_the_log_fits_the_official_schema_whatever_it_holds(hostile, settings, official) -> None:
    official.validate(json.loads(render("sarif", hostile, settings)))


def test_the_schema_can_say_no(result_of, finding, settings, official) -> None:
    log = json.loads(render("sarif", result_of(finding()), settings))
    log["runs"][0]["results"][0]["level"] = "catastrophe"
    assert not official.is_valid(log)


def test_a_result_points_at_the_wrong_text(result_of, finding, settings) -> None:
    run = run_of(result_of(finding()), settings)
    result = run["results"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "corpus/ru-ru/winmsg/a.md", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 31, "startColumn": 26, "endLine": 31, "endColumn": 31, "snippet": {"text": "хдрвр"}},
    }
    assert result["partialFingerprints"] == {"polyspec/v1": "0a1b2c"}
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("P003", 0, "error")


def test_other_locales_are_related_locations(result_of, finding, settings) -> None:
    related = run_of(result_of(finding()), settings)["results"][0]["relatedLocations"]
    assert [(place["id"], place["message"]["text"]) for place in related] == [(1, "es-es: hdrvr")]
    assert related[0]["physicalLocation"]["artifactLocation"]["uri"] == "corpus/es-es/winmsg/a.md"


def test_the_rule_brings_its_documentation(result_of, finding, settings) -> None:
    rule = run_of(result_of(finding()), settings)["tool"]["driver"]["rules"][0]
    assert rule["id"] == "P003"
    assert rule["name"] == "ParameterRenamed"
    assert rule["shortDescription"]["text"] == "A parameter has another name than in the other locales."
    assert "does not compile" in rule["help"]["markdown"]
    assert rule["helpUri"] == "https://docs.example.com/polyspec/rules.md#p003"
    assert rule["defaultConfiguration"] == {"level": "error"}


def test_without_a_documentation_address_no_link_is_made_up(result_of, finding, rule) -> None:
    driver = run_of(result_of(finding()), Settings(rules=(rule,)))["tool"]["driver"]
    assert "helpUri" not in driver["rules"][0]
    assert "informationUri" not in driver


def test_a_fix_is_an_edit_and_says_whether_it_is_proven(result_of, finding, settings) -> None:
    result = run_of(result_of(finding(fix=Fix(3, 1, 3, 4, "abc", False))), settings)["results"][0]
    fix = result["fixes"][0]
    assert fix["description"]["text"] == "replace with abc (likely, not proven)"
    assert fix["artifactChanges"][0]["replacements"] == [
        {
            "deletedRegion": {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 4},
            "insertedContent": {"text": "abc"},
        }
    ]


def test_what_a_baseline_keeps_out_stays_as_suppressed(result_of, finding, settings) -> None:
    run = run_of(result_of(finding(), finding(suppressed="baseline"), finding(suppressed="inline")), settings)
    assert [result["baselineState"] for result in run["results"]] == ["new", "unchanged", "new"]
    assert [result.get("suppressions", [{}])[0].get("kind") for result in run["results"]] == [
        None,
        "external",
        "inSource",
    ]


def test_without_a_baseline_no_state_is_claimed(result_of, finding, settings) -> None:
    assert "baselineState" not in run_of(result_of(finding()), settings)["results"][0]


@pytest.mark.parametrize(
    ("path", "artifact"),
    [
        ("a b/ñ%20#?.md", {"uri": "a%20b/%C3%B1%2520%23%3F.md", "uriBaseId": "%SRCROOT%"}),
        ("a:b/c.md", {"uri": "a%3Ab/c.md", "uriBaseId": "%SRCROOT%"}),
        ("bad\udc80.md", {"uri": "bad%80.md", "uriBaseId": "%SRCROOT%"}),
        ("/tmp/é.md", {"uri": "file:///tmp/%C3%A9.md"}),
        ("C:/docs/a.md", {"uri": "file:///C:/docs/a.md"}),
    ],
)
def test_paths_become_valid_addresses(result_of, finding, settings, path, artifact) -> None:
    place = run_of(result_of(finding(path=path)), settings)["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == artifact


def test_page_text_makes_no_placeholder_and_no_link(result_of, finding, settings) -> None:
    result = run_of(result_of(finding(text="see {0} [a](1)", expected=None, witnesses={})), settings)["results"][0]
    assert result["message"]["text"] == "see {{0}} [a\\](1)."


def test_a_refused_page_is_a_notification(result_of, settings) -> None:
    run = run_of(result_of(refused={"corpus/ru-ru/b.md": "not UTF-8"}), settings)
    notification = run["invocations"][0]["toolExecutionNotifications"][0]
    assert notification["message"]["text"] == "page refused: not UTF-8"
    assert notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "corpus/ru-ru/b.md"


def test_a_suppression_without_effect_is_a_notification(result_of, settings) -> None:
    (notification,) = run_of(result_of(unused=("baseline entry P003: a.md",)), settings)["invocations"][0][
        "toolExecutionNotifications"
    ]
    assert notification == {"level": "note", "message": {"text": "unused baseline entry P003: a.md"}}


def test_the_same_result_gives_the_same_text(result_of, finding, settings) -> None:
    one = result_of(finding(witnesses={"es-es": "a", "fr-fr": "b"}))
    other = result_of(finding(witnesses={"fr-fr": "b", "es-es": "a"}))
    assert render("sarif", one, settings) == render("sarif", other, settings)
