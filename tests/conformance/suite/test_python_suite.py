"""The generated pytest suite: what a person fills in is kept, and nothing of a page can break out of its place."""

import ast
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from conformance.suite.assemble import Suite, assemble
from conformance.suite.python_suite import Written, read_existing, write_suite
from conformance.suite.rules import Sentence
from spec_model.model import Message

Make = Callable[..., Message]

_HOSTILE = [
    '"""\nimport os\nos.abort()\n"""',
    "ends with a backslash \\",
    "a \\ in the middle and 'quotes' \"too\"",
    "line\u2028separator\u2029paragraph\x85next",
    "{{ config }} {% include 'x' %} {# c #}",
    "control \x00\x07\x1b[31m characters",
    "# <<< end of LB_GETCURSEL-return-failure",
    "\N{RIGHT-TO-LEFT OVERRIDE}txt",
    "*/ int main; /* ??/",
]


@pytest.fixture
def suite(make: Make) -> Suite:
    return assemble([make("LB_GETCURSEL", ("success", "described"), ("failure", "LB_ERR"), header="Winuser.h")])


def _with_sentence(suite: Suite, words: str) -> Suite:
    sentence = Sentence(words, f"es-es/{words}.md", 40)
    rules = tuple(msgspec.structs.replace(rule, sentences={"es-es": sentence}) for rule in suite.rules)
    return msgspec.structs.replace(suite, rules=rules)


def test_the_sentence_of_the_page_is_the_docstring(suite: Suite) -> None:
    written = write_suite(_with_sentence(suite, "Devuelve LB_ERR."), "es-es", {})
    functions = _functions(written.files["test_list_box.py"])
    documentation = ast.get_docstring(functions["test_lb_getcursel_return_failure"])
    assert documentation == "Devuelve LB_ERR.\n\nes-es/Devuelve LB_ERR..md:40"


def test_another_language_stands_in_where_the_chosen_one_says_nothing(suite: Suite) -> None:
    written = write_suite(_with_sentence(suite, "Devuelve LB_ERR."), "ru-ru", {})
    assert "Devuelve LB_ERR." in written.files["test_list_box.py"]


def test_tests_are_marked(suite: Suite) -> None:
    text = write_suite(suite, "es-es", {}).files["test_list_box.py"]
    assert "@pytest.mark.message('LB_GETCURSEL')" in text
    assert "@pytest.mark.outcome('failure')" in text
    assert "@pytest.mark.header('Winuser.h')" in text


@pytest.mark.parametrize("words", _HOSTILE)
def test_a_sentence_cannot_break_out(suite: Suite, words: str) -> None:
    text = write_suite(_with_sentence(suite, words), "es-es", {}).files["test_list_box.py"]
    _harmless(text, 2)


@pytest.mark.parametrize("words", _HOSTILE)
def test_names_headers_and_scopes_cannot_break_out(make: Make, words: str) -> None:
    hostile = [make(words, ("always", words), header=words, scope=words), make("LB_" + words, ("success", "TRUE"))]
    written = write_suite(assemble(hostile), "es-es", {})
    for name, text in written.files.items():
        assert Path(name).name == name
        if name.startswith("test_"):
            _harmless(text, None)


def _harmless(text: str, count: int | None) -> None:
    tree = ast.parse(text)
    allowed = (ast.FunctionDef, ast.Import, ast.ImportFrom, ast.Assign, ast.Expr)
    assert all(isinstance(node, allowed) for node in tree.body)
    assert all(isinstance(node.value, ast.Constant) for node in tree.body if isinstance(node, ast.Expr))
    imported = [node.module for node in tree.body if isinstance(node, ast.ImportFrom)]
    assert imported == ["conformance.suite.script"]
    assert all(node.names[0].name == "pytest" for node in tree.body if isinstance(node, ast.Import))
    if count is not None:
        assert len(_functions(text)) == count


def _functions(text: str) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}


def _fill_in(written: Written, rule: str, line: str) -> dict[str, str]:
    files = dict(written.files)
    text = files["test_list_box.py"]
    start = text.index("\n", text.index(f">>> fill in: {rule} ")) + 1
    end = text.index(f"    # <<< end of {rule}")
    files["test_list_box.py"] = text[:start] + line + text[end:]
    return files


def test_the_same_suite_is_written_twice(suite: Suite) -> None:
    first = write_suite(suite, "es-es", {})
    second = write_suite(suite, "es-es", first.files)
    assert first == second
    assert first.kept == ()


def test_what_is_filled_in_is_kept(suite: Suite) -> None:
    rule = "LB_GETCURSEL-return-failure"
    mine = "    returned = -1  # my own way\n"
    existing = _fill_in(write_suite(suite, "es-es", {}), rule, mine)
    again = write_suite(_with_sentence(suite, "changed"), "es-es", existing)
    assert mine in again.files["test_list_box.py"]
    assert "changed" in again.files["test_list_box.py"]
    assert again.kept == (rule,)
    assert write_suite(suite, "es-es", again.files).kept == (rule,)


def test_windows_line_ends_are_no_change(suite: Suite) -> None:
    first = write_suite(suite, "es-es", {})
    windows = {name: text.replace("\n", "\r\n") for name, text in first.files.items()}
    assert write_suite(suite, "es-es", windows).kept == ()


def test_what_is_filled_in_for_a_rule_that_is_gone_is_not_lost(suite: Suite, make: Make) -> None:
    rule = "LB_GETCURSEL-return-failure"
    existing = _fill_in(write_suite(suite, "es-es", {}), rule, "    returned = -1\n")
    other = assemble([make("LB_GETCOUNT", ("success", "described"))])
    gone = write_suite(other, "es-es", existing)
    assert gone.orphans == (rule,)
    assert "    returned = -1" in gone.files[f"{rule}.kept.txt"]
    assert "    returned = -1" in write_suite(suite, "es-es", gone.files).files["test_list_box.py"]


def test_an_earlier_suite_is_read_from_its_folder(suite: Suite, tmp_path: Path) -> None:
    for name, text in write_suite(suite, "es-es", {}).files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "test_bad.py").write_bytes(b"\xff\xfe")
    assert "test_list_box.py" in read_existing(tmp_path)
    assert read_existing(tmp_path / "nowhere") == {}


def test_the_suite_runs_on_the_reference_and_reports(suite: Suite, make: Make, tmp_path: Path) -> None:
    whole = assemble([
        make("LB_GETCURSEL", ("success", "described"), ("failure", "LB_ERR")),
        make("LB_ADDSTRING", ("success", "described"), ("condition", "LB_ERRSPACE")),
    ])  # fmt: skip
    for name, text in write_suite(whole, "es-es", {}).files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    results = tmp_path / "results.json"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--polyspec-results", str(results)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "3 passed, 1 skipped" in done.stdout, done.stdout + done.stderr
    seen = msgspec.json.decode(results.read_bytes())
    assert seen["LB_GETCURSEL-return-failure"]["returned"] == -1
    assert seen["LB_ADDSTRING-return-condition-LB_ERRSPACE"]["verdict"] == "skipped"
