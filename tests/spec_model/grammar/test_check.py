from importlib import resources

import pytest

from spec_model.grammar.check import check_pack
from spec_model.locale import packs

HEAD = """\
language: xx
name: Example
tags: [xx]
headings: {parameters: [Datos], return-value: [Valor devuelto], remarks: [Notas], requirements: [Requisitos]}
kinds: {message: [mensaje], notification: [aviso]}
titles: {message: "Mensaje {name}", notification: "Aviso {name}"}
directions: {in: [entrada], out: [salida]}
requirements: {client: [Cliente], server: [Servidor], header: [Encabezado], names: [Nombres]}
"""
STATEMENTS = """\
statements:
  values:
    zero: [cero]
    nonzero: [no cero]
  conditions:
    opener: [si]
    otherwise: [si no]
  events:
    success: [bien]
    error: [error]
    process: [procesa]
    message: [mensaje]
  returns:
    verb: [devuelve]
    noun: [valor devuelto]
  use:
    used: [usa]
    ignored: [ignora]
    reserved: [reservado]
    must_be: [debe ser]
  negation: ["no"]
  alternative: [o]
"""


def faults(text: str) -> list[str]:
    return [f"{problem.line}: {problem.text}" for problem in check_pack(text)]


@pytest.mark.parametrize("language", sorted(packs()))
def test_a_shipped_pack_has_no_fault(language: str) -> None:
    text = (resources.files("spec_model") / f"locales/{language}.yaml").read_text("utf-8")
    assert check_pack(text) == ()


def test_a_small_pack_has_no_fault() -> None:
    assert check_pack(HEAD + STATEMENTS) == ()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        pytest.param("[cero]", "[cero", "12: did not find expected ',' or ']'", id="not YAML"),
        pytest.param(
            '["no"]', "[no]", "29: statements.negation.0: Expected `str`, got `bool`", id="a word that YAML reads"
        ),
        pytest.param("[cero]", "[0]", "11: statements.values.zero.0: Expected `str`, got `int`", id="a number"),
        pytest.param("opener:", "openers:", "14: statements.conditions.openers: no such key", id="unknown key"),
        pytest.param("    verb: [devuelve]\n", "", "21: returns.verb lists nothing", id="nothing listed"),
        pytest.param("[cero]", "[cero, cero]", "11: values.zero lists `cero` twice", id="listed twice"),
        pytest.param("[cero]", "[cero, '']", "11: values.zero: `` is empty", id="empty"),
        pytest.param(
            "[bien]", "[bi*en]", "17: events.success: `bi*en` has a star within a word", id="star within a word"
        ),
        pytest.param("[bien]", "[bi*]", "17: events.success: `bi*` begins too many words", id="short stem"),
        pytest.param("[no cero]", "[cero]", "12: `cero` stands in values.zero and in values.nonzero", id="two values"),
        pytest.param("[error]", "[bien]", "18: `bien` stands in events.success and in events.error", id="two events"),
        pytest.param(
            "remarks:", "remark:", "4: headings.remark: no such section; there are parameters, ", id="section"
        ),
        pytest.param("[Notas]", "[' DATOS:']", "4: ` DATOS:` stands in headings.parameters and in ", id="two headings"),
        pytest.param("[salida]", "[salida, '.']", "7: directions.out: `.` is empty", id="a note without a word"),
        pytest.param("[aviso]", "[]", "5: kinds.notification lists nothing", id="no word for a notification"),
        pytest.param(
            '"Aviso {name}"', "Aviso", "6: titles.notification needs {name} once", id="a title without a name"
        ),
    ],
)
def test_a_fault_is_told_with_its_line(old: str, new: str, fault: str) -> None:
    told = faults((HEAD + STATEMENTS).replace(old, new, 1))
    assert any(line.startswith(fault) for line in told)
    assert len(told) <= 2


def test_a_stem_needs_spaces_between_words() -> None:
    (told,) = faults(HEAD + "spaced: false\n" + STATEMENTS.replace("[bien]", "[bien, correct*]"))
    assert told == "18: events.success: `correct*` has a star, which needs a language with spaces between words"


def test_every_fault_is_told_in_the_order_of_the_file() -> None:
    lines = [int(told.partition(":")[0]) for told in faults(HEAD)]
    assert len(lines) > 10
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    "text", ["", "- 1\n", "a: &a [*a]\n", "[" * 30_000, "a: !!python/object:os.system {}", "x" * 2_000_000]
)
def test_what_is_no_pack_is_told_without_a_crash(text: str) -> None:
    assert len(check_pack(text)) == 1
