"""What the reference of a generated suite knows, in a file beside the tests."""

from pathlib import Path

import msgspec

from conformance.suite.assemble import Suite
from conformance.suite.plan import Plan

KNOWLEDGE = "reference.json"


class KnowledgeError(Exception):
    """A file of knowledge that cannot be read; the message says why."""


def write_knowledge(suite: Suite) -> str:
    """The plans of `suite` as JSON, one a line; what the pages say is left out."""
    lines = (
        msgspec.json.encode(
            msgspec.structs.replace(plan, rule=msgspec.structs.replace(plan.rule, sentences={}))
        ).decode()
        for plan in suite.plans.values()
    )
    return "[\n" + ",\n".join(lines) + "\n]\n"


def read_knowledge(path: Path) -> tuple[Plan, ...]:
    """The plans in the file `path`. Raises KnowledgeError where it cannot be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=tuple[Plan, ...])
    except (OSError, msgspec.MsgspecError) as error:
        raise KnowledgeError(f"{path}: {error}; write the suite again") from error
