"""The results of a run as a table for people, as JSON (the shape of `docs/conformance-suites.md`), as JUnit XML."""

from collections import Counter
from collections.abc import Iterable, Sequence
from io import StringIO
from xml.etree import ElementTree as ET

import msgspec
from rich.console import Console
from rich.table import Table

from conformance.report.visible import brief, visible
from conformance.suite.run import Result

_VERDICTS = ("passed", "failed", "crashed", "unexpected-pass", "expected-failure", "skipped")


def to_json(results: Sequence[Result], target: str) -> str:
    """All results as one JSON object, deterministic."""
    data = {
        "target": target,
        "summary": dict(sorted(counts(results).items())),
        "results": [_object(r) for r in results],
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=1).decode() + "\n"


def counts(results: Iterable[Result]) -> Counter[str]:
    """How many results have each verdict."""
    return Counter(result.verdict for result in results)


def _object(result: Result) -> dict[str, object]:
    rule = result.rule
    return {
        "id": rule.id,
        "message": rule.message,
        "verdict": result.verdict,
        "reason": result.reason,
        "returned": result.returned,
        "sentence": {
            locale: {"text": sentence.text, "path": sentence.path, "line": sentence.line}
            for locale, sentence in sorted(rule.sentences.items())
        },
        "page": rule.page,
        "family": rule.family,
        "outcome": {"when": rule.when, "value": rule.value} if rule.subject == "outcome" else None,
    }


def to_junit(results: Sequence[Result], target: str) -> str:
    """The results as JUnit XML: a test suite for each family, a test case for each rule."""
    root = ET.Element("testsuites", name=f"polyspec conform {visible(target)}")
    for family, found in by_family(results).items():
        suite = ET.SubElement(root, "testsuite", name=family, tests=str(len(found)))
        tags = Counter(_add_case(suite, result) for result in found)
        for key, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            suite.set(key, str(tags[tag]))
    for key in ("tests", "failures", "errors", "skipped"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _add_case(suite: ET.Element, result: Result) -> str:
    """Add one case; gives the tag that says how it ended, empty where it passed."""
    rule = result.rule
    case = ET.SubElement(suite, "testcase", classname=f"{rule.family}.{visible(rule.message)}", name=rule.id)
    tag = {"failed": "failure", "unexpected-pass": "failure", "crashed": "error", "passed": ""}.get(
        result.verdict, "skipped"
    )
    if tag:
        element = ET.SubElement(case, tag, message=brief(result.reason))
        if tag != "skipped":
            element.text = "\n".join(_sentences(result))
    return tag


def by_family(results: Iterable[Result]) -> dict[str, list[Result]]:
    """The results of each family, families in alphabetical order."""
    found: dict[str, list[Result]] = {}
    for result in results:
        found.setdefault(result.rule.family, []).append(result)
    return dict(sorted(found.items()))


def to_text(results: Sequence[Result], target: str, *, width: int | None = None, color: bool = False) -> str:
    """The failures with what the pages say in every language, then a table by family, then why tests were skipped."""
    out = StringIO()
    console = Console(file=out, width=width or 110, force_terminal=color, color_system="standard" if color else None,
                      highlight=False, emoji=False, markup=False)  # fmt: skip
    for result in results:
        if result.bad:
            console.print(f"{result.rule.id}: {result.verdict}", style="bold red" if color else "")
            console.print(f"  {brief(result.reason)}")
            for line in _sentences(result):
                console.print(f"  {line}", style="dim" if color else "")
    console.print(_table(results))
    _print_reasons(console, results)
    total = counts(results)
    tested = {r.rule.page for r in results if r.tested}
    said = ", ".join(f"{total[verdict]} {verdict}" for verdict in _VERDICTS if total[verdict])
    console.print(f"{target}: {len(results)} rules of {len({r.rule.page for r in results})} messages; "
                  f"{len(tested)} messages tested; {said or 'nothing to test'}")  # fmt: skip
    return out.getvalue()


def _table(results: Sequence[Result]) -> Table:
    table = Table("family", box=None, pad_edge=False)
    for title in ("rules", "tested", "passed", "failed", "expected", "skipped"):
        table.add_column(title, justify="right")
    for family, found in by_family(results).items():
        total = counts(found)
        failed = total["failed"] + total["crashed"] + total["unexpected-pass"]
        numbers = (len(found), sum(r.tested for r in found), total["passed"], failed, total["expected-failure"])
        table.add_row(family, *map(str, numbers), str(total["skipped"]))
    return table


def _print_reasons(console: Console, results: Sequence[Result]) -> None:
    reasons = Counter(_reason_kind(result.reason) for result in results if result.verdict == "skipped")
    for reason, number in reasons.most_common():
        console.print(f"{number} skipped: {brief(reason)}")


def _reason_kind(reason: str) -> str:
    """A reason without what is particular to one rule, so that equal ones can be counted."""
    return reason.partition(" (")[0] if reason.startswith("how to reach") else reason


def _sentences(result: Result) -> list[str]:
    return [
        f"{visible(locale)}: {brief(sentence.text)} ({visible(sentence.path)}:{sentence.line})"
        for locale, sentence in sorted(result.rule.sentences.items())
    ]
