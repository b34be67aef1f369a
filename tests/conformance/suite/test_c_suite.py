"""The standalone C suite compiles, and nothing of a page can break out of its place."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from conformance.generate.escape import c_comment, c_string
from conformance.suite.assemble import Suite, assemble
from conformance.suite.c_suite import write_c_suite
from conformance.suite.rules import Sentence
from conformance.suite.targets.build import COMPILER, FLAGS, RESOURCE_COMPILER, build_suite
from conformance.suite.templates import c_name, c_number, tap
from spec_model.model import Message

Make = Callable[..., Message]

_HOSTILE = [
    "*/ #error out",
    "ends in \\",
    'a "quote" and ??/ trigraph',
    "new\nline",
    "/* open",
    "%s %n",
    "\u2028 \x00 \x1b",
]

needs_compiler = pytest.mark.skipif(not shutil.which(COMPILER), reason=f"{COMPILER} is not installed")


def _compile(files: dict[str, str], folder: Path) -> str:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    command = [COMPILER, *FLAGS, "-fsyntax-only", "suite.c"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stderr


@needs_compiler
def test_every_way_of_the_book_compiles(everything: Suite, tmp_path: Path) -> None:
    assert _compile(write_c_suite(everything, "es-es"), tmp_path) == ""


@needs_compiler
@pytest.mark.parametrize("words", _HOSTILE)
def test_words_of_a_page_cannot_break_out(make: Make, words: str, tmp_path: Path) -> None:
    hostile = [make("LB_GETCURSEL", ("failure", "LB_ERR")), make(words, ("always", words), page="x.md")]
    suite = assemble(hostile)
    sentence = Sentence(words, words, 1)
    rules = tuple(msgspec.structs.replace(rule, sentences={"es-es": sentence}) for rule in suite.rules)
    assert _compile(write_c_suite(msgspec.structs.replace(suite, rules=rules), "es-es"), tmp_path) == ""


@pytest.mark.skipif(not shutil.which(RESOURCE_COMPILER), reason=f"{RESOURCE_COMPILER} is not installed")
def test_the_program_is_built_as_its_first_lines_say(make: Make, tmp_path: Path) -> None:
    for name, text in write_c_suite(assemble([make("LB_GETCOUNT", ("success", "described"))]), "es-es").items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    build_suite(tmp_path, tmp_path / "suite.exe")
    assert (tmp_path / "suite.exe").read_bytes().startswith(b"MZ")


def test_a_rule_without_plan_is_skipped_with_its_reason(make: Make) -> None:
    text = write_c_suite(assemble([make("LB_ADDSTRING", ("condition", "LB_ERRSPACE"))]), "es-es")["suite.c"]
    assert re.search(r'\{"LB_ADDSTRING-return-condition-LB_ERRSPACE", "how to reach', text)


@pytest.mark.parametrize("words", _HOSTILE)
def test_escapes(words: str) -> None:
    assert "*/" not in c_comment(words)
    assert "/*" not in c_comment(words)
    assert "\n" not in c_comment(words)
    assert not c_comment(words).endswith("\\")
    assert re.fullmatch(r'"(?:[^"\\?\n]|\\[0-7]{3})*"', c_string(words))
    assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", c_name(words))
    assert "#" not in tap(words)


@pytest.mark.parametrize(
    ("number", "written"), [(5, "0x5"), (-1, "(0 - 1)"), (1 << 31, "0x80000000ULL"), (-(1 << 31), "(-2147483647 - 1)")]
)
def test_numbers_are_written_for_c(number: int, written: str) -> None:
    assert c_number(number) == written
