"""What the tests of a generated suite are written with: windows, messages, memory, and the check of a rule."""

from collections.abc import Mapping

from conformance.suite.arguments import Argument, Number
from conformance.suite.execute import Exchange, NotReachedError, marshal, unmet
from conformance.suite.judge import contradicts, missing_flags
from conformance.suite.memory import Memory, ansi, array, buffer, struct, text
from conformance.suite.plan import WORDS, Action, Expectation
from conformance.suite.targets.protocol import Target

__all__ = ["Case", "Contradiction", "NotFilledIn", "ansi", "array", "buffer", "struct", "text"]

#: what a step may be expected to return, and to leave in the memory of its last argument
Returns = int | str | None
Gives = Memory | Mapping[str, int | Memory] | None


class NotFilledIn(Exception):  # noqa: N818 - it is no error: the test is skipped
    """The place to fill in is still empty; the message says what is not known."""


class Contradiction(AssertionError):  # noqa: N818 - pytest shows the name beside the test
    """The implementation does not keep the rule."""


class Case:
    """One test on its way: `target` is asked, and every step may say what it expects."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._message: int | None = None
        self._value: tuple[str, int | None, tuple[int, ...], bool] = ("", None, (), False)
        self._tested = False
        self.rule_id = ""
        #: what the message under test returned
        self.returned: int | None = None

    def rule(  # noqa: PLR0913 - all but two have names where a test calls it
        self, rule_id: str, message: int | None, documented: str = "", *,
        number: int | None = None, others: tuple[int, ...] = (), flags: bool = False,
    ) -> None:  # fmt: skip
        """Begin the test of a rule: `documented` is the value that the page states, worth `number`."""
        self.rule_id = rule_id
        self._message = message
        self._value = (documented, number, others, flags)
        intent = {key: n for key, n in (("message", message), ("value", number)) if n is not None}
        self._target.reset(rule_id, intent)

    def todo(self, reason: str) -> int:
        """Stand for what is not filled in yet: skips the test with `reason`."""
        raise NotFilledIn(reason)

    def window(  # noqa: PLR0913 - what a window is created with
        self, class_name: str, title: str = "", *, style: int = 0x50000000, ex_style: int = 0, width: int = 300,
        height: int = 200, parent: int | None = None, identity: int = 1, param: int | Memory = 0,
    ) -> int:  # fmt: skip
        """Create a window, by default a visible child of the window that receives notifications; gives its handle."""
        owner = self.call("agent", "parent") if parent is None else parent
        created = self.call(
            "user32", "CreateWindowExW", ex_style, text(class_name), text(title), style, 0, 0, width, height, owner,
            identity, 0, param,
        )  # fmt: skip
        if not created:
            raise NotReachedError(f"no window of class {class_name}")
        return created

    def send(  # noqa: PLR0913 - a message, and what it should do
        self, window: int, message: int, w: int | Memory = 0, l: int | Memory = 0, *,  # noqa: E741 - as pages name it
        returns: Returns = None, gives: Gives = None,
    ) -> int:  # fmt: skip
        """Send a message and give what it returns; raises where it is not what is expected."""
        if message == self._message:
            self._tested = True
        return self._do("user32", "SendMessageW", (window, message, w, l), returns, gives)

    def call(
        self, library: str, name: str, *arguments: int | Memory, returns: Returns = None, gives: Gives = None
    ) -> int:
        """Call a function of a library and give its result; raises where it is not what is expected."""
        if name == "invoke":
            self._tested = self._tested or self._message in arguments[3:4]
        return self._do(library, name, arguments, returns, gives)

    def check(self, returned: int) -> None:
        """Hold what the message returned against what the page states; raises Contradiction."""
        self.returned = returned
        documented, number, others, flags = self._value
        wrong = (
            missing_flags(documented, number, returned) if flags else contradicts(documented, number, others, returned)
        )
        if wrong:
            raise Contradiction(wrong)

    def _do(self, library: str, name: str, arguments: tuple[int | Memory, ...], returns: Returns, gives: Gives) -> int:
        call = marshal(library, name, list(arguments))
        reply = self._target.call(call)
        label = f"message {arguments[1]:#x}" if name == "SendMessageW" else name
        action = Action("call", library=library, name=label, expect=_expectation(returns, gives))
        last = arguments[-1] if arguments else None
        wrong = unmet(action, Exchange(action, call, last if isinstance(last, Memory) else None), reply, {})
        if wrong and not self._tested:
            raise NotReachedError(wrong)
        if wrong:
            self.returned = reply.result
            raise Contradiction(wrong)
        return reply.result


def _expectation(returns: Returns, gives: Gives) -> Expectation:
    if isinstance(returns, str) and returns not in WORDS:
        raise ValueError(f"{returns!r} is none of {', '.join(sorted(WORDS))}")
    contents = {"": gives} if isinstance(gives, Memory) else gives or {}
    arguments: list[tuple[str, Argument]] = [
        (path, value if isinstance(value, Memory) else Number(value)) for path, value in contents.items()
    ]
    return Expectation(Number(returns) if isinstance(returns, int) else returns, tuple(arguments))
