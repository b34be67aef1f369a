from collections.abc import Callable

import pytest

from conformance.suite.assemble import assemble
from conformance.suite.execute import execute, marshal
from conformance.suite.memory import Memory, struct, text
from conformance.suite.plan import Plan
from conformance.suite.script import Case, Contradiction, NotFilledIn
from conformance.suite.targets.protocol import (
    Call,
    Fixup,
    Pointer,
    Reply,
    TargetCrashedError,
    TargetError,
    TargetHungError,
)
from conformance.suite.targets.reference import Reference, ReferenceTarget
from spec_model.model import Message

Make = Callable[..., Message]


class _Scripted(ReferenceTarget):
    """Answers every call with one number, or raises."""

    def __init__(self, answer: int | Exception) -> None:
        super().__init__(Reference(()))
        self._answer = answer

    def call(self, call: Call) -> Reply:
        if isinstance(self._answer, Exception):
            raise self._answer
        return Reply(self._answer, call.blocks)


@pytest.fixture
def plan(make: Make) -> Plan:
    suite = assemble([make("LB_GETCURSEL", ("success", "described"), ("failure", "LB_ERR"))])
    return suite.plans["LB_GETCURSEL-return-failure"]


def test_every_link_of_nested_memory_becomes_a_fixup() -> None:
    inner = Memory(bytes(16), ((0, text("a")), (8, text("b"))))
    outer = Memory(bytes(16), ((0, inner), (8, text("c"))))
    call = marshal("lib", "name", [1, outer, text("d")])
    assert call.arguments == (1, Pointer(0), Pointer(5))
    assert call.fixups == (Fixup(0, 0, 1), Fixup(0, 8, 2), Fixup(1, 0, 3), Fixup(1, 8, 4))
    assert [call.blocks[index] for index in (2, 3, 4, 5)] == [text(word).data for word in "cabd"]


@pytest.mark.parametrize(
    ("answer", "verdict", "words"),
    [
        (-1, "passed", ""),
        (7, "failed", "returned 7, documented is LB_ERR (-1)"),
        (0, "failed", "the window was not created"),
        (TargetCrashedError("gone"), "crashed", "gone"),
        (TargetHungError("no answer"), "crashed", "no answer"),
        (TargetError("no such function"), "failed", "could not be reached: no such function"),
    ],
)
def test_how_a_test_ends(plan: Plan, answer: int | Exception, verdict: str, words: str) -> None:
    observation = execute(plan, _Scripted(answer))
    assert observation.verdict == verdict
    assert words in observation.reason


def test_a_case_checks_its_steps() -> None:
    case = Case(_Scripted(5))
    case.rule("X_Y-return-success", 0x188, "described", others=(-1,))
    with pytest.raises(Exception, match="not 6"):
        case.send(1, 0x180, returns=6)
    assert case.send(1, 0x188, returns=5, gives=None) == 5
    case.check(5)
    with pytest.raises(Contradiction, match="another outcome"):
        case.check(-1)
    with pytest.raises(Contradiction, match="not 6"):
        case.send(1, 0x180, returns=6)
    with pytest.raises(Contradiction, match="to left"):
        case.send(1, 0x198, 0, struct("RECT"), gives={"left": 4})
    with pytest.raises(Contradiction, match="wrote"):
        case.send(1, 0x189, 0, text("one"), gives=text("two"))
    with pytest.raises(ValueError, match="none of"):
        case.send(1, 0x188, returns="nonsense")


def test_a_place_that_is_empty_is_told() -> None:
    with pytest.raises(NotFilledIn, match="how"):
        Case(_Scripted(0)).todo("how")
