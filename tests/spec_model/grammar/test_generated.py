"""Statements put together from the words of a pack are read back as what they were put together from."""

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spec_model.extract.returns import read_returns
from spec_model.grammar.statements import Phrases, Statements
from spec_model.locale import LocalePack, packs
from spec_model.model import ReturnContract
from spec_model.page import Page

PACKS = sorted(packs())
SYMBOLS = ("LB_ERR", "S_OK", "E_OUTOFMEMORY", "ICERR_UNSUPPORTED", "XM_OWN_CODE", "0", "-1", "7", "0x10")
Said = frozenset[tuple[str, str]]


class Words(NamedTuple):
    """How the words of a pack are put together, and how they are chosen."""

    pack: LocalePack
    draw: st.DataObject

    @property
    def all(self) -> Statements:
        return self.pack.statements

    def one(self, phrases: Phrases) -> str:
        """One of `phrases`; a stem is a word by itself."""
        return self.draw.draw(st.sampled_from(phrases)).replace("*", "")

    def say(self, *parts: str) -> str:
        gap = " " if self.pack.spaced else ""
        return gap.join(part for part in parts if part).replace(" ,", ",").replace(" ;", ";")

    def value(self) -> tuple[str, str]:
        """A value in words, and as an outcome has it."""
        values = self.all.values
        kinds = {
            "0": values.zero, "nonzero": values.nonzero, "TRUE": values.true_value, "FALSE": values.false_value,
            "NULL": values.null_value, "positive": values.positive, "negative": values.negative,
        }  # fmt: skip
        kinds |= {str(number): phrases for number, phrases in values.numbers.items()}
        kind = self.draw.draw(st.sampled_from([*kinds, *SYMBOLS]))
        if kind in SYMBOLS:
            return kind, str(int(kind, 16)) if kind.startswith("0x") else kind
        return self.one(kinds[kind]), kind

    def two_values(self) -> tuple[tuple[str, str], tuple[str, str]]:
        first, second = self.value(), self.value()
        return first, second if second[1] != first[1] else ("CB_ERR", "CB_ERR")

    def condition(self) -> tuple[str, str]:
        """A condition, and the word for it in an outcome."""
        events = self.all.events
        word, kind = self.draw.draw(
            st.sampled_from(
                [
                    (self.one(events.success), "success"),
                    (self.one(events.failure), "failure"),
                    (self.one(events.error), "failure"),
                    (self.say(self.one(events.process), self.one(events.message)), "processed"),
                    ("qwertz", "condition"),
                ]
            )
        )
        conditions = self.all.conditions
        if self.draw.draw(st.booleans()):
            return self.say(self.one(conditions.opener), word), kind
        return self.say(self.one(conditions.unless), word), OPPOSITE[kind]


OPPOSITE = {
    "success": "failure",
    "failure": "success",
    "processed": "not_processed",
    "not_processed": "processed",
    "condition": "condition",
}


def always(words: Words) -> tuple[str, Said]:
    text, value = words.value()
    return words.say(words.one(words.all.returns.verb), text), frozenset({("always", value)})


def noun_always(words: Words) -> tuple[str, Said]:
    text, value = words.value()
    return words.say(words.one(words.all.returns.noun), text), frozenset({("always", value)})


def condition_first(words: Words) -> tuple[str, Said]:
    (condition, when), (text, value) = words.condition(), words.value()
    verb = words.one(words.all.returns.verb)
    return words.say(condition, ",", words.one(words.all.conditions.then), verb, text), frozenset({(when, value)})


def condition_last(words: Words) -> tuple[str, Said]:
    (condition, when), (text, value) = words.condition(), words.value()
    return words.say(words.one(words.all.returns.verb), text, condition), frozenset({(when, value)})


def first_and_otherwise(words: Words) -> tuple[str, Said]:
    (condition, when), (one, two) = words.condition(), words.two_values()
    verb, otherwise = words.one(words.all.returns.verb), words.one(words.all.conditions.otherwise)
    text = words.say(condition, ",", verb, one[0], ",", otherwise, verb, two[0])
    return text, frozenset({(when, one[1]), (OPPOSITE[when], two[1])})


def last_and_otherwise(words: Words) -> tuple[str, Said]:
    (condition, when), (one, two) = words.condition(), words.two_values()
    verb, otherwise = words.one(words.all.returns.verb), words.one(words.all.conditions.otherwise)
    text = words.say(verb, one[0], condition, words.one(words.all.alternative), two[0], otherwise)
    return text, frozenset({(when, one[1]), (OPPOSITE[when], two[1])})


def two_sentences(words: Words) -> tuple[str, Said]:
    (condition, when), (one, two) = words.condition(), words.two_values()
    verb, otherwise = words.one(words.all.returns.verb), words.one(words.all.conditions.otherwise)
    text = f"{words.say(condition, ',', verb, one[0])}. {words.say(otherwise, verb, two[0])}."
    return text, frozenset({(when, one[1]), (OPPOSITE[when], two[1])})


def described_or(words: Words) -> tuple[str, Said]:
    verb, error = words.one(words.all.returns.verb), words.one(words.all.events.error)
    condition = words.say(words.one(words.all.conditions.opener), error)
    text = words.say(verb, "qwertz uiop", words.one(words.all.alternative), "LB_ERR", condition)
    return text, frozenset({("success", "described"), ("failure", "LB_ERR")})


def purposes(words: Words) -> tuple[str, Said]:
    one, two = words.two_values()
    purpose, verb = words.one(words.all.conditions.purpose), words.one(words.all.returns.verb)
    text = words.say(verb, one[0], purpose, "qwertz", words.one(words.all.alternative), two[0], purpose, "uiop")
    return text, frozenset({("condition", one[1]), ("condition", two[1])})


BOTH_ORDERS = [always, noun_always, condition_first, first_and_otherwise, two_sentences, purposes]
VALUE_FIRST = [condition_last, last_and_otherwise, described_or]


def contract_of(text: str, pack: LocalePack) -> ReturnContract:
    head = '# <a name="xm_test-message"></a>XM\\_TEST\n\n## <a name="return-value"></a>Return value\n\n'
    page = Page(pack.tags[0], "desktop-src/x/xm-test.md", "x.md", f"{head}{text}\n")
    return read_returns(page.section("return-value"), pack)


@pytest.mark.parametrize("language", PACKS)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_statement_is_read_back(language: str, data: st.DataObject) -> None:
    pack = packs()[language]
    shapes = BOTH_ORDERS if pack.statements.order == "before" else BOTH_ORDERS + VALUE_FIRST
    text, said = data.draw(st.sampled_from(shapes))(Words(pack, data))
    contract = contract_of(text.replace("_", "\\_"), pack)
    assert contract.pairs() == said, text
    assert contract.disposition == "value"


@pytest.mark.parametrize("language", PACKS)
def test_every_way_to_return_nothing_is_read(language: str) -> None:
    pack = packs()[language]
    gap = " " if pack.spaced else ""
    statements = pack.statements
    for noun in statements.returns.noun:
        for word in statements.use.ignored:
            text = f"{noun}{gap}{word}.".replace("*", "")
            assert contract_of(text, pack).disposition == "ignored", text
        text = f"{statements.negation[0]}{gap}{noun}.".replace("*", "")
        assert contract_of(text, pack).disposition == "none", text
