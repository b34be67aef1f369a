from collections.abc import Callable
from pathlib import Path

import pytest

from conformance.suite.assemble import Suite, assemble
from conformance.suite.book import BookError, read_family, shipped_book
from conformance.suite.plan import Plan
from spec_model.model import Message

Make = Callable[..., Message]

_SUCCESS_AND_FAILURE = (("success", "described"), ("failure", "LB_ERR"))


def test_ids_are_those_of_the_reports(make: Make) -> None:
    suite = assemble([make("LB_GETCURSEL", *_SUCCESS_AND_FAILURE)])
    assert [rule.id for rule in suite.rules] == ["LB_GETCURSEL-return-failure", "LB_GETCURSEL-return-success"]


def test_outcomes_of_one_kind_are_told_by_their_value(make: Make) -> None:
    suite = assemble([make("X_Y", ("failure", "0"), ("failure", "-1"), ("condition", "TRUE"))])
    assert [rule.id for rule in suite.rules] == [
        "X_Y-return-condition-TRUE", "X_Y-return-failure-minus-1", "X_Y-return-failure-0",
    ]  # fmt: skip


def test_ids_are_unique_where_names_are_not(make: Make) -> None:
    twice = [make("EM_X", ("always", "0"), page="a/one.md"), make("EM_X", ("always", "0"), page="b/two.md")]
    scoped = [make("NM_CLICK", scope="list view"), make("NM_CLICK", scope="tab", page="c.md")]
    suite = assemble([*twice, *scoped])
    assert [rule.id for rule in suite.rules] == [
        "EM_X.a-one-return-always", "EM_X.b-two-return-always",
        "NM_CLICK.list-view-return-none", "NM_CLICK.tab-return-none",
    ]  # fmt: skip


def test_what_is_unspecified_states_no_rule(make: Make) -> None:
    assert assemble([make("X_Y", disposition="unspecified")]).rules == ()


def test_both_branches_get_a_plan(make: Make) -> None:
    suite = assemble([make("LB_GETCURSEL", *_SUCCESS_AND_FAILURE)])
    assert set(suite.plans) == {rule.id for rule in suite.rules}
    assert _tested(suite.plans["LB_GETCURSEL-return-failure"]) == 0x188


def test_a_condition_goes_the_way_of_its_value(make: Make) -> None:
    suite = assemble([make("TB_GETITEMRECT", ("condition", "TRUE"), ("condition", "FALSE"))])
    assert suite.reasons == {}


def test_two_conditions_never_share_one_state(make: Make) -> None:
    suite = assemble([make("TB_GETITEMRECT", ("condition", "0"), ("condition", "-1"), ("condition", "TRUE"))])
    assert set(suite.reasons) == {"TB_GETITEMRECT-return-condition-0", "TB_GETITEMRECT-return-condition-minus-1"}


@pytest.mark.parametrize(
    ("name", "outcome", "reason"),
    [
        ("LB_NOSUCH", ("always", "0"), "number of LB_NOSUCH is not known"),
        ("LB_GETCURSEL", ("condition", "7"), "how to reach"),
        ("LB_SETCURSEL", ("failure", "LB_NOSUCH"), "number of LB_NOSUCH is not known"),
        ("DTM_CLOSEMONTHCAL", ("always", "described"), "nothing to compare"),
        ("WM_SIZE", ("condition", "0"), "how to reach"),
    ],
)
def test_a_rule_without_plan_has_a_reason(make: Make, name: str, outcome: tuple[str, str], reason: str) -> None:
    suite = assemble([make(name, outcome)])
    assert [reason in said for said in suite.reasons.values()] == [True]


def test_nothing_returned_is_tested_by_its_effect(make: Make) -> None:
    suite = assemble([make("LB_RESETCONTENT"), make("LB_SETCOLUMNWIDTH")])
    assert set(suite.plans) == {"LB_RESETCONTENT-return-none"}


def test_every_way_of_the_book_makes_a_plan(everything: Suite) -> None:
    unknown = {rule: reason for rule, reason in everything.reasons.items() if "how to reach" not in reason}
    assert {reason for reason in unknown.values() if "nothing to compare" not in reason} <= {
        "the number of TBM_SETPOSNOTIFY is not known",
    }  # fmt: skip
    assert len(everything.plans) > 700


def test_a_message_stands_in_one_family() -> None:
    listed = [message for family in shipped_book().families.values() for message in family.messages]
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title: x\nmessages: {A_B: {success: {state: nowhere}}}", "state nowhere"),
        ("title: x\nstates: {a: {after: b}}", "builds on b"),
        ("title: x\nstates: {a: {window: b}}", "window b"),
        ("title: x\nmesages: {}", "mesages"),
        ("title: [", ":"),
        ("title: x\nmessages: {A_B: {success: {w: 1.5}}}", "float"),
        ("", "object"),
    ],
)
def test_a_wrong_file_of_states_is_told(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "family.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BookError, match=words):
        read_family(path)


def _tested(plan: Plan) -> int:
    return plan.message
