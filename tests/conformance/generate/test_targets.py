"""Every target against its golden output, which is the same for the same model whatever its order.

Where an output is meant to change, run pytest with POLYSPEC_WRITE_GOLDEN=1 and look at the difference.
"""

import os
import random
import re
from pathlib import Path

import msgspec
import pytest

from conformance.generate import api
from conformance.generate.api import DisputeError, GenerateError, Options, Output, generate, targets
from spec_model.model import Message
from spec_model.values import Values

GOLDEN = Path(__file__).parent / "golden"
FILES = {
    "c-header": ["polyspec_messages.h", "polyspec_contracts.h", "polyspec_contracts.c"],
    "cpp-enum": ["polyspec_messages.hpp"],
    "csharp": ["Messages.cs"],
    "python-enum": ["messages.py", "contracts.py"],
    "rust": ["messages.rs"],
    "text": ["messages.txt"],
    "typescript": ["messages.ts"],
}
#: One of the names without a witness, with a number in any of the languages.
NUMBERED = re.compile(
    r"(?:[WM]\w_UNHEARD_OF|TWICE_STATED)\W*(?:: Self)?\s*(?:=|  )\s*\d|#define\s+(?:\w\w_UNHEARD_OF|TWICE_STATED)",
    re.IGNORECASE,
)
PAIRS = [(target, name) for target, names in FILES.items() for name in names]


def test_the_targets_that_are_promised_are_found_as_plugins() -> None:
    assert FILES.keys() <= targets().keys()


@pytest.mark.parametrize("target", FILES)
def test_the_output_is_the_golden_one(target: str, model: tuple[Message, ...], options: Options) -> None:
    output = generate(target, model, options)
    assert sorted(output.files) == sorted(FILES[target])
    for name, text in output.files.items():
        golden = GOLDEN / target / name
        if os.environ.get("POLYSPEC_WRITE_GOLDEN"):
            golden.parent.mkdir(parents=True, exist_ok=True)
            golden.write_text(text, encoding="utf-8", newline="\n")
        assert text == golden.read_text(encoding="utf-8"), f"{golden.name} is not fresh"


def test_every_golden_file_belongs_to_a_target() -> None:
    found = sorted(f"{path.parent.name}/{path.name}" for path in GOLDEN.rglob("*") if path.is_file())
    assert found == sorted(f"{target}/{name}" for target, name in PAIRS)


@pytest.mark.parametrize(("target", "name"), [(t, n) for t, n in PAIRS if t != "text"])
def test_the_golden_output_compiles_without_a_warning(target: str, name: str, compile_file) -> None:  # type: ignore[no-untyped-def]
    files = {path.name: path.read_text(encoding="utf-8") for path in (GOLDEN / target).iterdir()}
    compile_file(files, name)


@pytest.mark.parametrize("target", FILES)
def test_the_order_of_the_model_does_not_matter(target: str, model: tuple[Message, ...], options: Options) -> None:
    shuffled = list(model)
    random.Random(5).shuffle(shuffled)
    assert generate(target, shuffled, options) == generate(target, model, options)


@pytest.mark.parametrize("target", FILES)
def test_an_empty_model_gives_files_with_nothing_in_them(target: str, options: Options, compile_file) -> None:  # type: ignore[no-untyped-def]
    output = generate(target, (), options)
    assert output.remarks == ()
    for name in output.files:
        if target != "text":
            compile_file(output.files, name)


@pytest.mark.parametrize("target", FILES)
def test_a_number_without_a_witness_is_never_written(target: str, model: tuple[Message, ...], values: Values) -> None:
    output = generate(target, model, Options(values))
    remarks = {(remark.kind, remark.name) for remark in output.remarks}
    assert ("no number", "WM_UNHEARD_OF") in remarks
    assert ("no number", "MK_UNHEARD_OF") in remarks
    assert ("two numbers", "TWICE_STATED") in remarks
    for text in output.files.values():
        assert "UNHEARD_OF" in text or "unheard_of" in text
        assert not NUMBERED.search(text)


@pytest.mark.parametrize("target", FILES)
def test_a_documented_number_gives_way_to_the_compiled_one(
    target: str, model: tuple[Message, ...], options: Options
) -> None:
    output = generate(target, model, options)
    assert any(r.kind == "two numbers" and r.name == "WM_DDE_DATA" and "0x3e05" in r.text for r in output.remarks)
    text = "".join(output.files.values())
    assert "0x03E5" in text
    assert "0x3E05" not in text


@pytest.mark.parametrize("target", FILES)
def test_disputes_are_refused_where_the_options_say_so(target: str, model: tuple[Message, ...], values: Values) -> None:
    with pytest.raises(DisputeError, match="in dispute") as error:
        generate(target, model, Options(values, "error"))
    assert {"SFVM_GETPANE", "TWICE_STATED", "WM_DDE_DATA"} == {remark.name for remark in error.value.remarks}
    settled = [m for m in model if m.name not in {"SFVM_GETPANE", "TWICE_STATED", "WM_DDE_DATA"}]
    assert generate(target, settled, Options(values, "error")).files


@pytest.mark.parametrize("target", [t for t in FILES if t != "text"])
def test_a_dispute_is_marked_in_a_comment(target: str, model: tuple[Message, ...], options: Options) -> None:
    text = "".join(generate(target, model, options).files.values())
    assert "parameters[0].name is in dispute: es-es paneID; ru-ru" in text
    assert "fr-fr nothing" in text


def test_the_form_of_constants_can_be_overridden(model: tuple[Message, ...], values: Values) -> None:
    forced = Options(values, forms={"WM_SIZE.wParam": "flags", "WM_MBUTTONDOWN.wParam": "enum"})
    text = generate("python-enum", model, forced).files["messages.py"]
    assert "class WmSizeWParam(IntFlag)" in text
    assert "class WmMbuttondownWParam(IntEnum)" in text


def test_a_form_with_a_page_of_its_own_stays_a_form_of_the_pair(options: Options) -> None:
    pages = [
        Message(f"{name}.md", name, "message", header="Commctrl.h") for name in ("LVM_INSERTITEM", "LVM_INSERTITEMA")
    ]
    pages[0] = msgspec.structs.replace(pages[0], aliases=("LVM_INSERTITEMA", "LVM_INSERTITEMW"))
    header = generate("c-header", pages, options).files["polyspec_messages.h"]
    assert "#define LVM_INSERTITEM LVM_INSERTITEMW\n#else\n#define LVM_INSERTITEM LVM_INSERTITEMA\n" in header
    assert [header.count(f"#define LVM_INSERTITEM{form} 0x") for form in ("A", "W", "")] == [1, 1, 0]
    names = generate("rust", pages, options).files["messages.rs"].count("pub const LVM_INSERTITEM")
    assert names == 3


def test_an_unknown_target_names_those_that_there_are(options: Options) -> None:
    with pytest.raises(GenerateError, match=r"no generator 'cobol'; there are .*c-header"):
        generate("cobol", (), options)


@pytest.mark.parametrize("path", ["../out.h", "/etc/out.h", "a/../../b", "", "a\\b.h", "C:out.h", "a\nb"])
def test_a_plugin_cannot_write_outside_of_its_folder(
    path: str, options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Point:
        name = "bad"

        def load(self) -> object:
            return lambda model, given: Output({path: ""})

    monkeypatch.setattr(api, "targets", lambda: {"bad": Point()})
    with pytest.raises(GenerateError, match="leads out"):
        generate("bad", (), options)
