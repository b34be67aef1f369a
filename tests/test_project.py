"""What holds for the project as a whole: one rule a file, arrows that point one way, sizes, and what may print."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from conformance.registry import Rule, rules

ROOT = Path(__file__).parents[1]
PACKAGES = ("spec_model", "conformance")
SOURCES = sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))
RULE_FILES = [file for file in SOURCES if "rules" in file.relative_to(ROOT).parts and file.name[0] != "_"]

MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 40

#: What each part of `conformance` must not know: rules judge, reporters and generators read, commands do both.
UNKNOWN_TO = {
    "spec_model": ("conformance",),
    "conformance/surface": ("conformance.rules", "conformance.report", "conformance.cli", "conformance.check"),
    "conformance/rules": tuple(
        f"conformance.{part}" for part in ("check", "cli", "fix", "generate", "harvest", "report", "stale", "suite")
    ),
    "conformance/report": ("conformance.cli", "conformance.rules", "spec_model.extract"),
    "conformance/generate": ("conformance.cli", "conformance.report", "conformance.rules"),
}
#: Calls that write to the terminal or end the program.
LOUD = {"print", "input", "exit", "quit", "sys.exit", "os._exit", "sys.stdout.write", "sys.stderr.write", "breakpoint"}


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def imports(file: Path) -> Iterator[str]:
    """The modules that a file imports, wherever it does."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{name_of(file)}:{node.lineno} imports by a relative path"
            yield node.module


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_rule_has_a_code_of_its_family_and_a_name_in_plain_words(rule: Rule) -> None:
    family = {other.code[0] for other in rules() if other.family == rule.family}
    assert re.fullmatch(r"[A-Z]\d{3}", rule.code)
    assert family == {rule.code[0]}
    assert all(other.family == rule.family for other in rules() if other.code[0] == rule.code[0])
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)+", rule.name)


def test_no_two_rules_have_one_code_or_one_name() -> None:
    assert len({rule.code for rule in rules()}) == len({rule.name for rule in rules()}) == len(rules())


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_the_documentation_of_a_rule_says_what_is_wrong_shows_it_and_mends_it(rule: Rule) -> None:
    paragraphs = rule.documentation.split("\n\n")
    assert rule.summary == paragraphs[0], "the first paragraph is one line"
    assert rule.summary.endswith(".")
    assert len(rule.summary) <= 120
    assert sum(paragraph.startswith("Example: ") for paragraph in paragraphs) == 1
    assert sum(paragraph.startswith("How to fix: ") for paragraph in paragraphs) == 1


def test_a_rule_is_a_file_and_its_first_line_names_it() -> None:
    by_file = {Path(sys.modules[rule.check.__module__].__file__ or ""): rule for rule in rules()}
    assert len(by_file) == len(rules())
    assert set(by_file) == set(RULE_FILES)
    for file, rule in by_file.items():
        assert (ast.get_docstring(tree(file)) or "").startswith(f"{rule.code}: "), name_of(file)


@pytest.mark.parametrize("part", UNKNOWN_TO)
def test_the_arrows_of_the_packages_point_one_way(part: str) -> None:
    for file in (file for file in SOURCES if file.is_relative_to(ROOT / part)):
        wrong = [m for m in imports(file) if any(within(m, unknown) for unknown in UNKNOWN_TO[part])]
        assert wrong == [], name_of(file)


def test_only_commands_print_and_exit() -> None:
    for file in SOURCES:
        if file.is_relative_to(ROOT / "conformance/cli"):
            continue
        calls = [node for node in ast.walk(tree(file)) if isinstance(node, ast.Call)]
        loud = [f"{name_of(file)}:{call.lineno}" for call in calls if ast.unparse(call.func) in LOUD]
        assert loud == []


@pytest.mark.parametrize("file", SOURCES, ids=name_of)
def test_no_file_and_no_function_is_long(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    functions = (n for n in ast.walk(tree(file)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    long = [f"{f.name}:{f.lineno}" for f in functions if (f.end_lineno or 0) - f.lineno >= MOST_LINES_OF_A_FUNCTION]
    assert long == []


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split(r"[<>=!~ \[;]", dependency)[0].lower() for dependency in declared}
    modules = {module.split(".")[0] for file in SOURCES for module in imports(file)}
    foreign = modules - set(sys.stdlib_module_names) - set(PACKAGES)
    known_as = {"yaml": "pyyaml", "markdown_it": "markdown-it-py", "markupsafe": "jinja2"}
    optional = {"pytest"}  # a suite that was made needs it, in the place where it runs
    assert {known_as.get(module, module) for module in foreign} - optional == names


def test_every_dependency_is_explained() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    explained = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8").lower()
    for dependency in declared:
        assert re.split(r"[<>=!~ \[;]", dependency)[0].lower() in explained


@pytest.mark.parametrize(
    "file", sorted(f for p in PACKAGES for f in (ROOT / p).rglob("*.yaml") if "_data" not in f.parts), ids=name_of
)
def test_data_files_are_yaml_that_says_at_its_head_what_it_is(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    data = yaml.load(text, Loader=yaml.CSafeLoader)
    assert text.startswith("#") or {"title", "name"} & set(data)


@pytest.mark.parametrize("file", SOURCES, ids=name_of)
def test_public_things_are_documented_and_have_no_machine_in_them(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert ast.get_docstring(tree(file)), "a module says what it is"
    assert "/home/" not in text
    assert "/work/" not in text
