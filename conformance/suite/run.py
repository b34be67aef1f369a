"""Run a suite on a target: one result for every rule that the pages state, tested or not."""

from collections.abc import Callable

import msgspec

from conformance.suite.assemble import Suite
from conformance.suite.execute import Observation, Verdict, execute
from conformance.suite.expectations import Expectations
from conformance.suite.rules import Rule
from conformance.suite.targets.protocol import Target


class Result(msgspec.Struct, frozen=True):
    """How one rule fared: the verdict, why, and what the message returned (None where it never did)."""

    rule: Rule
    verdict: Verdict
    reason: str = ""
    returned: int | None = None

    @property
    def tested(self) -> bool:
        """Whether a test was executed."""
        return self.verdict != "skipped"

    @property
    def bad(self) -> bool:
        """Whether a person should look: a failure, a crash, or an expected failure that passes now."""
        return self.verdict in ("failed", "crashed", "unexpected-pass")


def run_suite(
    suite: Suite, target: Target, expectations: Expectations | None = None, done: Callable[[int], None] | None = None
) -> tuple[Result, ...]:
    """Test every rule of `suite` that has a plan on `target`; `done` is called with the number of rules done."""
    results = []
    for rule in suite.rules:
        plan = suite.plans.get(rule.id)
        observed = execute(plan, target) if plan else Observation("skipped", suite.reasons.get(rule.id, ""))
        results.append(result_of(rule, observed, expectations))
        if done:
            done(1)
    return tuple(results)


def result_of(rule: Rule, observed: Observation, expectations: Expectations | None) -> Result:
    """The result of `rule`, in the light of what is expected to fail."""
    verdict, reason = observed.verdict, observed.reason
    known = expectations.reason(rule.id) if expectations else None
    if known and verdict in ("failed", "crashed"):
        verdict, reason = "expected-failure", f"{reason} [{known}]"
    elif known and verdict == "passed":
        verdict, reason = "unexpected-pass", f"passes, and was expected to fail [{known}]"
    return Result(rule, verdict, reason, observed.returned)
