"""The one small protocol of all targets: call a function of a library, get its result and the memory it wrote to."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Self

import msgspec


class TargetError(Exception):
    """The target cannot do what was asked (no such function, a bad request); the message says what."""


class TargetCrashedError(Exception):
    """The other side ended or broke while it was at work; the message says how."""


class TargetHungError(TargetCrashedError):
    """The other side did not answer in time."""


class Pointer(msgspec.Struct, frozen=True):
    """The address of the block with this index in `Call.blocks`."""

    block: int


class Fixup(msgspec.Struct, frozen=True):
    """Put the address of block `target` at `offset` of block `block`."""

    block: int
    offset: int
    target: int


class Call(msgspec.Struct, frozen=True):
    """One call: `name` of `library` with `arguments`; blocks are memory of the other side, as it is before the call."""

    library: str
    name: str
    arguments: tuple[int | Pointer, ...] = ()
    blocks: tuple[bytes, ...] = ()
    fixups: tuple[Fixup, ...] = ()


class Reply(msgspec.Struct, frozen=True):
    """What came back: the signed 64-bit result, and every block as it is after the call."""

    result: int
    blocks: tuple[bytes, ...] = ()


class Target(ABC):
    """An implementation under test.

    A target is a context manager. After TargetCrashedError it starts anew by itself at the next `reset`. The
    library `agent` stands for the other side itself: ``parent`` (the window that receives notifications),
    ``pump``, ``notified``, ``forget``, ``answer``, ``library``, ``procedure`` and ``invoke``.
    """

    #: the name on the command line and in the file of expected failures
    name = "target"

    @abstractmethod
    def reset(self, rule: str, intent: Mapping[str, int]) -> None:
        """Begin the test of `rule`: no window, no memory and no notification of the test before remains.

        `intent` says what the rule states in numbers; only the reference looks at it.
        """

    @abstractmethod
    def call(self, call: Call) -> Reply:
        """Make one call. Raises TargetError, TargetCrashedError or TargetHungError."""

    @abstractmethod
    def close(self) -> None:
        """End the other side and free what it holds. May be called twice."""

    def __enter__(self) -> Self:
        """Give the target itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the target."""
        self.close()
