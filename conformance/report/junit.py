"""The report as JUnit XML: a test suite for each locale, a test case for each rule and page."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.etree import ElementTree as ET

from conformance.diagnostic import Diagnostic, Result, Summary
from conformance.registry import Rule
from conformance.report.settings import Settings, reaches
from conformance.report.visible import brief, shown, statements, visible

_NO_LOCALE = "no locale blamed"
_REFUSED = "refused pages"


def render(result: Result, settings: Settings) -> Iterator[str]:
    """`result` as XML that Jenkins and GitLab read, a suite after the other.

    A rule on a page fails where a finding reaches the level of `settings.fail_on`; lesser findings stand
    in the output of a case that passes. A case with suppressed findings alone is skipped. Each rule that
    found nothing in a locale is one case that passes.
    """
    suites = _suites(result, settings)
    number = len(result.summary.refused)
    numbers = sum((suite.numbers for suite in suites.values()), Counter(tests=number, errors=number))
    root = _number(ET.Element("testsuites", name="polyspec"), numbers)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{_opening(root)}\n'
    for locale, suite in sorted(suites.items()):
        yield f"  {_opening(suite.element(locale))}\n"
        for found in _cases(result.diagnostics, locale):
            yield _text(_case(locale, found, settings))
        for rule in settings.rules:
            if rule.code not in suite.codes:
                yield _text(_silent_case(locale, rule))
        yield "  </testsuite>\n"
    if number:
        yield _text(_refused(result.summary), level=1)
    yield "</testsuites>\n"


class _Suite:
    """What the opening tag of a locale's suite tells, and the rules that have cases of their own in it."""

    def __init__(self) -> None:
        self.codes: set[str] = set()
        self.numbers: Counter[str] = Counter()

    def element(self, locale: str) -> ET.Element:
        """The suite without its cases."""
        return _number(ET.Element("testsuite", name=visible(locale)), self.numbers)


def _suites(result: Result, settings: Settings) -> dict[str, _Suite]:
    """The suite of each locale, with its cases counted."""
    suites = {locale: _Suite() for locale in settings.locales}
    for _, on_page in groupby(result.diagnostics, key=lambda d: d.page):
        cases: dict[tuple[str, str], list[Diagnostic]] = defaultdict(list)
        for diagnostic in on_page:
            cases[diagnostic.locale or _NO_LOCALE, diagnostic.code].append(diagnostic)
        for (locale, code), found in cases.items():
            suite = suites.setdefault(locale, _Suite())
            suite.codes.add(code)
            live = [diagnostic for diagnostic in found if diagnostic.suppressed is None]
            failures = sum(reaches(diagnostic.severity, settings.fail_on) for diagnostic in live)
            suite.numbers.update(tests=1, failures=int(bool(failures)), skipped=int(not live))
    for suite in suites.values():
        suite.numbers["tests"] += sum(rule.code not in suite.codes for rule in settings.rules)
    return suites


def _cases(diagnostics: Iterable[Diagnostic], locale: str) -> Iterator[list[Diagnostic]]:
    """The findings about a locale by page and rule."""
    concerned = (d for d in diagnostics if (d.locale or _NO_LOCALE) == locale)
    for _, on_page in groupby(concerned, key=lambda d: d.page):
        for _, found in groupby(sorted(on_page, key=lambda d: d.code), key=lambda d: d.code):
            yield list(found)


def _number(element: ET.Element, numbers: Counter[str]) -> ET.Element:
    """`element` with the numbers of its cases; the root does not tell those that are skipped."""
    for key in ("tests", "failures", "errors", *(("skipped",) if element.tag == "testsuite" else ())):
        element.set(key, str(numbers[key]))
    return element


def _opening(element: ET.Element) -> str:
    """The opening tag of an element without content."""
    return ET.tostring(element, encoding="unicode", short_empty_elements=False).rpartition("</")[0]


def _text(element: ET.Element, level: int = 2) -> str:
    ET.indent(element, level=level)
    return f"{'  ' * level}{ET.tostring(element, encoding='unicode')}\n"


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
    return _number(suite, Counter(tests=len(suite), errors=len(suite)))
