"""Messages, rules and plans to test the suites with."""

from collections.abc import Callable

import pytest

from conformance.suite.assemble import Suite, assemble
from conformance.suite.book import shipped_book
from conformance.suite.rules import Rule
from spec_model.model import Message, Outcome, ReturnContract

Make = Callable[..., Message]


def message(name: str, *outcomes: tuple[str, str], page: str = "", **more: object) -> Message:
    disposition = more.pop("disposition", "value" if outcomes else "none")
    contract = ReturnContract(disposition=disposition, outcomes=tuple(Outcome(w, v) for w, v in outcomes))  # type: ignore[arg-type]
    return Message(page=page or f"a/{name.lower()}.md", name=name, kind="message", returns=contract, **more)  # type: ignore[arg-type]


@pytest.fixture
def make() -> Make:
    """Build a message from its name and outcomes."""
    return message


@pytest.fixture
def rules_for() -> Callable[[Message], tuple[Rule, ...]]:
    """The rules of one message."""
    return lambda given: assemble([given]).rules


@pytest.fixture(scope="session")
def everything() -> Suite:
    """A suite of every message that the book knows, each with one outcome for each of its ways."""
    made = []
    for family in shipped_book().families.values():
        for name, ways in family.messages.items():
            distinct = {(c.state, str(c.first), str(c.w), str(c.l), c.to): key for key, c in reversed(ways.items())}
            outcomes = [_outcome(key) for key in sorted(distinct.values()) if key != "effect"]
            made.append(message(name, *outcomes) if outcomes else message(name))
    return assemble(made)


def _outcome(key: str) -> tuple[str, str]:
    when, equals, value = key.partition("=")
    if equals:
        return when, value
    simple = {"success": "described", "failure": "error", "processed": "0", "not_processed": "FALSE"}
    return (key, simple[key]) if key in simple else ("condition", key)
