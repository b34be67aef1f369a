"""What decoders say of returned values: the rules, the generated Python, and the generated C as one."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from conformance.generate.api import Options, generate
from conformance.generate.contract import MOST_OUTCOMES, decoders
from spec_model.model import Message, Outcome, ReturnContract
from spec_model.values import Values

Decode = Callable[[int], list[str]]

CODES = {
    "TOY_ERR": -1, "TOY_ERRSPACE": -2, "TOY_OK": 0, "TOY_HANDLED": 0x80004005 - (1 << 32), "TOY_A": 1, "TOY_B": 2,
    "TOY_C": 4, "TOY_NONE": 0, "TOY_WIDE": 0xFFFFFFFE, "TOY_HUGE": (1 << 64) - 1,
}  # fmt: skip

CASES = {
    "an index, or a symbol on failure": (
        [("success", "described"), ("failure", "TOY_ERR")],
        {-1: "failure TOY_ERR", 0xFFFFFFFF: "failure TOY_ERR", 0: "success described", 7: "success described"},
    ),
    "two symbols on failure": (
        [("success", "described"), ("failure", "TOY_ERR"), ("failure", "TOY_ERRSPACE")],
        {-2: "failure TOY_ERRSPACE", -1: "failure TOY_ERR", -3: "success described"},
    ),
    "TRUE or FALSE": (
        [("success", "TRUE"), ("failure", "FALSE")],
        {0: "failure FALSE", 1: "success TRUE", 2: "success TRUE", -1: "success TRUE"},
    ),
    "TRUE among other numbers": (
        [("success", "TRUE"), ("condition", "2"), ("failure", "0")],
        {1: "success TRUE", 2: "condition 2", 3: "success TRUE", 0: "failure 0"},
    ),
    "zero, or something else": (
        [("success", "nonzero"), ("failure", "0")],
        {0: "failure 0", 5: "success nonzero", -5: "success nonzero"},
    ),
    "a sign": (
        [("success", "positive"), ("failure", "negative"), ("condition", "0")],
        {4: "success positive", -4: "failure negative", 0: "condition 0"},
    ),
    "zero and nothing else": ([("processed", "0")], {0: "processed 0", 1: "", -1: ""}),
    "a handle or NULL": (
        [("always", "described"), ("condition", "NULL")],
        {0: "condition NULL", 0x7FFF12345678: "always described"},
    ),
    "a code that was widened with its sign or with zeros": (
        [("success", "TOY_OK"), ("failure", "TOY_HANDLED")],
        {0x80004005: "failure TOY_HANDLED", 0x80004005 - (1 << 32): "failure TOY_HANDLED", 0: "success TOY_OK", 1: ""},
    ),
    "a wide code": ([("failure", "TOY_WIDE")], {-2: "failure TOY_WIDE", 0xFFFFFFFE: "failure TOY_WIDE", 2: ""}),
    "all bits": ([("failure", "TOY_HUGE")], {-1: "failure TOY_HUGE", 1: ""}),
    "symbols that are combined": (
        [("condition", "TOY_A"), ("condition", "TOY_B"), ("condition", "TOY_C"), ("condition", "TOY_NONE")],
        {0: "condition TOY_NONE", 1: "condition TOY_A", 6: "condition TOY_B, condition TOY_C", 8: ""},
    ),
    "a symbol that has no number can be anything that is nothing else": (
        [("success", "0"), ("failure", "TOY_UNKNOWN")],
        {0: "success 0", 9: "failure TOY_UNKNOWN"},
    ),
    "two outcomes of one value": (
        [("success", "0"), ("failure", "0")],
        {0: "success 0, failure 0", 1: ""},
    ),
    "the ends of 64 bits": (
        [("failure", str(-(1 << 63))), ("success", str((1 << 63) - 1))],
        {-(1 << 63): f"failure {-(1 << 63)}", (1 << 63) - 1: f"success {(1 << 63) - 1}", 0: ""},
    ),
}  # fmt: skip


def name_of(title: str) -> str:
    return "TOY_" + "".join(c if c.isalnum() else "_" for c in title).upper()


def toys() -> list[Message]:
    return [
        Message(
            page=f"{name_of(title)}.md",
            name=name_of(title),
            kind="message",
            returns=ReturnContract("value", outcomes=tuple(Outcome(when, value) for when, value in outcomes)),  # type: ignore[arg-type]
        )
        for title, (outcomes, _) in CASES.items()
    ]


@pytest.fixture
def toy_options(more_values: Callable[[dict[str, int]], Values]) -> Options:
    return Options(more_values(CODES))


@pytest.mark.parametrize("title", CASES)
def test_the_python_decoder_says_which_outcomes_a_value_can_be(title: str, toy_options: Options) -> None:
    scope: dict[str, object] = {"__name__": "contracts"}
    exec(compile(generate("python-enum", toys(), toy_options).files["contracts.py"], "contracts.py", "exec"), scope)
    decode = scope["DECODERS"][name_of(title)]  # type: ignore[index]
    for returned, expected in CASES[title][1].items():
        found = ", ".join(f"{outcome.when} {outcome.value}" for outcome in decode(returned))
        assert found == expected, returned


MAIN = r"""
#include "polyspec_contracts.h"
#include <stdio.h>
#include <inttypes.h>
#include <stdlib.h>
static const char *const words[] = {"success", "failure", "processed", "not_processed", "always", "condition"};
int main(int count, char **arguments) {
  int i;
  for (i = 1; i + 1 < count; i += 2) {
    const polyspec_contract *contract = polyspec_find_contract(arguments[i]);
    const char *before = "";
    size_t j;
    uint64_t found;
    if (contract == NULL) return 1;
    found = polyspec_decode(contract, (int64_t)strtoll(arguments[i + 1], NULL, 10));
    for (j = 0; j < contract->count; j++) {
      if (found >> j & 1) {
        printf("%s%s %s", before, words[contract->outcomes[j].when], contract->outcomes[j].value);
        before = ", ";
      }
    }
    printf("\n");
  }
  return polyspec_find_contract("NO_SUCH_MESSAGE") != NULL;
}
"""


@pytest.mark.skipif(shutil.which("gcc") is None, reason="gcc is not installed")
def test_the_c_decoders_say_the_same(toy_options: Options, tmp_path: Path) -> None:
    files = generate("c-header", toys(), toy_options).files | {"main.c": MAIN}
    for path, text in files.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    command = ["gcc", "-std=c99", "-Wall", "-Wextra", "-Werror", "-fsanitize=undefined", "-fno-sanitize-recover",
               "main.c", "polyspec_contracts.c", "-o", "main"]  # fmt: skip
    subprocess.run(command, cwd=tmp_path, check=True, timeout=120)
    asked = [(name_of(t), returned, expected) for t, (_, said) in CASES.items() for returned, expected in said.items()]
    arguments = [word for name, returned, _ in asked for word in (name, str(returned))]
    done = subprocess.run([tmp_path / "main", *arguments], capture_output=True, text=True, check=True, timeout=60)
    found = dict(zip([(name, returned) for name, returned, _ in asked], done.stdout.splitlines(), strict=True))
    assert found == {(name, returned): expected for name, returned, expected in asked}, json.dumps(list(found.items()))


def test_a_choice_of_codes_is_not_decoded_bit_by_bit(toy_options: Options) -> None:
    outcomes = tuple(Outcome("condition", value) for value in ("TOY_NONE", "TOY_A", "TOY_B"))
    message = Message("p.md", "TOY", "message", returns=ReturnContract("value", outcomes=outcomes))
    (decoder,), _ = decoders([message], toy_options)
    assert {rule.test for rule in decoder.rules} == {"equal"}
    forced = Options(toy_options.values, forms={"TOY.result": "flags"})
    (decoder,), _ = decoders([message], forced)
    assert {rule.test for rule in decoder.rules} == {"bits"}


@pytest.mark.parametrize("disposition", ["none", "ignored", "unspecified"])
def test_a_message_without_a_value_has_no_decoder(disposition: str, toy_options: Options) -> None:
    contract = ReturnContract(disposition)  # type: ignore[arg-type]
    assert decoders([Message("p.md", "TOY", "message", returns=contract)], toy_options) == ((), ())


def test_more_outcomes_than_there_are_bits_are_refused_with_a_remark(toy_options: Options) -> None:
    outcomes = tuple(Outcome("condition", str(n)) for n in range(MOST_OUTCOMES + 1))
    message = Message("p.md", "TOY", "message", returns=ReturnContract("value", outcomes=outcomes))
    found, remarks = decoders([message], toy_options)
    assert found == ()
    assert [remark.kind for remark in remarks] == ["no decoder"]
