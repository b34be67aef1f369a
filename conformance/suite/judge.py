"""Whether what came back is what the page says."""

from conformance.suite.plan import Plan

_BITS32 = 1 << 32


def same(one: int, other: int) -> bool:
    """Whether two results are one value: equal, or one 32-bit value written with and without its sign."""
    if one == other:
        return True
    low, high = -(1 << 31), _BITS32
    return low <= one < high and low <= other < high and (one - other) % _BITS32 == 0


def fits_word(word: str, returned: int) -> bool:
    """Whether `returned` is ``nonzero``, ``positive`` or ``negative``; any other word fits everything."""
    low = returned - _BITS32 if _BITS32 // 2 <= returned < _BITS32 else returned
    if word == "nonzero":
        return returned != 0
    if word == "positive":
        return low > 0
    return low < 0 if word == "negative" else True


def contradiction(plan: Plan, returned: int) -> str | None:
    """How `returned` contradicts the rule of `plan`, or None where it keeps it."""
    if plan.flags and plan.value:
        return missing_flags(plan.rule.value, plan.value, returned)
    return contradicts(plan.rule.value if plan.rule.subject == "outcome" else "", plan.value, plan.others, returned)


def missing_flags(value: str, number: int | None, returned: int) -> str | None:
    """How `returned` lacks the bits of the documented `value`, worth `number`; None where it has them."""
    if not (number or 0) & ~returned:
        return None
    return f"returned {shown(returned)}, documented is that {value} is set"


def contradicts(value: str, number: int | None, others: tuple[int, ...], returned: int) -> str | None:
    """How `returned` contradicts the documented `value`, worth `number`, beside `others`; None where it does not.

    A value that is described must differ from what the contract gives every other outcome; an error that is not
    named must too.
    """
    if not value:
        return None
    if number is not None:
        return (
            None if same(returned, number) else f"returned {shown(returned)}, documented is {value} ({shown(number)})"
        )
    if not fits_word(value, returned):
        return f"returned {shown(returned)}, documented is {value}"
    if value in ("described", "error") and any(same(returned, other) for other in others):
        return f"returned {shown(returned)}, which is documented for another outcome"
    return None


def shown(number: int) -> str:
    """A number as people read results: decimal, and hexadecimal where it is long."""
    return str(number) if -4096 < number < 65536 else f"{number:#x}"
