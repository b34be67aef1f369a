from collections.abc import Callable

from conformance.suite.assemble import Suite, assemble
from conformance.suite.execute import execute
from conformance.suite.mutants import MUTANTS, ConstantZero, Exchanged, IgnoredParameters, NoEffect, WrongValue, prove
from conformance.suite.targets.protocol import Call
from conformance.suite.targets.reference import Reference, ReferenceTarget
from spec_model.model import Message

Make = Callable[..., Message]


def test_the_faithful_reference_passes_every_test_of_the_book(everything: Suite) -> None:
    plans = everything.plans.values()
    assert Reference(plans).clashes == []
    proof = prove(plans)
    assert proof.failed == {}
    assert proof.share >= 0.95
    assert len(proof.killers) + len(proof.blind) == proof.executed


def test_each_mutant_is_killed_by_a_test_that_sees_it(make: Make) -> None:
    suite = assemble([
        make("LB_GETTEXTLEN", ("success", "described"), ("failure", "LB_ERR")), make("EM_SETPASSWORDCHAR"),
    ])  # fmt: skip
    reference = Reference(suite.plans.values())

    def dead(mutant: object, rule: str) -> bool:
        plan = suite.plans[rule]
        return execute(plan, mutant(reference, plan)).verdict != "passed"  # type: ignore[operator]

    assert dead(WrongValue, "LB_GETTEXTLEN-return-success")
    assert dead(Exchanged, "LB_GETTEXTLEN-return-failure")
    assert dead(ConstantZero, "LB_GETTEXTLEN-return-success")
    assert dead(IgnoredParameters, "LB_GETTEXTLEN-return-failure")
    assert dead(NoEffect, "EM_SETPASSWORDCHAR-return-none")
    assert not dead(ConstantZero, "EM_SETPASSWORDCHAR-return-none")


def test_mutants_have_names_of_their_own() -> None:
    assert len({mutant.mutation for mutant in MUTANTS}) == len(MUTANTS)  # type: ignore[attr-defined]


def test_states_with_one_beginning_are_shared(make: Make) -> None:
    suite = assemble([make("LB_GETCURSEL", ("success", "described"), ("failure", "LB_ERR"))])
    reference = Reference(suite.plans.values())
    assert len(reference.start.answers) == 1


def test_an_unknown_state_is_answered_by_what_the_rule_states() -> None:
    target = ReferenceTarget(Reference(()))
    target.reset("X_Y-return-failure", {"message": 0x188, "value": -1})
    assert target.call(Call("user32", "SendMessageW", (1, 0x188, 0, 0))).result == -1
    assert target.call(Call("user32", "SendMessageW", (1, 0x189, 0, 0))).result == 0


def test_one_state_with_two_answers_is_a_clash(make: Make) -> None:
    one, other = (assemble([make("LB_GETCOUNT", ("always", value))]).plans for value in ("1", "2"))
    plans = [*one.values(), *other.values()]
    assert Reference(plans).clashes[:1] == ["LB_GETCOUNT-return-always"]


def test_bits_of_one_answer_are_all_set(make: Make) -> None:
    bits = [("condition", "DLGC_BUTTON"), ("condition", "DLGC_UNDEFPUSHBUTTON")]
    suite = assemble([make("WM_GETDLGCODE", *bits)])
    assert prove(suite.plans.values()).failed == {}
    assert len(suite.plans) == 2
