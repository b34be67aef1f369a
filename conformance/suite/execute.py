"""Carry out a plan on a target, step by step, and say how it ended."""

from collections.abc import Generator
from typing import Literal

import msgspec

from conformance.suite.arguments import ArgumentError, Number, evaluate
from conformance.suite.judge import contradiction, fits_word, same, shown
from conformance.suite.memory import LayoutError, Memory, flatten, layout
from conformance.suite.plan import Action, Plan
from conformance.suite.targets.protocol import Call, Fixup, Pointer, Reply, Target, TargetCrashedError, TargetError

Verdict = Literal["passed", "failed", "skipped", "expected-failure", "unexpected-pass", "crashed"]


class Observation(msgspec.Struct, frozen=True):
    """How a test ended: the verdict, why, and what the message under test returned (None where it never did)."""

    verdict: Verdict
    reason: str = ""
    returned: int | None = None


class Exchange(msgspec.Struct, frozen=True):
    """One call on its way: the action that asks for it, the call, and the memory of its last argument."""

    action: Action
    call: Call
    memory: Memory | None


class NotReachedError(Exception):
    """The state could not be brought about: a step before the test gave something else."""


def execute(plan: Plan, target: Target) -> Observation:
    """Run the test of `plan` on `target`."""
    intent = {"message": plan.message} | ({"value": plan.value} if plan.value is not None else {})
    try:
        target.reset(plan.rule.id, intent)
        steps = converse(plan)
        exchange = next(steps)
        while True:
            exchange = steps.send(target.call(exchange.call))
    except StopIteration as end:
        observation: Observation = end.value
        return observation
    except TargetCrashedError as error:
        return Observation("crashed", str(error))
    except (TargetError, NotReachedError, ArgumentError, LayoutError) as error:
        return Observation("failed", f"the state could not be reached: {error}")


def converse(plan: Plan) -> Generator[Exchange, Reply, Observation]:
    """Yield the calls of `plan` one by one, be sent their replies, and return how the test ended."""
    known: dict[str, int] = {}
    returned: int | None = None
    tested = False
    for action in plan.actions:
        exchange = prepare(action, known)
        reply = yield exchange
        if action.keep:
            known[action.keep] = reply.result
        wrong = wrong_reply(plan, exchange, reply, known)
        if action.under_test:
            tested, returned = True, reply.result
        if wrong and not tested:
            raise NotReachedError(wrong)
        if wrong:
            return Observation("failed", wrong if action.under_test else f"afterwards, {wrong}", returned)
    return Observation("passed", "", returned)


def wrong_reply(plan: Plan, exchange: Exchange, reply: Reply, known: dict[str, int]) -> str | None:
    """How `reply` is not what `plan` wants of this exchange, or None."""
    action = exchange.action
    if action.kind == "window" and not reply.result:
        return "the window was not created"
    wrong = contradiction(plan, reply.result) if action.under_test else None
    return wrong or unmet(action, exchange, reply, known)


def prepare(action: Action, known: dict[str, int]) -> Exchange:
    """The call that carries out `action`, now that the results of earlier steps are `known`."""
    values = [evaluate(argument, known) for argument in action.arguments]
    library, name = ("user32", "SendMessageW") if action.kind == "send" else (action.library, action.name)
    call = marshal(library, name, values)
    last = values[-1] if values else None
    return Exchange(action, call, last if isinstance(last, Memory) else None)


def marshal(library: str, name: str, values: list[int | Memory]) -> Call:
    """A call with `values` as its arguments: memory becomes blocks, what it points to becomes fix-ups."""
    arguments: list[int | Pointer] = []
    blocks: list[bytes] = []
    fixups: list[Fixup] = []
    for value in values:
        if not isinstance(value, Memory):
            arguments.append(value)
            continue
        arguments.append(Pointer(len(blocks)))
        parts = flatten(value)
        first = len(blocks)
        following = first + 1  # `flatten` lists what a part points to in the order of its links
        for index, part in enumerate(parts):
            blocks.append(part.data)
            for offset, _ in part.links:
                fixups.append(Fixup(first + index, offset, following))
                following += 1
    return Call(library, name, tuple(arguments), tuple(blocks), tuple(fixups))


def unmet(action: Action, exchange: Exchange, reply: Reply, known: dict[str, int]) -> str | None:
    """What `action` expects of its reply and did not get, or None."""
    expect = action.expect
    label = _label(action)
    if isinstance(expect.returns, str):
        if not fits_word(expect.returns, reply.result):
            return f"{label} returned {shown(reply.result)}, not a {expect.returns} value"
    elif expect.returns is not None:
        wanted = evaluate(expect.returns, known)
        if not isinstance(wanted, int) or not same(reply.result, wanted):
            return f"{label} returned {shown(reply.result)}, not {shown(wanted) if isinstance(wanted, int) else wanted}"
    for path, argument in expect.contents:
        wrong = _content_unmet(path, evaluate(argument, known), exchange, reply)
        if wrong:
            return f"{label} {wrong}"
    return None


def last_block(call: Call) -> int | None:
    """The index of the block that the last argument points to, or None."""
    last = call.arguments[-1] if call.arguments else None
    return last.block if isinstance(last, Pointer) else None


def _content_unmet(path: str, wanted: int | Memory, exchange: Exchange, reply: Reply) -> str | None:
    block = last_block(exchange.call)
    if block is None or block >= len(reply.blocks) or exchange.memory is None:
        return "gave no memory to look at"
    data = reply.blocks[block]
    if isinstance(wanted, Memory):
        if path:  # a text that the structure points to
            block = next((f.target for f in exchange.call.fixups if f.offset == _offset(exchange.memory, path)), None)
            data = reply.blocks[block] if block is not None else b""
        return (
            None if data.startswith(wanted.data) else f"wrote {data[: len(wanted.data)].hex()}, not {wanted.data.hex()}"
        )
    found = exchange.memory.read(path, data)
    return None if same(found, wanted) else f"wrote {shown(found)} to {path}, not {shown(wanted)}"


def _offset(memory: Memory, path: str) -> int:
    field = layout(memory.layout or "").fields.get(path)
    if field is None:
        raise LayoutError(f"{memory.layout} has no field {path}")
    return field.offset


def _label(action: Action) -> str:
    if action.kind == "send":
        number = action.arguments[1]
        return (number.label if isinstance(number, Number) else None) or "the message"
    return action.name
