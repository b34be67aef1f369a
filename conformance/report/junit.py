"""The report as JUnit XML: a test suite for each locale, a test case for each rule and page."""

from collections import defaultdict
from itertools import chain
from xml.etree import ElementTree as ET

from conformance.diagnostic import Diagnostic, Result, Summary
from conformance.registry import Rule
from conformance.report.settings import Settings, reaches
from conformance.report.visible import brief, shown, statements, visible

_NO_LOCALE = "no locale blamed"
_REFUSED = "refused pages"


def render(result: Result, settings: Settings) -> str:
    """`result` as XML that Jenkins and GitLab read.

    A rule on a page fails where a finding reaches the level of `settings.fail_on`; lesser findings stand
    in the output of a case that passes. A case with suppressed findings alone is skipped. Each rule that
    found nothing in a locale is one case that passes.
    """
    root = ET.Element("testsuites", name="polyspec")
    by_locale: dict[str, list[Diagnostic]] = defaultdict(list, {locale: [] for locale in settings.locales})
    for diagnostic in result.diagnostics:
        by_locale[diagnostic.locale or _NO_LOCALE].append(diagnostic)
    for locale, found in sorted(by_locale.items()):
        root.append(_suite(locale, found, settings))
    if result.summary.refused:
        root.append(_refused(result.summary))
    for key in ("tests", "failures", "errors"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(locale: str, found: list[Diagnostic], settings: Settings) -> ET.Element:
    cases: dict[tuple[str, str], list[Diagnostic]] = defaultdict(list)
    for diagnostic in found:
        cases[diagnostic.code, diagnostic.page].append(diagnostic)
    suite = ET.Element("testsuite", name=visible(locale))
    broken = {code for code, _ in cases}
    passing = (_silent_case(locale, rule) for rule in settings.rules if rule.code not in broken)
    suite.extend(chain((_case(locale, part, settings) for _, part in sorted(cases.items())), passing))
    return _counted(suite)


def _counted(suite: ET.Element) -> ET.Element:
    """`suite` with the numbers of its cases."""
    suite.set("tests", str(len(suite)))
    for key, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(key, str(sum(case.find(tag) is not None for case in suite)))
    return suite


def _silent_case(locale: str, rule: Rule) -> ET.Element:
    return ET.Element("testcase", classname=_class_name(locale, rule.code, rule.name), name="all pages")


def _case(locale: str, found: list[Diagnostic], settings: Settings) -> ET.Element:
    first = found[0]
    case = ET.Element("testcase", classname=_class_name(locale, first.code, first.rule), name=visible(first.page))
    live = [diagnostic for diagnostic in found if diagnostic.suppressed is None]
    failing = [diagnostic for diagnostic in live if reaches(diagnostic.severity, settings.fail_on)]
    if not live:
        ET.SubElement(case, "skipped").text = "\n".join(_describe(diagnostic) for diagnostic in found)
    for diagnostic in failing:
        failure = ET.SubElement(case, "failure", type=diagnostic.severity, message=brief(diagnostic.text))
        failure.text = _describe(diagnostic)
    if lesser := [diagnostic for diagnostic in live if not reaches(diagnostic.severity, settings.fail_on)]:
        ET.SubElement(case, "system-out").text = "\n".join(_describe(diagnostic) for diagnostic in lesser)
    return case


def _class_name(locale: str, code: str, rule: str) -> str:
    """The dotted name by which the viewers group cases."""
    return visible(f"polyspec.{locale}.{code} {rule}")


def _describe(diagnostic: Diagnostic) -> str:
    place = f"{visible(diagnostic.path)}:{diagnostic.line}:{diagnostic.column}"
    lines = [f"{place}: {diagnostic.severity}: {brief(diagnostic.text)}"]
    if diagnostic.expected is not None or diagnostic.found is not None:
        lines += [f"expected: {shown(diagnostic.expected)}", f"found: {shown(diagnostic.found)}"]
    lines += [f"{locales}: {value}" for locales, value in statements(diagnostic)]
    if diagnostic.suppressed is not None:
        lines.append(f"suppressed: {visible(diagnostic.suppressed)}")
    return "\n".join(lines)


def _refused(summary: Summary) -> ET.Element:
    suite = ET.Element("testsuite", name=_REFUSED)
    for path, reason in sorted(summary.refused.items()):
        case = ET.SubElement(suite, "testcase", classname="polyspec.refused", name=visible(path))
        ET.SubElement(case, "error", type="refused", message=brief(reason))
    return _counted(suite)
