"""Every generated number against the real headers, by a compiler."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from conformance.generate.api import Options, generate
from conformance.harvest.settings import sdk
from spec_model.corpus import Corpus, locale_folders
from spec_model.load import load
from spec_model.model import Message
from spec_model.values import Values

CC = "x86_64-w64-mingw32-gcc"
DEFINE = re.compile(r"^#define (\w+) \S", re.MULTILINE)
MACRO = re.compile(r"^#(?:define|ifndef) (?=\w)", re.MULTILINE)
FORM = re.compile(r"^#define \w+ (?=[A-Za-z])", re.MULTILINE)
needs_headers = pytest.mark.skipif(
    shutil.which(CC) is None, reason=f"{CC} (apt: gcc-mingw-w64-x86-64) is not installed"
)


@pytest.fixture(scope="module")
def corpus_model(shared: Path) -> tuple[Message, ...]:
    """The model of the real pages, from the translations alone."""
    folders = {tag: folder for tag, folder in locale_folders(shared / "corpus").items() if not tag.startswith("en")}
    return tuple(loaded.message for loaded in load(Corpus(folders)) if loaded.message)


def differences(model: Sequence[Message], values: Values, folder: Path, *, unicode: bool) -> tuple[int, str]:
    """How many numbers of the generated C header the real headers define too, and what the compiler says of them."""
    header = generate("c-header", model, Options(values)).files["polyspec_messages.h"]
    names = {name for name in DEFINE.findall(header) if name in values}
    # Under names of our own, so that both definitions are there to be compared.
    (folder / "ours.h").write_text(MACRO.sub(r"\g<0>OURS_", FORM.sub(r"\g<0>OURS_", header)), encoding="utf-8")
    lines = [f"#define {name} {value}" for name, value in sdk().defines.items()]
    lines += [f"#include <{name}>" for name in dict.fromkeys((*sdk().headers, *sdk().whole))]
    lines.append('#include "ours.h"')
    lines += [f'_Static_assert((long long)({n}) == (long long)(OURS_{n}), "{n}");' for n in sorted(names)]
    (folder / "proof.c").write_text("\n".join(lines) + "\n", encoding="ascii")
    command = [CC, "-w", "-fsyntax-only", *(["-DUNICODE", "-D_UNICODE"] if unicode else []), "proof.c"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    return len(names), done.stderr


@needs_headers
@pytest.mark.parametrize("unicode", [False, True])
def test_every_number_of_the_small_model_is_that_of_the_headers(
    unicode: bool, model: tuple[Message, ...], values: Values, tmp_path: Path
) -> None:
    count, said = differences(model, values, tmp_path, unicode=unicode)
    assert said == ""
    assert count >= 25


@needs_headers
def test_a_wrong_number_would_be_seen(model: tuple[Message, ...], tmp_path: Path, more_values) -> None:  # type: ignore[no-untyped-def]
    wrong = more_values({"WM_SIZE": 6, "LB_GETCURSEL": 0x188})
    count, said = differences([m for m in model if m.name in wrong], wrong, tmp_path, unicode=False)
    assert count == 2
    assert 'static assertion failed: "WM_SIZE"' in said
    assert "LB_GETCURSEL" not in said


@needs_headers
@pytest.mark.parametrize("unicode", [False, True])
def test_every_number_of_the_real_pages_is_that_of_the_headers(
    unicode: bool, corpus_model: tuple[Message, ...], values: Values, tmp_path: Path
) -> None:
    count, said = differences(corpus_model, values, tmp_path, unicode=unicode)
    assert said == ""
    assert count >= 1_300


def test_most_messages_of_the_real_pages_have_a_number(corpus_model: tuple[Message, ...], values: Values) -> None:
    lines = generate("text", corpus_model, Options(values)).files["messages.txt"].splitlines()
    messages = [line for line in lines if not line.startswith("#")]
    assert len(messages) == 937
    assert sum("  ?  (" not in line for line in messages) >= 880


@pytest.mark.parametrize(
    ("target", "names"),
    [
        ("c-header", ["polyspec_messages.h", "polyspec_contracts.h", "polyspec_contracts.c"]),
        ("cpp-enum", ["polyspec_messages.hpp"]),
        ("csharp", ["Messages.cs"]),
        ("python-enum", ["messages.py", "contracts.py"]),
        ("rust", ["messages.rs"]),
        ("typescript", ["messages.ts"]),
    ],
)
def test_what_is_generated_from_the_real_pages_compiles(
    target: str, names: list[str], corpus_model: tuple[Message, ...], values: Values, compile_file
) -> None:  # type: ignore[no-untyped-def]
    files = generate(target, corpus_model, Options(values)).files
    for name in names:
        compile_file(files, name)
