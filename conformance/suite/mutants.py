"""Mutants of the reference: implementations that break a contract in one way, so that a test can show its worth."""

from collections.abc import Callable, Iterable

import msgspec

from conformance.suite.execute import execute
from conformance.suite.plan import Plan
from conformance.suite.targets.protocol import Call, Pointer, Reply
from conformance.suite.targets.reference import Reference, ReferenceTarget, State


class MutantTarget(ReferenceTarget):
    """A reference that answers the message under test of `plan` in a wrong way; all else is faithful."""

    #: the name of the mutation in reports
    mutation = "none"

    def __init__(self, reference: Reference, plan: Plan) -> None:
        super().__init__(reference)
        self._plan = plan

    def call(self, call: Call) -> Reply:
        """Answer; the message under test goes through `broken`."""
        return self.broken(call) if self.is_under_test(call) else super().call(call)

    def broken(self, call: Call) -> Reply:
        """The wrong answer to `call`: by default the faithful one with another result."""
        reply = super().call(call)
        return msgspec.structs.replace(reply, result=self.wrong(reply.result))

    def wrong(self, result: int) -> int:
        """What comes back in place of `result`."""
        return result


class WrongValue(MutantTarget):
    """Returns a value beside the right one."""

    mutation = "wrong value"

    def wrong(self, result: int) -> int:
        """One more."""
        return result + 1


class Exchanged(MutantTarget):
    """Returns what the contract gives another outcome."""

    mutation = "outcomes exchanged"

    def wrong(self, result: int) -> int:
        """The first other outcome; of one that is described something that is no other."""
        if self._plan.others:
            return self._plan.others[0]
        return result if not self._plan.rule.others else result ^ 0x3F3F


class ConstantZero(MutantTarget):
    """Returns 0 whatever it is asked."""

    mutation = "constant result"

    def wrong(self, result: int) -> int:
        """0."""
        return 0


class IgnoredParameters(MutantTarget):
    """Treats every call of the message like the first that it knows in this state."""

    mutation = "ignored parameters"

    def broken(self, call: Call) -> Reply:
        """The answer to another call of the message, or to none that it knows."""
        siblings = (known for known in self.state.answers if known != call and _same_message(known, call))
        other = next(siblings, None)
        if other is None:
            self._state = State()
            return Reply(0, call.blocks)
        reply = ReferenceTarget.call(self, other)
        return Reply(reply.result, call.blocks)


class NoEffect(MutantTarget):
    """Answers as it should and does nothing."""

    mutation = "no effect"

    def broken(self, call: Call) -> Reply:
        """The faithful result, while state and memory stay as they were."""
        before = self._state
        reply = ReferenceTarget.call(self, call)
        self._state = before
        return Reply(reply.result, call.blocks)


MUTANTS: tuple[Callable[[Reference, Plan], MutantTarget], ...] = (
    WrongValue, Exchanged, ConstantZero, IgnoredParameters, NoEffect,
)  # fmt: skip


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """What the run against the faithful reference and its mutants showed.

    `failed` are the tests that the faithful reference fails, with the reason; `killed` counts by mutation,
    `killers` are the tests that kill at least one, `blind` those that kill none.
    """

    executed: int
    failed: dict[str, str]
    killed: dict[str, int]
    killers: tuple[str, ...]
    blind: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share of executed tests that kill at least one mutant."""
        return len(self.killers) / self.executed if self.executed else 0.0


def prove(plans: Iterable[Plan]) -> Proof:
    """Run `plans` against the faithful reference and against every mutant."""
    plans = tuple(plans)
    reference = Reference(plans)
    failed: dict[str, str] = {}
    killed: dict[str, int] = {}
    killers: list[str] = []
    blind: list[str] = []
    for plan in plans:
        observation = execute(plan, ReferenceTarget(reference))
        if observation.verdict != "passed":
            failed[plan.rule.id] = observation.reason
        dead = []
        for make in MUTANTS:
            mutant = make(reference, plan)
            if execute(plan, mutant).verdict != "passed":
                dead.append(mutant.mutation)
        for mutation in dead:
            killed[mutation] = killed.get(mutation, 0) + 1
        (killers if dead else blind).append(plan.rule.id)
    return Proof(executed=len(plans), failed=failed, killed=killed, killers=tuple(killers), blind=tuple(blind))


def _same_message(one: Call, other: Call) -> bool:
    """Whether two calls send one message to one place."""
    heads = [call.arguments[:2] if call.name == "SendMessageW" else call.arguments[3:4] for call in (one, other)]
    return one.name == other.name and heads[0] == heads[1] and not any(isinstance(a, Pointer) for a in heads[0])
