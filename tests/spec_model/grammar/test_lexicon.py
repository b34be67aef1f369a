import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spec_model.grammar import lexicon as lx
from spec_model.grammar.lexicon import Lexicon
from spec_model.grammar.statements import ReturnWords, Statements, ValueWords

STATEMENTS = Statements(
    values=ValueWords(zero=("zero",), nonzero=("other than zero",), true_value=("true",)),
    returns=ReturnWords(
        verb=("return*", "gives back"), noun=("value returned", "return value"), this_value=("this value",)
    ),
    filler=("the", "this"),
    symbol_words={"FAIL": ("failure",), "ERR": ("error", "failure")},
)


def longest(text: str, at: int = 0, *, spaced: bool = True) -> tuple[int, int, str | None]:
    lexicon = Lexicon(STATEMENTS, spaced=spaced)
    return lexicon.longest(lexicon.units(text), at)


def test_a_word_that_no_phrase_begins_with_has_no_tags() -> None:
    assert longest("nothing") == (0, 0, None)


def test_half_a_phrase_is_no_phrase() -> None:
    assert longest("other than one") == (0, 0, None)


@pytest.mark.parametrize(
    ("text", "end", "tags", "value"),
    [
        ("Zero", 1, lx.VALUE, "0"),
        ("other than ZERO.", 3, lx.VALUE, "nonzero"),
        ("returning it", 1, lx.VERB, None),
        ("return", 1, lx.VERB, None),
        ("return value", 2, lx.NOUN, None),
        ("gives back", 2, lx.VERB, None),
    ],
)
def test_the_longest_phrase_is_found_in_any_case(text: str, end: int, tags: int, value: str | None) -> None:
    assert longest(text) == (end, tags, value)


def test_a_word_under_several_keys_has_all_their_tags() -> None:
    lexicon = Lexicon(Statements(filler=("zero",), values=ValueWords(zero=("zero",))), spaced=True)
    assert lexicon.longest(["zero"], 0) == (1, lx.VALUE | lx.FILLER, "0")


def test_a_word_has_the_tags_of_the_stem_that_it_begins_with() -> None:
    lexicon = Lexicon(Statements(filler=("returned",), returns=ReturnWords(verb=("return*",))), spaced=True)
    assert lexicon.longest(["returned"], 0)[1] == lx.VERB | lx.FILLER


def test_a_phrase_gives_way_to_a_name_of_the_return_value_that_begins_in_it() -> None:
    assert longest("this value") == (2, lx.THIS_VALUE, None)
    assert longest("this value returned") == (1, lx.FILLER, None)


def test_an_underscore_that_strays_into_a_phrase_is_passed_over() -> None:
    assert longest("other than _ zero") == (4, lx.VALUE, "nonzero")
    assert longest("zero _") == (1, lx.VALUE, "0")


def test_words_are_found_without_spaces_where_the_language_has_none() -> None:
    lexicon = Lexicon(Statements(values=ValueWords(zero=("零",), nonzero=("非零",))), spaced=False)
    units = lexicon.units("傳回非零LB_ERR1")
    assert units == ["傳", "回", "非", "零", "lb", "_", "err1"]
    assert lexicon.longest(units, 2) == (4, lx.VALUE, "nonzero")


def test_a_typographic_apostrophe_is_an_apostrophe() -> None:
    lexicon = Lexicon(Statements(negation=("n'est",)), spaced=True)
    assert lexicon.longest(lexicon.units("n’est"), 0)[1] == lx.NOT


def test_words_can_translate_several_parts_of_symbols() -> None:
    lexicon = Lexicon(STATEMENTS, spaced=True)
    assert lexicon.symbol_part(["failure"], 0) == (1, "ERR|FAIL")
    assert lexicon.symbol_part(["nothing"], 0) == (0, "")


_WORDS = ["gives", "back", "value", "returned", "returns", "_", "x"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6))
def test_no_phrase_goes_on_where_what_follows_cannot(units: list[str]) -> None:
    lexicon = Lexicon(STATEMENTS, spaced=True)
    for at, unit in enumerate(units):
        entry, _, words, stems = lexicon.starts[unit]
        following = units[at + 1] if at + 1 < len(units) else ""
        if following not in words and not following.startswith(stems):
            assert lexicon.longest(units, at) == ((at + 1, *entry) if entry else (at, 0, None))
