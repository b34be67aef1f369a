"""What the formats need to know beside the result itself."""

import msgspec

from conformance.config import FailOn
from conformance.diagnostic import SEVERITIES, Severity
from conformance.registry import Rule


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How a result is presented.

    `rules` are the rules that ran and `locales` those that they judged. `fail_on` is the level from which
    a finding is a failure. `version` is ours, `documentation` the address of our documentation where there
    is one. `color` and `width` (in terminal cells) are for the terminal.
    """

    rules: tuple[Rule, ...] = ()
    locales: tuple[str, ...] = ()
    fail_on: FailOn = "error"
    version: str = "0"
    documentation: str | None = None
    color: bool = False
    width: int = 100


def reaches(severity: Severity, fail_on: FailOn) -> bool:
    """Whether a finding of `severity` is at or above the level `fail_on`."""
    return fail_on != "never" and SEVERITIES.index(severity) >= SEVERITIES.index(fail_on)
