import random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spec_model.consensus import reconcile
from spec_model.model import Outcome, ReturnContract, Span, StatedConstant, StatedParameter, Witness

LOCALES = ("es-es", "fr-fr", "it-it", "ru-ru", "zh-tw")


def names(message) -> str:
    return " ".join(parameter.name for parameter in message.parameters)


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        pytest.param(["a b", "a b", "a b"], "a b", id="all alike"),
        pytest.param(["a b", "a b", "a"], "a b", id="one lost a parameter"),
        pytest.param(["a b", "a", "a b", "b"], "a b", id="two lost one each"),
        pytest.param(["a b", "a b c", "a b"], "a b", id="one invented a parameter"),
        pytest.param(["a b", "b a", "a b"], "a b", id="one has another order"),
        pytest.param(["hwnd b", "hwnd b", "Otro b"], "hwnd b", id="one renamed a parameter"),
        pytest.param(["двид b", "dwId b"], "dwId b", id="an alphabet is no name"),
        pytest.param(["двид@ b", "xyz@ b", "xyz@ b"], "xyz b", id="evidence of most"),
        pytest.param(["wid b", "wid b", "dwId@ b"], "dwId b", id="an anchor proves a name against votes"),
        pytest.param(["", "a b", ""], "", id="most pages have no parameters"),
        pytest.param(["", "", ""], "", id="no parameters at all"),
        pytest.param(["a b", "b c", "a b c"], "a b c", id="each lost another one"),
    ],
)
def test_one_list_comes_out_of_several(witness, lists: list[str], expected: str) -> None:
    message = reconcile([witness(locale, found) for locale, found in zip(LOCALES, lists, strict=False)])
    assert names(message) == expected


def test_the_source_has_the_last_word(witness) -> None:
    others = [witness(locale, "a b c", header="B.h") for locale in LOCALES]
    message = reconcile([*others, witness("en-us", "c a", header="A.h")], "en-us")
    assert names(message) == "c a"
    assert message.header == "A.h"
    assert message.provenance_of("header").decided_by == "source"
    assert names(reconcile([*others, witness("en-us", "c a")])) == "a b c"
    assert names(reconcile(others, "en-us")) == "a b c"


def test_a_tie_is_a_guess_that_is_marked(witness) -> None:
    message = reconcile([witness("es-es", header="A.h"), witness("fr-fr", header="B.h")])
    record = message.provenance_of("header")
    assert message.header == "A.h"
    assert record.disputed
    assert record.confidence <= 0.5


def test_what_nobody_states_stays_unknown(witness) -> None:
    message = reconcile([witness(locale) for locale in LOCALES])
    assert (message.header, message.value, message.client, message.scope) == (None, None, None, None)
    assert message.provenance_of("header") is None


def test_a_page_of_another_message_has_no_say(witness) -> None:
    strangers = witness("zh-tw", "q r s", name="WM_B", header="B.h")
    message = reconcile([*(witness(locale, "a b", header="A.h") for locale in LOCALES[:3]), strangers])
    assert (message.name, message.header, names(message)) == ("WM_A", "A.h", "a b")
    assert [w.locale for w in message.witnesses] == ["es-es", "fr-fr", "it-it", "zh-tw"]
    assert [d.locale for d in message.provenance_of("name").dissent] == ["zh-tw"]
    assert message.provenance_of("header").dissent == ()


def test_no_witness_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one"):
        reconcile([])


def with_constants(witness: Witness, fact, *constants: str) -> Witness:
    stated = tuple(
        StatedConstant(fact(name), fact(int(number)) if number else None)
        for name, _, number in (constant.partition("=") for constant in constants)
    )
    return msgspec.structs.replace(witness, parameters=(StatedParameter(fact("a"), Span(0, 9), constants=stated),))


def test_constants_and_their_numbers_are_settled(witness, fact) -> None:
    message = reconcile(
        [
            with_constants(witness("es-es"), fact, "T_UNO=1", "T_DOS=2"),
            with_constants(witness("fr-fr"), fact, "t_uno=1", "T_DOS=3"),
            with_constants(witness("it-it"), fact, "T_UNO", "T_DOS=2"),
            with_constants(witness("ru-ru"), fact, "T_DOS=2"),
        ]
    )
    assert [(c.name, c.value) for c in message.parameters[0].constants] == [("T_UNO", 1), ("T_DOS", 2)]
    assert [d.locale for d in message.provenance_of("parameters[0].constants[1].value").dissent] == ["fr-fr"]


def contract(confidence: float = 1.0, disposition: str = "value", **outcomes: str) -> ReturnContract:
    found = tuple(Outcome(when, value) for when, value in outcomes.items())  # type: ignore[arg-type]
    return ReturnContract(disposition, outcomes=found, confidence=confidence, span=Span(0, 9))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("contracts", "disposition", "expected"),
    [
        ([contract(success="0"), contract(success="0"), contract(failure="0")], "value", {("success", "0")}),
        ([contract(0.1, success="1"), contract(0.1, success="1"), contract(success="0")], "value", {("success", "0")}),
        ([contract(disposition="none"), contract(disposition="none"), contract(success="0")], "none", set()),
        (
            [contract(0.0, "unspecified"), contract(0.0, "unspecified"), contract(success="0")],
            "value",
            {("success", "0")},
        ),
    ],
)
def test_return_contracts_are_settled(witness, contracts, disposition: str, expected: set[tuple[str, str]]) -> None:
    stated = [witness(locale, returns=found) for locale, found in zip(LOCALES, contracts, strict=False)]
    message = reconcile(stated)
    assert message.returns.disposition == disposition
    assert message.returns.pairs() == expected
    assert all(outcome.span is None for outcome in message.returns.outcomes)


LISTS = st.lists(st.sampled_from(["a", "b", "dwId@", "двид", "Hwnd", "hwnd", "lParam1", "lParam2"]), max_size=5)


@given(
    st.lists(st.tuples(LISTS, st.sampled_from(["A.h", "a.h", "B.h", None]), st.sampled_from(["WM_A", "WM_B"])),
             min_size=1, max_size=5),
    st.randoms(use_true_random=False),
)  # fmt: skip
def test_the_order_of_the_witnesses_changes_nothing(witness, stated, shuffle: random.Random) -> None:
    witnesses = [
        witness(locale, " ".join(dict.fromkeys(found)), header=header, name=name)
        for locale, (found, header, name) in zip(LOCALES, stated, strict=False)
    ]
    message = reconcile(witnesses)
    shuffle.shuffle(witnesses)
    assert reconcile(witnesses) == message


@given(LISTS, st.integers(1, 5))
def test_witnesses_that_agree_are_repeated(witness, found: list[str], count: int) -> None:
    stated = " ".join(dict.fromkeys(found))
    message = reconcile([witness(locale, stated) for locale in LOCALES[:count]])
    assert len(message.parameters) == len(stated.split())
    assert not any(record.disputed for record in message.provenance)
