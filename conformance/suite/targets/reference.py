"""The target ``reference``: an implementation in this process, made from the contracts and the ways to reach them.

It knows, call by call, what an implementation that keeps the contract answers in every state that a plan brings
about: plans that begin alike share their states. Nothing of the outcome that a test expects is told to it beyond
that, so a test that passes here can also fail: `conformance.suite.mutants` breaks it on purpose.
"""

from collections.abc import Iterable, Mapping

import msgspec

from conformance.suite.arguments import evaluate
from conformance.suite.execute import Exchange, NotReachedError, converse, last_block, wrong_reply
from conformance.suite.judge import contradicts
from conformance.suite.memory import Memory, layout
from conformance.suite.plan import Plan
from conformance.suite.targets.protocol import Call, Reply, Target, TargetError

#: what a described value is where nothing says which; looks like no code that a page names
_DESCRIBED = 0x5A17
_FIRST_HANDLE = 0x10000
#: what gives a handle in any state
_HANDLES = frozenset({"CreateWindowExW", "parent", "driver", "library", "procedure", "stub"})


class Answer(msgspec.Struct):
    """What a call gives in one state, and the state that it leads to; `fixed` where some plan looks at it."""

    reply: Reply
    then: "State"
    fixed: bool


class State(msgspec.Struct):
    """A state of the reference: what each call gives."""

    answers: dict[Call, Answer] = {}


class Reference:
    """The knowledge of a reference: built once from plans, shared by the faithful target and its mutants.

    `clashes` are the ids of rules that ask for two different answers to the same calls: their book is wrong.
    """

    def __init__(self, plans: Iterable[Plan]) -> None:
        self.start = State()
        self.clashes: list[str] = []
        for plan in plans:
            self._learn(plan)

    def _learn(self, plan: Plan) -> None:
        state = self.start
        handles = iter(range(_FIRST_HANDLE, 1 << 30, 0x10))
        conversation = converse(plan)
        known: dict[str, int] = {}
        try:
            exchange = next(conversation)
            while True:
                answer = _learn_answer(state, plan, exchange, known, next(handles))
                state = answer.then
                if exchange.action.keep:
                    known[exchange.action.keep] = answer.reply.result
                exchange = conversation.send(answer.reply)
        except StopIteration as end:
            if end.value.verdict != "passed":
                self.clashes.append(plan.rule.id)
        except NotReachedError:
            self.clashes.append(plan.rule.id)


def _learn_answer(state: State, plan: Plan, exchange: Exchange, known: dict[str, int], handle: int) -> Answer:
    """The answer of `state` to the call; what no plan has looked at so far gives way to what this one wants."""
    action = exchange.action
    fixed = action.under_test or action.kind == "window" or not action.expect.empty
    answer = state.answers.get(exchange.call)
    if answer is None:
        answer = Answer(faithful(plan, exchange, known, handle), State(), fixed)
        state.answers[exchange.call] = answer
    elif fixed and wrong_reply(plan, exchange, answer.reply, known):
        reply = faithful(plan, exchange, known, handle)
        if plan.flags and action.under_test:
            answer.reply = msgspec.structs.replace(reply, result=reply.result | answer.reply.result)
        elif not answer.fixed:
            answer.reply = reply
    answer.fixed = answer.fixed or fixed
    return answer


def faithful(plan: Plan, exchange: Exchange, known: Mapping[str, int], handle: int) -> Reply:
    """The answer of an implementation that keeps the contract of `plan` to one of its calls."""
    action = exchange.action
    wanted = action.expect.returns
    if isinstance(wanted, str):
        result = {"nonzero": 1, "positive": 1, "negative": -1}.get(wanted, _DESCRIBED)
    elif wanted is not None:
        number = evaluate(wanted, known)
        result = number if isinstance(number, int) else 0
    else:
        result = handle if action.keep else 0
    if action.under_test and plan.rule.subject == "outcome":
        result = _documented(plan, result if wanted is not None else None)
    return Reply(result, _written(exchange, known))


def _documented(plan: Plan, meant: int | None) -> int:
    if meant is not None and contradicts(plan.rule.value, plan.value, plan.others, meant) is None:
        return meant
    if plan.value is not None:
        return plan.value
    by_word = {"nonzero": 1, "positive": 1, "negative": -1, "error": 0x57}
    result = by_word.get(plan.rule.value, _DESCRIBED)
    while result in plan.others:
        result += 1 if result >= 0 else -1
    return result


def _written(exchange: Exchange, known: Mapping[str, int]) -> tuple[bytes, ...]:
    """The blocks of the call with what the plan expects to find in them."""
    blocks = [bytearray(block) for block in exchange.call.blocks]
    first = last_block(exchange.call)
    for path, argument in exchange.action.expect.contents:
        if first is None or exchange.memory is None:
            continue
        _write(blocks, first, exchange, path, evaluate(argument, known))
    return tuple(bytes(block) for block in blocks)


def _write(blocks: list[bytearray], first: int, exchange: Exchange, path: str, value: int | Memory) -> None:
    memory = exchange.memory
    offset, size = 0, 0
    if path and memory is not None:
        field = layout(memory.layout or "").fields[path]
        offset, size = field.offset, field.size
    if isinstance(value, Memory):
        target = first
        if path:
            target = next((f.target for f in exchange.call.fixups if (f.block, f.offset) == (first, offset)), first)
            offset = 0
        data = value.data
    else:
        target, data = first, (value & ((1 << (8 * size)) - 1)).to_bytes(size, "little")
    end = min(len(blocks[target]), offset + len(data))
    blocks[target][offset:end] = data[: end - offset]


class ReferenceTarget(Target):
    """A session with a reference. What it does not know it answers by what the rule states, else by 0."""

    name = "reference"

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._state: State | None = None
        self._intent: Mapping[str, int] = {}
        self._given: dict[Call, Reply] = {}

    def reset(self, rule: str, intent: Mapping[str, int]) -> None:
        """Begin anew."""
        self._state = self._reference.start
        self._intent = intent
        self._given = {}

    def call(self, call: Call) -> Reply:
        """Answer as the contract says."""
        if self._state is None:
            raise TargetError("a test begins with a reset")
        answer = self._state.answers.get(call)
        if answer is None:
            return self.unknown(call)
        self._state = answer.then
        self._given[call] = answer.reply
        return answer.reply

    def unknown(self, call: Call) -> Reply:
        """The answer in a state that no plan brings about: that of the last time, or what the rule states, or 0."""
        self._state = State()
        if call in self._given:
            return self._given[call]
        result = 0
        if call.name in _HANDLES:
            result = _FIRST_HANDLE
        elif self.is_under_test(call):
            result = self._intent.get("value", _DESCRIBED)
        return Reply(result, call.blocks)

    def is_under_test(self, call: Call) -> bool:
        """Whether `call` sends the message of the rule that is tested."""
        position = {"SendMessageW": 1, "invoke": 3}.get(call.name)
        number = self._intent.get("message")
        return position is not None and position < len(call.arguments) and call.arguments[position] == number

    @property
    def state(self) -> State:
        """The state that the calls so far have led to."""
        return self._state or self._reference.start

    def close(self) -> None:
        """Forget the state."""
        self._state = None
