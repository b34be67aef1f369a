from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import xmlschema

from conformance import report
from conformance.diagnostic import Result
from conformance.report.settings import Settings

SCHEMA = Path(__file__).parents[2] / "data/schemas/junit.xsd"


def render(form: str, result: Result, settings: Settings) -> str:
    return "".join(report.render(form, result, settings))


@pytest.fixture(scope="module")
def official() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(SCHEMA))


def suites(text: str) -> dict[str, ET.Element]:
    return {suite.attrib["name"]: suite for suite in ET.fromstring(text)}


def test_each_locale_is_a_suite_and_each_rule_and_page_a_case(result_of, finding, settings, official) -> None:
    found = [finding(), finding(line=40), finding(page="b.md"), finding(locale="es-es"), finding(locale=None)]
    text = render("junit", result_of(*found), settings)
    official.validate(text)
    named = suites(text)
    assert sorted(named) == ["es-es", "no locale blamed", "ru-ru"]
    cases = [(case.get("classname"), case.get("name"), len(case)) for case in named["ru-ru"]]
    assert cases == [
        ("polyspec.ru-ru.P003 parameter-renamed", "winmsg/a.md", 2),
        ("polyspec.ru-ru.P003 parameter-renamed", "b.md", 1),
    ]
    assert named["ru-ru"].get("failures") == "2"


def test_a_rule_that_found_nothing_in_a_locale_passes(result_of, rule, official) -> None:
    text = render("junit", result_of(), Settings(rules=(rule,), locales=("fr-fr",)))
    official.validate(text)
    suite = suites(text)["fr-fr"]
    assert (suite.get("tests"), suite.get("failures")) == ("1", "0")
    assert suite[0].get("name") == "all pages"


def test_a_finding_below_the_level_is_output_of_a_case_that_passes(result_of, finding, settings) -> None:
    case = suites(render("junit", result_of(finding(severity="warning")), settings))["ru-ru"][0]
    assert [child.tag for child in case] == ["system-out"]
    strict = Settings(fail_on="warning")
    case = suites(render("junit", result_of(finding(severity="warning")), strict))["ru-ru"][0]
    assert [child.tag for child in case] == ["failure"]


def test_suppressed_findings_are_skipped(result_of, finding, settings, official) -> None:
    text = render("junit", result_of(finding(suppressed="baseline")), settings)
    official.validate(text)
    assert suites(text)["ru-ru"].get("skipped") == "1"


def test_a_refused_page_is_an_error(result_of, settings, official) -> None:
    text = render("junit", result_of(refused={"corpus/ru-ru/b.md": "not UTF-8"}), settings)
    official.validate(text)
    assert suites(text)["refused pages"][0].find("error").get("message") == "not UTF-8"
    assert ET.fromstring(text).get("errors") == "1"


def test_the_report_is_valid_xml_whatever_it_holds(hostile, settings, official) -> None:
    shown = render("junit", hostile, settings)
    official.validate(shown)
    assert ET.fromstring(shown).get("tests") == "2"


def test_the_schema_can_say_no(official) -> None:
    assert not official.is_valid("<testsuites><testsuite><testcase/></testsuite></testsuites>")
