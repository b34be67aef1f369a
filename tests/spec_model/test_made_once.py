"""What is made when it is first asked for."""

from spec_model.made_once import made_once


class _Counting:
    def __init__(self) -> None:
        self.asked = 0

    @made_once
    def number(self) -> int:
        """A number."""
        self.asked += 1
        return self.asked


def test_it_is_made_once_for_each_object() -> None:
    one, other = _Counting(), _Counting()
    assert one.asked == 0
    assert [one.number, one.number, other.number] == [1, 1, 1]
    assert (one.asked, other.asked) == (1, 1)


def test_it_keeps_its_words() -> None:
    assert vars(_Counting)["number"].__doc__ == "A number."
