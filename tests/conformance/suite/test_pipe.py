"""The host side outlives an agent that crashes, hangs, lies or is not there."""

import sys
import time
from pathlib import Path

import pytest

from conformance.suite.targets.pipe import PipeTarget
from conformance.suite.targets.protocol import Call, TargetCrashedError, TargetError, TargetHungError

_AGENT = """
import os, sys, time
for line in sys.stdin:
    words = line.split()
    if words[0] == "reset":
        print("ok 0", flush=True)
    elif words[2] == "crash":
        print("crash 0xc0000005", flush=True); os._exit(86)
    elif words[2] == "vanish":
        os._exit(3)
    elif words[2] == "hang":
        time.sleep(60)
    elif words[2] == "babble":
        print("@@@", flush=True)
    elif words[2] == "refuse":
        print("error no such function", flush=True)
    else:
        print("ok", words[4], flush=True)
"""


@pytest.fixture
def target(tmp_path: Path) -> PipeTarget:
    script = tmp_path / "agent.py"
    script.write_text(_AGENT, encoding="utf-8")
    return PipeTarget((sys.executable, str(script)), timeout=1.0, start_timeout=20.0)


def test_an_answer_comes_back(target: PipeTarget) -> None:
    with target:
        target.reset("a", {})
        assert target.call(Call("x", "echo", (77,))).result == 77


@pytest.mark.parametrize(
    ("name", "words"), [("crash", "0xc0000005"), ("vanish", "exit status 3"), ("babble", "no sense")]
)
def test_the_next_test_runs_after_the_agent_died(target: PipeTarget, name: str, words: str) -> None:
    with target:
        target.reset("a", {})
        with pytest.raises(TargetCrashedError, match=words):
            target.call(Call("x", name, (1,)))
        target.reset("b", {})
        assert target.call(Call("x", "echo", (5,))).result == 5


def test_a_hang_is_told_and_ended(target: PipeTarget) -> None:
    with target:
        target.reset("a", {})
        began = time.monotonic()
        with pytest.raises(TargetHungError, match="no answer in 1 seconds"):
            target.call(Call("x", "hang", (1,)))
        assert time.monotonic() - began < 20
        target.reset("b", {})
        assert target.call(Call("x", "echo", (5,))).result == 5


def test_a_refusal_does_not_end_the_agent(target: PipeTarget) -> None:
    with target:
        target.reset("a", {})
        with pytest.raises(TargetError, match="no such function"):
            target.call(Call("x", "refuse"))
        assert target.call(Call("x", "echo", (5,))).result == 5


def test_an_agent_that_is_not_there_is_a_crash(tmp_path: Path) -> None:
    with (
        PipeTarget((str(tmp_path / "nowhere"),)) as target,
        pytest.raises(TargetCrashedError, match="cannot be started"),
    ):
        target.reset("a", {})


def test_a_call_before_the_first_reset_is_told(target: PipeTarget) -> None:
    with target, pytest.raises(TargetCrashedError, match="not running"):
        target.call(Call("x", "echo", (1,)))


def test_close_can_be_called_twice(target: PipeTarget) -> None:
    target.reset("a", {})
    target.close()
    target.close()


def test_a_target_without_driver_says_so(target: PipeTarget) -> None:
    with target:
        target.reset("a", {})
        with pytest.raises(TargetError, match="--driver"):
            target.call(Call("agent", "driver"))
