from collections.abc import Sequence

import pytest

from spec_model.grammar import lexicon as lx
from spec_model.grammar.compiled import lexicon_of
from spec_model.grammar.tokens import Token, each_token, tokenize
from spec_model.locale import packs


def tokens(text: str, language: str = "en") -> Sequence[Token]:
    return tokenize(text, lexicon_of(packs()[language]))


def values(text: str, language: str = "en") -> list[str | None]:
    return [token.value for token in tokens(text, language) if token.tags & lx.STRONG]


@pytest.mark.parametrize("text", ["", "3.5", "65,535", "a word", "list-view", "x-1"])
def test_no_value_is_seen_where_none_stands(text: str) -> None:
    assert [value for value in values(text) if value != "-1"] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("zero", ["0"]),
        ("0x1F", ["31"]),
        ("-1", ["-1"]),
        ("returns-1.", ["-1"]),
        ("\u22121", ["-1"]),
        ("TRUE or false", ["TRUE", "FALSE"]),
        ("LB_ERR (-1)", ["LB_ERR", "-1"]),
        ("non-zero", ["nonzero"]),
        ("zero-based", []),
    ],
)
def test_values_are_seen_in_words_digits_and_symbols(text: str, found: list[str]) -> None:
    assert values(text) == found


def test_tokens_keep_their_places() -> None:
    text = "Devuelve **cero**, si"
    assert [text[token.start : token.end] for token in tokens(text, "es") if token.tags] == [
        "Devuelve",
        "cero",
        ",",
        "si",
    ]


def test_a_point_within_a_name_ends_no_sentence() -> None:
    stops = [token.start for token in tokens("ComCtl32.dll 5.0 is old. New.") if token.tags & lx.STOP]
    assert stops == [23, 28]


def test_the_second_half_of_a_word_with_a_hyphen_is_no_verb() -> None:
    assert not any(token.tags & lx.VERB for token in tokens("the carriage-return character"))


def test_words_without_spaces_that_are_not_known_stay_together() -> None:
    found = [token.end - token.start for token in tokens("傳回控制碼", "zh-tw")]
    assert found == [2, 3]


def test_a_reading_of_the_same_text_gets_the_same_tokens() -> None:
    text = "Returns LB_ERR."
    assert tokens(text) is tokens(text)
    assert [token.tags for token in tokens(text)] == [
        token.tags for token in each_token(text, lexicon_of(packs()["en"]))
    ]


def test_the_family_counts_where_a_symbol_is_broken_only() -> None:
    lexicon = lexicon_of(packs()["en"])
    assert tokenize("Returns zero.", lexicon, "LB") is tokenize("Returns zero.", lexicon, "CB")
    names = [[token.value for token in tokenize("Returns _ ERR.", lexicon, family)][1] for family in ("LB", "CB")]
    assert names == ["LB_ERR", "CB_ERR"]


@pytest.mark.parametrize("language", ["en", "zh-tw"])
@pytest.mark.parametrize(
    "text",
    ["Handle to the list.", "Handle _ ERR", "LB _ ERR", "ERR LB _", "Error _ LB", "TRUE", "lParam", "reserved",
     "5.0 is it", "Colour of it", "Colour _ ERR", "-1", "", ". Handle", "傳回控制碼", "控制碼傳回", "IDOK is",
     "Handle, LB \\_ ERR", "reserved for LB _ ERR", "it is not ready 4 _ ERR", "if colour, CB ERR _",
     "no error _ SPACE"],
)  # fmt: skip
def test_tokens_one_by_one_are_the_same(text: str, language: str) -> None:
    lexicon = lexicon_of(packs()[language])
    one_by_one = [(t.start, t.end, t.tags, t.value, t.proven) for t in each_token(text, lexicon, "LB")]
    assert one_by_one == [(t.start, t.end, t.tags, t.value, t.proven) for t in tokenize(text, lexicon, "LB")]


def test_an_unknown_first_word_is_told_without_reading_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("the text was read")

    monkeypatch.setattr("spec_model.grammar.tokens.Symbols", fail)
    lexicon = lexicon_of(packs()["en"])
    assert next(each_token("Colour of the list, never LB _ ERR.", lexicon)).end == len("Colour")
    with pytest.raises(AssertionError, match="the text was read"):
        next(each_token("LB _ ERR", lexicon))


def test_symbols_are_not_sought_before_one_can_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("symbols were sought")

    monkeypatch.setattr("spec_model.grammar.tokens.Symbols.find", fail)
    read = each_token("if colour, LB _ ERR", lexicon_of(packs()["en"]))
    assert next(read).end == len("if")
    with pytest.raises(AssertionError, match="symbols were sought"):
        list(read)
