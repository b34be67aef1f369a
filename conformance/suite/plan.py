"""A rule and a way to reach it become a plan: every step of a test with its numbers, or why there is none."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from conformance.suite.arguments import Argument, ArgumentError, Content, Lookup, Number, Reference, read_argument
from conformance.suite.book import Book, Case, Family, RawStep, Step, Window
from conformance.suite.memory import LayoutError
from conformance.suite.rules import Rule

_WS_CHILD_VISIBLE = 0x50000000
_CHILD_ID = 1
#: values that stand for a good end and for a bad one, where a way speaks of success and failure alone
_GOOD = frozenset({"TRUE", "nonzero", "positive", "1", "S_OK", "described"})
_BAD = frozenset({"FALSE", "0", "NULL", "-1", "negative", "error"})


class NoPlanError(Exception):
    """There is no plan for a rule; the message is the reason that people read beside the skipped test."""


class Expectation(msgspec.Struct, frozen=True):
    """What must come back from a step, and stand in the memory of its last argument afterwards.

    `returns` is a number, a reference or a word (``nonzero``, ``positive``, ``negative``); `contents` are
    texts at the path ``""`` or numbers by field.
    """

    returns: Argument | str | None = None
    contents: tuple[tuple[str, Argument], ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is looked at."""
        return self.returns is None and not self.contents


class Action(msgspec.Struct, frozen=True):
    """One step: a window to create, a message to send, or a function to call.

    `arguments` of a message are where it goes, its number, wParam and lParam. `under_test` marks the one step
    whose result the rule is about.
    """

    kind: Literal["window", "send", "call"]
    arguments: tuple[Argument, ...] = ()
    library: str = ""
    name: str = ""
    text: str = ""
    keep: str | None = None
    expect: Expectation = Expectation()
    under_test: bool = False


class Plan(msgspec.Struct, frozen=True):
    """A test that needs nothing more: the rule, the number of its message, and the steps.

    `value` is what the documented value is worth, None where it is described in words; `others` are the worths
    of the contract's other outcomes. `flags` is true where the value is one bit among others.
    """

    rule: Rule
    message: int
    actions: tuple[Action, ...]
    value: int | None = None
    others: tuple[int, ...] = ()
    flags: bool = False


class Worth(msgspec.Struct, frozen=True):
    """What the value of a rule is worth, None where no number is known, and what the other outcomes are."""

    number: int | None = None
    others: tuple[int, ...] = ()


