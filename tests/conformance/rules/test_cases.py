"""Every rule on the case documents in `cases/`: pages in several locales, what is to be found, and nothing else.

A case begins with the pages `base` of `pages.yaml`, of `locales` alone where it names some, and changes them:
`all` in every locale, `edits` in one, each a pair of the text that stands there and its replacement. Then `expect`
lists all findings in the order of the result; `at` is the text that a finding covers, and where they are given,
`safe` is whether its fix is and `becomes` the line of the page with the fix. `silent` names the rules that the case
could have tempted.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from conformance.check import check
from conformance.config import Config
from conformance.diagnostic import Diagnostic
from conformance.registry import rules
from spec_model.corpus import Corpus

CASES = Path(__file__).parent / "cases"
PAGES = "pages.yaml"


def documents() -> dict[str, list[dict[str, Any]]]:
    """The cases by the name of their document."""
    files = sorted(file for file in CASES.glob("*.yaml") if file.name != PAGES)
    return {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in files}


DOCUMENTS = documents()
BASES = yaml.safe_load((CASES / PAGES).read_text(encoding="utf-8"))


def pages_of(case: dict[str, Any]) -> dict[str, str]:
    """The pages of a case by locale, changed as it says."""
    base: dict[str, str] = BASES[case.get("base", "turn-page")]["pages"]
    pages = {locale: base[locale] for locale in case.get("locales", base)}
    for locale, page in pages.items():
        for old, new in [*case.get("all", []), *case.get("edits", {}).get(locale, [])]:
            assert old in page, f"the page {locale} has no {old!r}"
            page = page.replace(old, new)  # noqa: PLW2901 - one change after another
        pages[locale] = page
    return pages


def found(case: dict[str, Any], folder: Path) -> tuple[list[Diagnostic], dict[str, str]]:
    """All findings on the pages of a case, and the pages by the path of their file."""
    pages = pages_of(case)
    path = BASES[case.get("base", "turn-page")]["path"]
    files = {locale: folder / locale / path for locale in pages}
    for locale, file in files.items():
        file.parent.mkdir(parents=True)
        file.write_text(pages[locale], encoding="utf-8", newline="")
    corpus = Corpus({locale: folder / locale for locale in pages}, source=case.get("source"))
    result = check(corpus, Config(), show=case.get("show", []))
    return list(result.diagnostics), {file.as_posix(): pages[locale] for locale, file in files.items()}


def covered(diagnostic: Diagnostic, page: str) -> str | None:
    """The text that a finding covers, None where it goes beyond its line."""
    line = page.split("\n")[diagnostic.line - 1]
    same = diagnostic.end_line == diagnostic.line
    return line[diagnostic.column - 1 : diagnostic.end_column - 1] if same else None


def repaired(diagnostic: Diagnostic, page: str) -> str | None:
    """The line of a finding with its fix, None where there is none or it goes beyond the line."""
    fix, line = diagnostic.fix, page.split("\n")[diagnostic.line - 1]
    if fix is None or (fix.line, fix.end_line) != (diagnostic.line, diagnostic.line):
        return None
    return f"{line[: fix.column - 1]}{fix.replacement}{line[fix.end_column - 1 :]}"


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=f"{name}: {case['title']}") for name, cases in DOCUMENTS.items() for case in cases],
)
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    diagnostics, pages = found(case, tmp_path)
    actual = [
        {
            "rule": d.rule,
            "locale": d.locale,
            "line": d.line,
            "column": d.column,
            "at": covered(d, pages[d.path]),
            "found": d.found,
            "expected": d.expected,
            "safe": d.fix.safe if d.fix else None,
            "becomes": repaired(d, pages[d.path]),
        }
        for d in diagnostics
    ]
    expect = case.get("expect", [])
    told = [{"safe": one["safe"], "becomes": one["becomes"], **e} for e, one in zip(expect, actual, strict=False)]
    assert actual == [*told, *expect[len(told) :]]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_silent_cases_come_first(name: str) -> None:
    faulty = [bool(case.get("expect")) for case in DOCUMENTS[name] if "show" not in case]
    assert faulty == sorted(faulty)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_case_has_a_sentence_of_its_own_for_a_title(name: str) -> None:
    titles = [case["title"] for case in DOCUMENTS[name]]
    assert len(set(titles)) == len(titles)
    assert all(title[0].isupper() and " " in title and not title.endswith(".") for title in titles)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"{rule.code} {rule.name}")
def test_every_rule_has_a_case_that_is_silent_and_one_that_is_not(rule: Any) -> None:
    cases = [case for cases in DOCUMENTS.values() for case in cases]
    silent = [case for case in cases if rule.code in case.get("silent", [])]
    assert silent, f"no case names {rule.code} as silent"
    assert all(rule.name not in [e["rule"] for e in case.get("expect", [])] for case in silent)
    assert any(rule.name in [e["rule"] for e in case.get("expect", [])] for case in cases), f"no case for {rule.name}"


def test_cases_name_only_rules_that_exist() -> None:
    codes, names = {rule.code for rule in rules()}, {rule.name for rule in rules()}
    for case in (case for cases in DOCUMENTS.values() for case in cases):
        assert set(case.get("silent", [])) <= codes
        assert {expected["rule"] for expected in case.get("expect", [])} <= names
