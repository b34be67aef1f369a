from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from spec_model.extract.usage import read_usage, usage_in, usage_in_plain, usage_of
from spec_model.grammar import lexicon as lx
from spec_model.grammar.lexicon import entries
from spec_model.grammar.tokens import tokenize
from spec_model.locale import LocalePack, pack_for, packs
from spec_model.markdown import parse_blocks, parse_inline, plain_inline
from spec_model.model import Fact

CASES = Path(__file__).parent / "cases/usage.yaml"
IDLE = lx.USED | lx.UNUSED | lx.RESERVED | lx.IGNORED | lx.MUST_BE


def used_in(text: str, locale: str) -> Fact[bool] | None:
    pack = pack_for(locale)
    assert pack is not None
    return read_usage(parse_blocks(text, 0, len(text)), pack)


def documents() -> list[object]:
    return [
        pytest.param(locale, case["text"], case["used"], id=f"{locale}: {case['text']}")
        for locale, cases in yaml.safe_load(CASES.read_text("utf-8")).items()
        for case in cases
    ]


@pytest.mark.parametrize(("locale", "text", "used"), documents())
def test_a_description_says_whether_the_parameter_is_used(locale: str, text: str, *, used: bool) -> None:
    fact = used_in(text, locale)
    assert fact is not None
    assert fact.value is used


@pytest.mark.parametrize("text", ["", "  \n\n", "\\[in\\]", "<br/>"])
def test_a_description_without_text_does_not_say(text: str) -> None:
    assert used_in(text, "es-es") is None


def test_a_condition_further_down_takes_back_what_the_first_sentence_says() -> None:
    fact = used_in("Debe ser 0.\n\nDebe ser -1 si se pide el grupo.", "es-es")
    assert fact is not None
    assert fact.value is True


def test_the_evidence_is_the_sentence_that_says_so() -> None:
    text = "\\[in\\] No se usa; debe ser cero. Vea la sección Observaciones."
    fact = used_in(text, "es-es")
    assert fact is not None
    (evidence,) = fact.evidence
    assert (evidence.kind, evidence.text) == ("text", "No se usa")
    assert text[evidence.span.start : evidence.span.end].strip() == "No se usa"


PHRASES = st.sampled_from(
    sorted({(language, phrase) for language, pack in packs().items() for _, phrase, *_ in entries(pack.statements)})
)


@settings(max_examples=500, deadline=None)
@given(
    PHRASES,
    st.lists(PHRASES, max_size=3),
    st.sampled_from([" ", "  ", " _ ", "_", "\n", ". "]),
    st.sampled_from([str, str.upper, str.capitalize, lambda text: text.replace("'", "’")]),
)
def test_whatever_is_said_about_use_has_a_sign_of_it(
    first: tuple[str, str], more: list[tuple[str, str]], gap: str, change: Callable[[str], str]
) -> None:
    language = first[0]
    words = [phrase.replace("*", "as") for spoken, phrase in (first, *more) if spoken == language]
    text = change(gap.join(word.replace(" ", gap) for word in words))
    usage = usage_of(packs()[language])
    tags = [token.tags for token in tokenize(text, usage.lexicon)]
    assert usage.may_say_idle(text) or not any(tag & IDLE for tag in tags)


def test_most_prose_holds_no_sign() -> None:
    assert not usage_of(packs()["es"]).may_say_idle("Identificador de la ventana que recibe el mensaje.")


def test_a_pack_of_ones_own_is_read_with_its_own_phrases() -> None:
    statements = {"use": {"unused": ["n'est pas lu"]}}
    own = msgspec.convert({**msgspec.to_builtins(packs()["es"]), "statements": statements}, LocalePack)
    for text, expected in (("No se usa.", [False, True]), ("N’est  pas lu.", [True, False])):
        tree = parse_blocks(text, 0, len(text))
        facts = [read_usage(tree, pack) for pack in (packs()["es"], own)]
        assert [fact and fact.value for fact in facts] == expected


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["es-es", "fr-fr", "zh-tw"]),
    st.lists(
        st.sampled_from(
            [
                "No se usa",
                "debe ser cero",
                "Non utilisé",
                "保留",
                ". ",
                "。",
                " ",
                "\\_",
                "\\.",
                "\u2060",
                "\r\n",
                "x",
                "0",
            ]
        ),
        max_size=8,
    ).map("".join),
    st.sampled_from(["", "*", "<br>", "&nbsp;"]),
)
def test_a_paragraph_without_marks_says_the_same_without_its_tree(locale: str, text: str, mark: str) -> None:
    pack = pack_for(locale)
    assert pack is not None
    text += mark
    plain = plain_inline(text, 0, len(text))
    assert (plain is None) == bool(mark)
    if plain is not None:
        assert usage_in_plain(plain, usage_of(pack)) == usage_in(parse_inline(text, 0, len(text)), usage_of(pack))
