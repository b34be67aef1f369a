"""The agent of the target ``native``: reads requests from standard input, calls libraries through ctypes.

It speaks the lines of `conformance.suite.targets.wire`, like the agent of the target ``wine``. What Windows alone
has stands in `windows_desktop`; the rest knows libraries only by the function that loads them.
"""

import ctypes
import sys
from collections.abc import Callable, Iterable
from typing import Protocol, TextIO

from conformance.suite.targets.protocol import Call, Fixup, Pointer, Reply
from conformance.suite.targets.windows_desktop import WindowsDesktop
from conformance.suite.targets.wire import decode_call, encode_reply, signed

MAX_ARGUMENTS = 12
#: a control that writes a little too far harms nobody
_SLACK = 64


class Desktop(Protocol):
    """What only the running process knows: its parent window, its messages, functions by address."""

    def reset(self) -> None:
        """Begin a test."""

    def own(self, name: str, arguments: tuple[int, ...]) -> int | None:
        """The result of the built-in `name`, or None where there is none of this name."""

    def find(self, library: str, name: str) -> Callable[..., int] | None:
        """The function `name` of `library`, taking and giving 64-bit integers, or None."""


class Agent:
    """Answers requests with the help of `desktop`. Memory lives until the next reset: controls may keep it."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop
        self._kept: list[ctypes.Array[ctypes.c_char]] = []

    def serve(self, requests: Iterable[str], answers: TextIO) -> None:
        """Answer every line of `requests`."""
        for line in requests:
            answers.write(self.answer(line.strip()) + "\n")
            answers.flush()

    def answer(self, line: str) -> str:
        """The answer to one request, as a line without its end."""
        if line == "reset":
            self._desktop.reset()
            self._kept.clear()
            return "ok 0"
        try:
            return encode_reply(self.carry_out(decode_call(line)))
        except (ValueError, IndexError, TypeError) as error:
            return f"error {' '.join(str(error).split())}"

    def carry_out(self, call: Call) -> Reply:
        """Make one call. Raises ValueError where it cannot be made."""
        if len(call.arguments) > MAX_ARGUMENTS:
            raise ValueError(f"a call takes at most {MAX_ARGUMENTS} arguments")
        blocks = [ctypes.create_string_buffer(block, len(block) + _SLACK) for block in call.blocks]
        self._kept += blocks
        addresses = [ctypes.addressof(block) for block in blocks]
        for fixup in call.fixups:
            _fix(blocks, call.blocks, addresses, fixup)
        values = tuple(addresses[a.block] if isinstance(a, Pointer) else signed(a) for a in call.arguments)
        result = self._result(call, values)
        sizes = [len(block) for block in call.blocks]
        return Reply(signed(result), tuple(bytes(block.raw[:size]) for block, size in zip(blocks, sizes, strict=True)))

    def _result(self, call: Call, values: tuple[int, ...]) -> int:
        if call.library == "agent":
            own = self._desktop.own(call.name, values)
            if own is None:
                raise ValueError("no such function")
            return own
        function = self._desktop.find(call.library, call.name)
        if function is None:
            raise ValueError("no such function")
        return int(function(*values))


def _fix(
    blocks: list["ctypes.Array[ctypes.c_char]"], given: tuple[bytes, ...], addresses: list[int], fixup: Fixup
) -> None:
    if not 0 <= fixup.offset <= len(given[fixup.block]) - 8:
        raise ValueError("a fix-up points outside its block")
    ctypes.memmove(addresses[fixup.block] + fixup.offset, addresses[fixup.target].to_bytes(8, "little"), 8)


def main() -> None:
    """Serve on standard input and output."""
    Agent(WindowsDesktop()).serve(sys.stdin, sys.stdout)


if __name__ == "__main__":
    main()
