import pytest

from spec_model.consensus.vote import Vote, parameter_spelling, provenance, settle, symbol_spelling


@pytest.fixture
def votes(fact):
    """A function that makes votes of ``value`` or ``value/kind`` or None."""

    def made(*values: str | None, locales: str = "en-us es-es fr-fr it-it ru-ru zh-tw") -> list[Vote[object]]:
        facts = [None if value is None else fact(*value.split("/")) for value in values]
        return [Vote(locale, stated) for locale, stated in zip(locales.split(), facts, strict=False)]

    return made


@pytest.mark.parametrize(
    ("values", "expected", "rule"),
    [
        (("a", "a", "a"), "a", "unanimous"),
        (("a", None, None), "a", "unanimous"),
        (("a", "a", "b"), "a", "majority"),
        (("b", "b", "b", "a/anchor"), "a", "evidence"),
        (("b", "b", "a/front-matter"), "a", "evidence"),
        (("b", "b", "a/curated"), "b", "majority"),
        ((None, None), None, "nothing stated"),
        (("Ab", "aB", "b", "b", "ab"), "Ab", "majority"),
        (("двид", "dwId"), "dwId", "majority"),
        (("a", "b"), "a", "tie"),
        (("b", "a"), "a", "tie"),
    ],
)
def test_a_fact_is_settled(votes, values: tuple[str | None, ...], expected: str | None, rule: str) -> None:
    decision = settle(votes(*values))
    assert (decision.value, decision.decided_by) == (expected, rule)
    assert decision.disputed == (rule == "tie")
    assert 0 <= decision.confidence <= 1


def test_evidence_that_is_even_is_disputed_too(votes) -> None:
    decision = settle(votes("a/anchor", "b/anchor"))
    assert (decision.decided_by, decision.disputed) == ("evidence", True)
    assert not settle(votes("a/anchor", "b/anchor", "b")).disputed


def test_the_source_decides_even_by_silence(votes) -> None:
    assert settle(votes("a", "b/anchor", "b"), "en-us").value == "a"
    assert settle(votes(None, "b", "b"), "en-us").value is None
    assert settle(votes("a", "b", "b"), "de-de").value == "b"


def test_one_voice_among_many_does_not_state_what_is_optional(votes) -> None:
    assert settle(votes("a", None, None), optional=2).value is None
    assert settle(votes("a", "a", None, None, None), optional=2).value == "a"
    assert settle(votes("a", None, None)).value == "a"


def test_the_english_of_a_bilingual_page_ranks_above_visible_text(votes) -> None:
    ballots = votes("a", "b", "b", locales="en-us@zh-tw es-es fr-fr")
    assert settle(ballots).value == "a"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["hwnd", "Hwnd", "Hwnd", "Hwnd"], "hwnd"),
        (["WPARAM", "wparam"], "wParam"),
        (["hOther", "hOther", "Hother"], "hOther"),
        (["Fila", "Fila", "Fila"], "Fila"),
    ],
)
def test_a_parameter_has_its_ordinary_spelling(values: list[str], expected: str) -> None:
    assert parameter_spelling(values) == expected


def test_a_symbol_is_written_in_capitals() -> None:
    assert symbol_spelling(["lb_err", "lb_err", "LB_ERR"]) == "LB_ERR"
    assert symbol_spelling(["Lb_Err"]) == "Lb_Err"


def test_the_record_names_who_agrees_and_who_does_not(votes) -> None:
    ballots = votes("Ab", "ab", "q", None)
    record = provenance("x", ballots, settle(ballots))
    assert [a.locale for a in record.attested] == ["en-us", "es-es"]
    assert [(d.locale, d.value) for d in record.dissent] == [("fr-fr", "q"), ("it-it", None)]
    assert record.dissent[0].span is not None
    assert record.dissent[1].span is None
