"""Whether constants are a choice of one or flags to be combined: the numbers decide."""

from collections.abc import Iterable


def are_flags(numbers: Iterable[int]) -> bool:
    """Whether numbers are flags: at least two single bits that are no count, and no two constants that overlap.

    A count (0, 1, 2; 1, 2) is a choice even where its numbers happen to be bits. Beside the single bits there
    may be 0, unions of bits that are listed, and masks of bits of their own.
    """
    distinct = {number for number in numbers if number}
    if any(number < 0 for number in distinct):
        return False
    bits = {number for number in distinct if number.bit_count() == 1}
    if len(bits) < 2 or distinct == set(range(1, len(distinct) + 1)):
        return False
    listed = sum(bits)
    for number in sorted(distinct - bits):
        if number & listed and number & ~listed:
            return False
        if not number & listed:
            listed |= number
    masks = {number for number in distinct - bits if not number & sum(bits)}
    return len(bits) >= len(distinct - bits - masks)
