"""Which messages of a model a request is about."""

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

import msgspec

from spec_model.model import Message


class Selection(msgspec.Struct, frozen=True):
    """Patterns of names, header files, prefixes of names, and pages; an empty one lets everything in.

    Names and headers are compared without regard to letter case, names as shell patterns. `pages` are paths
    within the locale, with ``/``.
    """

    messages: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    pages: frozenset[str] = frozenset()

    def wants(self, message: Message) -> bool:
        """Whether every criterion that is given lets `message` in."""
        name = message.name.lower()
        header = (message.header or "").lower()
        return (
            (not self.messages or any(fnmatchcase(name, pattern.lower()) for pattern in self.messages))
            and (not self.headers or header in {h.lower() for h in self.headers})
            and (not self.prefixes or name.startswith(tuple(p.lower() for p in self.prefixes)))
            and (not self.pages or message.page in self.pages)
        )

    def of(self, model: Iterable[Message]) -> Sequence[Message]:
        """The wanted messages of `model`, in its order."""
        return tuple(message for message in model if self.wants(message))


def read_page_list(text: str) -> frozenset[str]:
    """The pages of a list: one path a line, with slashes of either kind; blank lines and ``#`` lines are left out."""
    lines = (line.strip() for line in text.splitlines())
    return frozenset(line.replace("\\", "/").removeprefix("./") for line in lines if line and not line.startswith("#"))
