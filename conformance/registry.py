"""The registry of rules: each is one generator function in a file of its own, registered by a decorator."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from conformance.diagnostic import Finding, NotComparable, Severity

if TYPE_CHECKING:
    from conformance.view import View

Check = Callable[["View"], Iterator[Finding | NotComparable]]


class Rule(msgspec.Struct, frozen=True):
    """One fault that a page can have.

    `code` is permanent and never used again, `name` states the fault, `family` is the folder that the rule
    lives in, `check` yields its findings on one page. The docstring of `check` is the documentation.
    """

    code: str
    name: str
    family: str
    severity: Severity
    check: Check

    @property
    def documentation(self) -> str:
        """The rule's own page: what it claims, why it matters, an example, how it is fixed."""
        return inspect.getdoc(self.check) or ""

    @property
    def summary(self) -> str:
        """The first line of the documentation."""
        return self.documentation.split("\n", 1)[0]


_RULES: dict[str, Rule] = {}


def rule(code: str, name: str, severity: Severity) -> Callable[[Check], Check]:
    """Register a generator over a View as the check of rule `code`; raises ValueError for a code used twice."""

    def register(check: Check) -> Check:
        family = check.__module__.split(".")[-2]
        if code in _RULES:
            raise ValueError(f"rule code {code} is taken by {_RULES[code].name}")
        _RULES[code] = Rule(code, name, family, severity, check)
        return check

    return register


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    package = importlib.import_module("conformance.rules")
    for module in pkgutil.walk_packages(package.__path__, "conformance.rules."):
        importlib.import_module(module.name)
    return tuple(_RULES[code] for code in sorted(_RULES))


def find_rule(word: str) -> Rule | None:
    """The rule with the code or name `word`, in any letter case, or None."""
    wanted = word.lower()
    return next((r for r in rules() if wanted in (r.code.lower(), r.name)), None)
