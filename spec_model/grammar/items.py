"""What a segment holds: values, conditions and alternatives; and the clauses that they make."""

from typing import Literal

import msgspec

#: As `Outcome.when`; ``otherwise`` and ``besides`` (an alternative that states no condition) refer to the
#: clause before, ``any`` has no condition.
Case = Literal["any", "success", "failure", "processed", "not_processed", "condition", "otherwise", "besides"]


class Clause(msgspec.Struct, frozen=True, gc=False):
    """One value of a statement.

    `value` is as in `Outcome.value`, or ``rows`` where a table or list follows. `start`, `end` and
    `value_start`, `value_end` are offsets into the text. `stated` is true where the condition was an ``if``
    of its own (not a purpose, not an alternative). `errors` says that rows are called error codes, `effect`
    that the text tells what follows from the value.
    """

    value: str
    case: Case
    start: int
    end: int
    value_start: int
    value_end: int
    proven: bool = True
    stated: bool = False
    errors: bool = False
    effect: bool = False


class Reading(msgspec.Struct, frozen=True, gc=False):
    """What a paragraph says: its clauses in order, and of its sentences how they were taken.

    `none`: nothing is returned; `ignored`: what is returned is not used. `read` counts the characters of
    sentences that were understood, `unread` holds the ranges of those that speak of values and were not.
    `opening` is the range of the first sentence where it says nothing of the kind: perhaps the value itself.
    """

    clauses: tuple[Clause, ...] = ()
    none: bool = False
    ignored: bool = False
    read: int = 0
    unread: tuple[tuple[int, int], ...] = ()
    opening: tuple[int, int] | None = None


class Item:
    """A value, a condition or an otherwise within a segment, by token indices."""

    __slots__ = (
        "case",
        "effect",
        "end",
        "errors",
        "front",
        "joined",
        "kind",
        "proven",
        "start",
        "stated",
        "strong",
        "tail",
        "value",
    )

    def __init__(self, kind: Literal["value", "case", "otherwise"], start: int, end: int) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.tail = end  # after a remark in parentheses
        self.value = ""
        self.strong = False
        self.proven = True
        self.errors = False
        self.case: Case | None = None
        self.stated = False
        self.front = False
        self.joined = False
        self.effect = False
