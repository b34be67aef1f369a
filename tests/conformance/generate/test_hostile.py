"""A model whose every text tries to break out of the generated code."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conformance.generate.api import Options, Output, generate
from spec_model.model import (
    Attestation,
    Constant,
    Fact,
    Message,
    Outcome,
    Parameter,
    Provenance,
    ReturnContract,
    Witness,
)
from spec_model.values import Pair, Source, ValueFile, Values

STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
TARGETS = ("c-header", "cpp-enum", "csharp", "python-enum", "rust", "text", "typescript")
#: Ends every comment and string there is, then says something that no file must say as code.
ATTACK = (
    "x*/ EVIL; \"\"\" EVIL() ''' EVIL \\\nEVIL\r\u2028EVIL\u2029EVIL\x85EVIL\x0bEVIL??/\nEVIL</summary><EVIL/> "
    "{{ EVIL }}{% EVIL %} ]]> --> \x00 \u202e EVIL \\"
)
NAMES = ("OK_ONE", "int", "class", "None", "self", "value__", "constructor", "mro", "_hidden_", "__proto__", "while",
         "__FILE__", "defined", "Self", "true", "name", "default", "WM_SIZE", "wm_size", "Wm_Size")  # fmt: skip
#: No identifiers: none of them may become code.
BAD_NAMES = ("A B", "A;EVIL", "../../EVIL", "", "1A", "A\nEVIL", "имя", "A*/EVIL", "{{EVIL}}", '"EVIL')
EVERY = Values(
    [
        ValueFile(
            "own.h",
            Source("cc", "1", "SDK"),
            {name: number for number, name in enumerate((*NAMES, *BAD_NAMES))} | {"OK_ONE": Pair(1, 2)},
        )
    ]
)


def hostile_message(name: str, scope: str | None) -> Message:
    """A message with the attack in every text that is not a name of a constant."""
    dispute = Provenance(f"returns.{ATTACK}", ATTACK, 0.1, (Attestation(ATTACK, ATTACK),), (), disputed=True)
    constants = tuple(Constant(constant, 3) for constant in (*NAMES, *BAD_NAMES, ATTACK))
    outcomes = (Outcome("success", ATTACK), Outcome("failure", "OK_ONE"), Outcome("condition", '"'))
    return Message(
        page=f"../{ATTACK}",
        name=name,
        kind="message",
        scope=scope,
        header=ATTACK,
        include=ATTACK,
        value=1 << 70,
        aliases=(ATTACK, "int"),
        parameters=(Parameter(ATTACK, "in", True, constants), Parameter("wParam", None, False)),
        returns=ReturnContract("value", Fact(ATTACK), outcomes),
        client=ATTACK,
        server=ATTACK,
        witnesses=(Witness(ATTACK, ATTACK, ATTACK, Fact(name), Fact("message")),),
        provenance=(dispute,),
    )


@pytest.fixture(scope="module")
def outputs() -> dict[str, Output]:
    model = [hostile_message(name, None) for name in (*NAMES, *BAD_NAMES, ATTACK)]
    model += [hostile_message("OK_ONE", scope) for scope in (ATTACK, "a scope", "A  Scope", "*/")]
    return {target: generate(target, model, Options(EVERY)) for target in TARGETS}


@pytest.mark.parametrize(
    ("target", "name"),
    [("c-header", "polyspec_messages.h"), ("c-header", "polyspec_contracts.h"), ("c-header", "polyspec_contracts.c"),
     ("cpp-enum", "polyspec_messages.hpp"), ("csharp", "Messages.cs"), ("python-enum", "messages.py"),
     ("python-enum", "contracts.py"), ("rust", "messages.rs"), ("typescript", "messages.ts")],
)  # fmt: skip
def test_hostile_text_compiles_to_what_was_meant(
    target: str, name: str, outputs: dict[str, Output], compile_file
) -> None:  # type: ignore[no-untyped-def]
    compile_file(outputs[target].files, name)


@pytest.mark.parametrize("target", TARGETS)
def test_the_names_of_files_are_our_own(target: str, outputs: dict[str, Output]) -> None:
    assert all(path.replace("_", "").replace(".", "").isalnum() for path in outputs[target].files)


@pytest.mark.parametrize("target", TARGETS)
def test_names_that_are_no_identifiers_are_left_out_with_a_remark(target: str, outputs: dict[str, Output]) -> None:
    left_out = {remark.name for remark in outputs[target].remarks if remark.kind == "no name"}
    assert left_out == {*BAD_NAMES, ATTACK}


@pytest.mark.parametrize(
    ("compiler", "target", "name"),
    [
        (("gcc", "-x", "c", "-std=c99"), "c-header", "polyspec_messages.h"),
        (("gcc", "-x", "c", "-std=c99"), "c-header", "polyspec_contracts.c"),
        (("g++", "-x", "c++", "-std=c++11"), "cpp-enum", "polyspec_messages.hpp"),
    ],
)
def test_no_text_is_left_as_code_for_c(
    compiler: tuple[str, ...], target: str, name: str, outputs: dict[str, Output], tmp_path: Path
) -> None:
    if shutil.which(compiler[0]) is None:
        pytest.skip(f"{compiler[0]} is not installed")
    for path, text in outputs[target].files.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    # What the preprocessor leaves, with trigraphs on, has no comments any more.
    command = [*compiler, "-trigraphs", "-E", "-dD", "-P", name]
    kept = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert "OK_ONE" in kept or "ok_one" in kept
    assert not re.search(r"\bEVIL\b", STRING.sub("", kept))


def test_no_text_is_left_as_code_for_python(outputs: dict[str, Output]) -> None:
    for text in outputs["python-enum"].files.values():
        names = {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
        assert "EVIL" not in names


@pytest.mark.parametrize(("target", "opening"), [("csharp", ("//",)), ("rust", ("//",)), ("typescript", ("*", "/*"))])
def test_every_line_with_the_attack_is_a_comment(
    target: str, opening: tuple[str, ...], outputs: dict[str, Output]
) -> None:
    for text in outputs[target].files.values():
        lines = [line for line in text.splitlines() if "EVIL" in line]
        assert lines
        assert all(line.lstrip().startswith(opening) for line in lines)


def test_a_line_of_text_stays_one_line(outputs: dict[str, Output]) -> None:
    lines = outputs["text"].files["messages.txt"].splitlines()
    assert sum(not line.startswith("#") for line in lines) == len(NAMES) + len(BAD_NAMES) + 1 + 4


def test_templates_are_not_read_from_text(outputs: dict[str, Output]) -> None:
    assert all("{{ EVIL }}" in text for text in outputs["typescript"].files.values())


def test_the_generated_python_runs_and_has_the_names(outputs: dict[str, Output], tmp_path: Path) -> None:
    for path, text in outputs["python-enum"].files.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    code = "import messages, contracts; print(messages.OkMessage.OK_ONE, len(contracts.DECODERS))"
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2", str(len(NAMES) + 4)]
