"""The agent of the target `native`, with a desktop made up in its place: no Windows is needed for its logic."""

import ctypes
import io
import os
from collections.abc import Callable

import pytest

from conformance.suite.targets.native import NativeTarget
from conformance.suite.targets.native_agent import Agent
from conformance.suite.targets.protocol import Call, Fixup, Pointer, TargetError
from conformance.suite.targets.wire import decode_reply, encode_call


class _Desktop:
    def __init__(self) -> None:
        self.resets = 0

    def reset(self) -> None:
        self.resets += 1

    def own(self, name: str, arguments: tuple[int, ...]) -> int | None:
        return {"parent": 42, "sum": sum(arguments)}.get(name)

    def find(self, library: str, name: str) -> Callable[..., int] | None:
        return {"fill": _fill, "first": _first, "fail": _fail}.get(name) if library == "lib" else None


def _fill(address: int, value: int, count: int) -> int:
    ctypes.memset(address, value, count)
    return count


def _first(address: int) -> int:
    """The byte that the pointer at the start of the block points to."""
    return ctypes.c_uint8.from_address(ctypes.c_uint64.from_address(address).value).value


def _fail() -> int:
    raise ValueError("no\nsuch thing")


@pytest.fixture
def agent() -> Agent:
    return Agent(_Desktop())


def test_memory_comes_back_as_it_is_after_the_call(agent: Agent) -> None:
    reply = agent.carry_out(Call("lib", "fill", (Pointer(0), 7, 2), (b"\0\0\0", b"xy")))
    assert (reply.result, reply.blocks) == (2, (b"\7\7\0", b"xy"))


def test_a_fixup_makes_one_block_point_to_another(agent: Agent) -> None:
    assert agent.carry_out(Call("lib", "first", (Pointer(0),), (bytes(8), b"\x2a"), (Fixup(0, 0, 1),))).result == 42


@pytest.mark.parametrize(
    "line",
    [
        encode_call(Call("lib", "nothing")),
        encode_call(Call("other", "fill", (1,))),
        encode_call(Call("agent", "nothing")),
        encode_call(Call("lib", "fill", (1,))),
        encode_call(Call("lib", "fail")),
        encode_call(Call("lib", "first", (Pointer(3),), (b"",))),
        encode_call(Call("lib", "first", (Pointer(0),), (b"1234",), (Fixup(0, 0, 0),))),
        encode_call(Call("lib", "first", (Pointer(0),), (b"12345678",), (Fixup(0, -4, 0),))),
        encode_call(Call("lib", "fill", (0,) * 13)),
        "nonsense",
        "",
    ],
)
def test_a_request_that_cannot_be_carried_out_is_told_on_one_line(agent: Agent, line: str) -> None:
    answer = agent.answer(line)
    assert answer.startswith("error ")
    assert "\n" not in answer


def test_every_line_gets_an_answer() -> None:
    desktop, out = _Desktop(), io.StringIO()
    Agent(desktop).serve(["reset\n", encode_call(Call("agent", "parent")) + "\n"], out)
    answers = out.getvalue().splitlines()
    assert desktop.resets == 1
    assert [decode_reply(line).result for line in answers] == [0, 42]


@pytest.mark.skipif(os.name == "nt", reason="there it can be started")
def test_the_target_says_that_it_needs_windows() -> None:
    with pytest.raises(TargetError, match="needs Windows"):
        NativeTarget()
