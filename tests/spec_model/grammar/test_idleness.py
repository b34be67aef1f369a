"""The quick look at the beginning of a description never contradicts the full reading."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spec_model.extract.usage import usage_of
from spec_model.grammar.compiled import lexicon_of
from spec_model.grammar.idleness import idleness, may_be_idle
from spec_model.grammar.lexicon import entries
from spec_model.grammar.tokens import each_token, tokenize
from spec_model.locale import LocalePack, packs

PACKS = sorted(packs())
MARKS = [
    ". ",
    ".",
    ".\n",
    "。",
    " . ",
    "?",
    "; ",
    ": ",
    ", ",
    "-",
    "(",
    "_",
    "0",
    "-1",
    "NULL",
    "LB_ERR",
    "wParam",
    "lParam",
    "colour",
    "1.5",
    "«",
]
LONG = "0 " * 400


def may_be(text: str, language: str) -> bool:
    return may_be_idle(text, each_token(text, lexicon_of(packs()[language])))


def is_idle(text: str, language: str) -> bool:
    return idleness(text, tokenize(text, lexicon_of(packs()[language]))).idle


@pytest.mark.parametrize("language", PACKS)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_what_is_passed_over_says_nothing_about_use(language: str, data: st.DataObject) -> None:
    pack = packs()[language]
    usage = usage_of(pack)
    listed = list(entries(pack.statements))
    words = sorted({phrase.replace("*", "") for _, phrase, _, _ in listed})
    use = sorted({phrase.replace("*", "") for key, phrase, _, _ in listed if key.startswith(("use.", "negation"))})
    piece = st.one_of(st.sampled_from(use), st.sampled_from(words), st.sampled_from(MARKS))
    text = (" " if pack.spaced else "").join(data.draw(st.lists(piece, max_size=12)))
    long = data.draw(st.sampled_from(["", "", LONG]))  # a first sentence that is too long to be read
    for whole in (text, f"{long}{text}", f"colour {long}. {text}"):
        assert may_be(whole, language) or not is_idle(whole, language)
        assert usage.may_say_idle(usage.beginning(whole)) or not is_idle(whole, language)


def test_an_unknown_word_at_the_beginning_decides() -> None:
    assert not may_be("Colour that is not used. Not used.", "en")
    assert may_be("This parameter is not used.", "en")
    assert may_be("wParam is not used.", "en")


def test_what_stands_behind_the_first_sentence_says_nothing() -> None:
    usage = usage_of(packs()["en"])
    assert usage.beginning("Version 1.5 of it. Not used.") == "Version 1.5 of it"
    assert usage.beginning(". Not used. More") == ". Not used"
    assert usage.beginning(f"{LONG}. Not used.") == f"{LONG}. Not used."


def test_a_stop_within_a_phrase_ends_no_sentence() -> None:
    statements = {"use": {"unused": ["n. b. frei"]}}
    own = msgspec.convert({**msgspec.to_builtins(packs()["en"]), "statements": statements}, LocalePack)
    assert usage_of(own).beginning("N. b. frei.") == "N. b. frei."


def test_a_sentence_that_is_passed_over_decides_nothing() -> None:
    text = f"Colour {LONG}. Not used."
    assert may_be(text, "en")
    assert is_idle(text, "en")


def test_no_more_tokens_are_taken_than_needed() -> None:
    tokens = each_token("Colour shade of the window, not used.", lexicon_of(packs()["en"]))
    assert not may_be_idle("Colour shade of the window, not used.", tokens)
    assert next(tokens).start == len("Colour ")
