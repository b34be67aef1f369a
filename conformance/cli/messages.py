"""The messages of a corpus, for the commands that work on the whole model."""

import sys
from typing import TYPE_CHECKING

import msgspec

from conformance.cli.progress import progress
from conformance.report.visible import brief, visible

if TYPE_CHECKING:
    from conformance.cli.request import Request
    from spec_model.corpus import Group
    from spec_model.model import Message


class _Read(msgspec.Struct, frozen=True):
    """What the pages of one path gave."""

    message: "Message | None"
    refused: dict[str, str]


class _Reader:
    """Reads the pages of one path; it can be sent to another process."""

    def __init__(self, source: str | None) -> None:
        self.source = source

    def __call__(self, group: "Group") -> _Read:
        from spec_model.load import load_complete

        loaded = load_complete(group, self.source)
        return _Read(loaded.message, dict(loaded.refused))


def read_messages(request: "Request") -> "tuple[Message, ...]":
    """Every message of the corpus that `request` names, by page; refused pages are told on standard error."""
    from conformance.parallel import each

    messages = []
    with progress("reading", len(request.corpus.groups)) as advance:
        for read in each(_Reader(request.corpus.source), request.corpus.groups, request.jobs):
            advance(1)
            for path, reason in read.refused.items():
                print(f"refused {visible(path)}: {brief(reason)}", file=sys.stderr)
            if read.message is not None:
                messages.append(read.message)
    return tuple(messages)
