import json
import sys

import pytest

from conformance.cli.rules import as_text
from conformance.registry import rules


def test_every_rule_is_listed(polyspec) -> None:
    status, out, _ = polyspec("rules")
    assert status == 0
    rows = [line for line in out.splitlines() if line.strip()]
    assert len(rows) == len(rules()) + 2
    assert all(rule.code in out and rule.summary in out for rule in rules())


@pytest.mark.parametrize("columns", ["40", "80", "120"])
def test_no_name_is_cut_on_a_terminal(columns, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    table = as_text(rules())
    assert [rule.name for rule in rules() if f" {rule.name} " not in table] == []
    assert "…" not in table
    assert ("family" in table) == (int(columns) >= 100)
    assert max(map(len, table.splitlines())) <= max(80, int(columns))


def test_rules_as_json(polyspec) -> None:
    listed = json.loads(polyspec("rules", "--format", "json").out)
    assert [rule["code"] for rule in listed] == [rule.code for rule in rules()]
    assert listed[0].keys() == {"code", "name", "severity", "family", "summary", "documentation"}


def test_a_rule_is_explained_by_code_and_by_name(polyspec) -> None:
    rule = rules()[0]
    by_code, by_name = polyspec("explain", rule.code.lower()).out, polyspec("explain", rule.name).out
    assert by_code == by_name
    assert by_code.startswith(f"# {rule.code} {rule.name}\n")
    assert rule.documentation in by_code


def test_an_unknown_rule_is_refused_with_the_nearest_name(polyspec) -> None:
    name = rules()[0].name
    status, _, err = polyspec("explain", name[:-1])
    assert status == 2
    assert err == f"polyspec: no rule has the code or name '{name[:-1]}' (did you mean '{name}'?)\n"


def test_the_written_documentation_of_rules_is_fresh(polyspec, pages) -> None:
    written = (pages.parents[1] / "docs/rules.md").read_text(encoding="utf-8")
    assert polyspec("rules", "--format", "markdown").out == written, "polyspec rules --format markdown > docs/rules.md"
