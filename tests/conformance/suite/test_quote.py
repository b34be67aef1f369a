import time
from pathlib import Path

import pytest

from conformance.suite.quote import plain, quoter
from spec_model.model import Fact, Span, Witness

_ONE_SIDE = Fact("LB_X")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Devuelve **LB\\_ERR** si falla.", "Devuelve LB_ERR si falla."),
        ("<dl> <dt>\n\n*x*</dt></dl>", "x"),
        ("vea [**aquí**](lb-x.md) y \\*no\\*", "vea aquí y *no*"),
        ("`LB_ERR`\r\n", "LB_ERR"),
        ("a\u2060\u2060b", "a b"),
        ("", ""),
    ],
)
def test_words_without_marks(text: str, words: str) -> None:
    assert plain(text) == words


def test_long_sections_are_cut() -> None:
    assert len(plain("palabra " * 1000)) == 600


@pytest.mark.parametrize("text", ["<" * 100_000, "[" * 100_000, "[a](" * 50_000, "\\" * 100_000, "*" * 100_000])
def test_near_misses_take_linear_time(text: str) -> None:
    began = time.process_time()
    plain(text)
    assert time.process_time() - began < 2


def test_the_line_is_that_of_the_words(tmp_path: Path) -> None:
    page = tmp_path / "lb-x.md"
    page.write_text("# LB_X\n\n## Return value\n\nDevuelve **cero**.\n", encoding="utf-8")
    witness = Witness(
        locale="es-es",
        page="lb-x.md",
        path=page.as_posix(),
        name=_ONE_SIDE,
        kind=Fact("message"),  # type: ignore[arg-type]
    )
    sentence = quoter()(witness, Span(24, 43))
    assert sentence is not None
    assert (sentence.text, sentence.line) == ("Devuelve cero.", 5)


def test_a_page_that_is_gone_is_not_quoted() -> None:
    witness = Witness(
        locale="es-es",
        page="lb-x.md",
        path="nowhere/lb-x.md",
        name=_ONE_SIDE,
        kind=Fact("message"),  # type: ignore[arg-type]
    )
    assert quoter()(witness, Span(0, 5)) is None
