import pytest

from spec_model.grammar.items import Case
from spec_model.grammar.outcomes import Branch, names_error, outcomes
from spec_model.model import Span, When


def settled(*branches: tuple[Case, str], **more: bool) -> list[tuple[When, str]]:
    """The outcomes of plain branches, each with a place of its own."""
    spans = [Span(index, index + 1) for index in range(len(branches))]
    found = outcomes(
        [Branch(value, case, span, span, **more) for (case, value), span in zip(branches, spans, strict=True)]
    )
    return [(outcome.when, outcome.value) for outcome in found]


def test_nothing_comes_of_nothing() -> None:
    assert settled() == []


@pytest.mark.parametrize(
    ("branches", "expected"),
    [
        pytest.param([("any", "0")], [("always", "0")], id="a value by itself"),
        pytest.param([("any", "0"), ("any", "0")], [("always", "0")], id="said twice"),
        pytest.param(
            [("any", "described"), ("failure", "LB_ERR")], [("success", "described"), ("failure", "LB_ERR")],
            id="a value beside a failure",
        ),
        pytest.param(
            [("success", "TRUE"), ("otherwise", "FALSE")], [("success", "TRUE"), ("failure", "FALSE")],
            id="otherwise after success",
        ),
        pytest.param(
            [("failure", "0"), ("otherwise", "1")], [("failure", "0"), ("success", "1")], id="otherwise after failure"
        ),
        pytest.param(
            [("processed", "0"), ("otherwise", "1")], [("processed", "0"), ("not_processed", "1")],
            id="otherwise after processing",
        ),
        pytest.param(
            [("processed", "S_OK"), ("otherwise", "error")], [("processed", "S_OK"), ("failure", "error")],
            id="an error code after processing",
        ),
        pytest.param(
            [("condition", "1"), ("otherwise", "0")], [("condition", "1"), ("condition", "0")],
            id="otherwise after a condition",
        ),
        pytest.param([("success", "1"), ("besides", "0")], [("success", "1"), ("failure", "0")], id="an alternative"),
        pytest.param(
            [("any", "described"), ("condition", "nonzero"), ("condition", "0")],
            [("condition", "nonzero"), ("condition", "0")], id="values that say what the description was",
        ),
        pytest.param(
            [("any", "described"), ("condition", "-1")], [("always", "described"), ("condition", "-1")],
            id="one exception",
        ),
    ],
)  # fmt: skip
def test_branches_amount_to_outcomes(branches: list[tuple[Case, str]], expected: list[tuple[When, str]]) -> None:
    assert settled(*branches) == expected


@pytest.mark.parametrize(
    ("branches", "expected"),
    [
        pytest.param(
            [("success", "TRUE"), ("condition", "FALSE")], [("success", "TRUE"), ("failure", "FALSE")],
            id="a reason for FALSE after a success",
        ),
        pytest.param(
            [("any", "described"), ("condition", "LB_ERR")], [("success", "described"), ("failure", "LB_ERR")],
            id="a reason for an error symbol",
        ),
        pytest.param(
            [("any", "described"), ("condition", "NULL")], [("always", "described"), ("condition", "NULL")],
            id="a reason for NULL without a success",
        ),
        pytest.param(
            [("any", "described"), ("failure", "LB_ERR"), ("condition", "LB_ERRSPACE")],
            [("success", "described"), ("failure", "LB_ERR"), ("condition", "LB_ERRSPACE")],
            id="another error beside the failure",
        ),
        pytest.param([("condition", "CB_ERR")], [("condition", "CB_ERR")], id="an error symbol by itself"),
    ],
)  # fmt: skip
def test_a_stated_reason_is_a_failure_where_there_is_a_success(
    branches: list[tuple[Case, str]], expected: list[tuple[When, str]]
) -> None:
    assert settled(*branches, stated=True) == expected


def test_what_follows_from_a_value_that_was_stated_adds_nothing() -> None:
    span = Span(0, 1)
    stated = Branch("0", "failure", span, span)
    effect = Branch("0", "condition", span, span, effect=True)
    assert [(o.when, o.value) for o in outcomes([stated, effect])] == [("failure", "0")]
    assert [(o.when, o.value) for o in outcomes([effect])] == [("condition", "0")]


@pytest.mark.parametrize("name", ["LB_ERR", "CB_ERRSPACE", "E_FAIL", "ERROR_CANCELLED", "AVIERR_ERROR"])
def test_a_symbol_can_name_an_error(name: str) -> None:
    assert names_error(name)


@pytest.mark.parametrize("name", ["TRUE", "S_FALSE", "NO_ERROR", "ERROR_SUCCESS", "ICERR_OK", "-1", "described", "E"])
def test_a_symbol_can_name_no_error(name: str) -> None:
    assert not names_error(name)