class Planner:
    """Makes plans from a book of states; `lookup` has the numbers of symbols, `messages` those of messages by page."""

    def __init__(self, book: Book, lookup: Lookup, messages: Mapping[str, int | None]) -> None:
        self._book = book
        self._lookup = lookup
        self._messages = messages

    def plan(self, rule: Rule, siblings: tuple[Rule, ...]) -> Plan:
        """The plan for `rule`, one of the rules `siblings` of its contract. Raises NoPlanError with the reason."""
        family = self._book.family_of(rule.message)
        case = self._way(rule, siblings)
        number = self._messages.get(rule.page)
        if number is None:
            raise NoPlanError(f"the number of {rule.message} is not known")
        if family is None or case is None:
            raise NoPlanError(f"how to reach this outcome is not known ({rule.family}); fill it in")
        value = self.worth(rule)
        if rule.subject == "outcome" and value.number is None and rule.value not in WORDS:
            raise NoPlanError(f"the number of {rule.value} is not known")
        try:
            actions = tuple(self._actions(rule, family, case, number))
        except (ArgumentError, LayoutError) as error:
            raise NoPlanError(str(error)) from error
        plan = Plan(rule, number, actions, value.number, value.others, case.flags)
        if not _compares(plan):
            raise NoPlanError("nothing to compare with: the page describes the value in words")
        return plan

    def worth(self, rule: Rule) -> Worth:
        """What the values of `rule` are worth."""
        if rule.subject != "outcome":
            return Worth()
        others = (worth(other, self._lookup) for other in rule.others)
        return Worth(worth(rule.value, self._lookup), tuple(n for n in others if n is not None))

    def _way(self, rule: Rule, siblings: tuple[Rule, ...]) -> Case | None:
        ways = self._book.ways(rule.message)
        if rule.subject != "outcome":
            return ways.get("effect")
        direct = _direct_key(rule, ways)
        if direct:
            return ways[direct]
        key = _branch(rule)
        if key is None or key not in ways:
            return None
        claims = Counter(_direct_key(other, ways) or _branch(other) for other in siblings)
        return ways[key] if claims[key] == 1 else None  # two outcomes in one state: one of them would be blamed wrongly

    def _actions(self, rule: Rule, family: Family, case: Case, number: int) -> Iterator[Action]:
        yield from self._state(family, case.state)
        for step in case.first:
            yield self._step(step)
        expect = self._expectation(case.returns, case.gives)
        if family.kind == "driver":
            arguments = tuple(read_argument(raw, self._lookup) for raw in case.arguments)
            identity, handle, first, second = (*arguments, *(Number(0),) * 4)[:4]
            yield Action(
                "call", (Reference("driver"), identity, handle, Number(number, rule.message), first, second),
                library="agent", name="invoke", keep="result", expect=expect, under_test=True,
            )  # fmt: skip
        else:
            where, w, l_ = (read_argument(raw, self._lookup) for raw in (case.to, case.w, case.l))
            yield Action(
                "send", (where, Number(number, rule.message), w, l_), keep="result", expect=expect, under_test=True
            )
        for step in case.then:
            yield self._step(step)

    def _state(self, family: Family, name: str) -> Iterator[Action]:
        state = family.states.get(name)
        if family.kind == "driver" and (state is None or not state.after):
            yield Action("call", (), library="agent", name="driver", keep="driver")
        if state is None:
            yield from self._window(family, "default")
            return
        if state.after:
            yield from self._state(family, state.after)
        elif family.kind != "driver":
            yield from self._window(family, state.window or "default")
        for step in state.steps:
            yield self._step(step)

    def _window(self, family: Family, name: str) -> Iterator[Action]:
        window = family.windows.get(name)
        if window is None:
            return
        if window.library:
            yield Action("call", (Content(window.library),), library="agent", name="library")
        yield Action("call", (), library="agent", name="parent", keep="parent")
        yield self._create(window)

    def _create(self, window: Window) -> Action:
        style = _number(window.style, self._lookup) | (0 if window.top_level else _WS_CHILD_VISIBLE)
        arguments = (
            Number(_number(window.ex_style, self._lookup)), Content(window.class_name), Content(window.text),
            Number(style), Number(0), Number(0), Number(window.width), Number(window.height), Reference("parent"),
            Number(0 if window.top_level else _CHILD_ID), Number(0),
            Number(0) if window.param is None else read_argument(window.param, self._lookup),
        )  # fmt: skip
        return Action("window", arguments, "user32", "CreateWindowExW", keep="window")

    def _step(self, raw: RawStep) -> Action:
        step = raw if isinstance(raw, Step) else Step(send=raw)
        expect = self._expectation(step.returns, step.gives)
        if step.call:
            library, name, *rest = step.call
            arguments = tuple(read_argument(item, self._lookup) for item in rest)
            return Action("call", arguments, str(library), str(name), keep=step.keep, expect=expect)
        words = (step.to, *step.send, *(0,) * (3 - len(step.send)))
        arguments = tuple(read_argument(item, self._lookup) for item in words)
        return Action("send", arguments, keep=step.keep, expect=expect)

    def _expectation(self, returns: object, gives: object) -> Expectation:
        wanted: Argument | str | None = None
        if isinstance(returns, str) and returns in WORDS:
            wanted = returns
        elif returns is not None:
            wanted = read_argument(returns, self._lookup)
        if gives is None:
            return Expectation(wanted)
        contents = gives if isinstance(gives, dict) and not {"text", "ansi"} & gives.keys() else {"": gives}
        return Expectation(wanted, tuple((str(k), read_argument(v, self._lookup)) for k, v in contents.items()))


#: the words for values that no single number stands for
WORDS = frozenset({"nonzero", "positive", "negative", "described", "error"})


def worth(value: str, lookup: Lookup) -> int | None:
    """The number that a documented value stands for, or None for a word or an unknown symbol."""
    if value in WORDS:
        return None
    try:
        return int(value)
    except ValueError:
        return lookup(value)


def _number(raw: str | int, lookup: Lookup) -> int:
    argument = read_argument(raw, lookup)
    if not isinstance(argument, Number):
        raise ArgumentError(f"{raw!r} is no number")
    return argument.value


def _direct_key(rule: Rule, ways: Mapping[str, Case]) -> str | None:
    """The key that speaks of just this outcome."""
    keys = (f"{rule.when}={rule.value}", rule.value, rule.when)
    return next((key for key in keys if key in ways), None)


def _branch(rule: Rule) -> str | None:
    """The branch that an outcome belongs to, as far as its words or its value say so."""
    if rule.when in ("success", "failure"):
        return rule.when
    if rule.when in ("always", "processed") or rule.value in _GOOD:
        return "success"
    return "failure" if rule.value in _BAD or _is_error(rule.value) else None


def _is_error(value: str) -> bool:
    return "ERR" in value or value.startswith("E_")


def _compares(plan: Plan) -> bool:
    """Whether some answer would be wrong."""
    if plan.rule.subject == "outcome":
        if plan.rule.value != "described" and (plan.value is not None or plan.rule.value != "error"):
            return True
        if plan.others:
            return True
    return any(not action.expect.empty for action in plan.actions)
