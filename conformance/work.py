"""What a process does with each group of pages: judge it, and hand the judgement over as bytes."""

from typing import TYPE_CHECKING

from conformance.config import Config
from conformance.judged import pack
from spec_model.corpus import Group

if TYPE_CHECKING:
    from conformance.judge import Judge


class Work:
    """Called with a group, gives the bytes of the judgement on it. The arguments are those of a Judge.

    The judge, and with it all that reads pages, is imported for the first group that needs it.
    """

    def __init__(self, config: Config, source: str | None, only: tuple[str, ...], show: tuple[str, ...]) -> None:
        self.asked = (config, source, only, show)
        self._judge: Judge | None = None

    def __call__(self, group: Group) -> bytes:
        """The packed judgement on the pages of `group`."""
        return pack(self.judge(group))

    @property
    def judge(self) -> "Judge":
        """The judge, made when it is first needed."""
        if self._judge is None:
            from conformance.judge import Judge  # noqa: PLC0415 - a warm cache needs none

            self._judge = Judge(*self.asked)
        return self._judge
