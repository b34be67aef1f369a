"""What a check yields: a finding of a rule, and the diagnostic that the engine stamps from it."""

from collections.abc import Collection
from typing import Literal

import msgspec

from spec_model.model import Span

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")


class Replacement(msgspec.Struct, frozen=True):
    """A proposed edit: put `text` in place of `span`. `safe` where the one right text is proven."""

    span: Span
    text: str
    safe: bool = True


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule found on one page, before the engine knows where it is in lines.

    `span` covers the wrong text itself. `field` is the path of the fact in the model, or the word of a
    family that is not about the contract. `expected` and `found` are values as a person reads them, None for
    what is not there. `witnesses` says what each locale states. `blamed` is false where the witnesses cannot
    tell which of them is wrong. `related` are the places in other locales that the finding compares with.
    """

    span: Span
    field: str
    text: str
    expected: str | None = None
    found: str | None = None
    witnesses: dict[str, str | None] = {}
    related: tuple["Related", ...] = ()
    confidence: float = 1.0
    fix: Replacement | None = None
    blamed: bool = True


class NotComparable(msgspec.Struct, frozen=True):
    """What a rule could not judge because one side was not understood: counted, and listed on request."""

    span: Span
    field: str
    text: str
    found: str | None = None


class Related(msgspec.Struct, frozen=True):
    """A place that a finding compares with: positions are 1-based, `text` says what stands there."""

    locale: str
    path: str
    line: int
    column: int
    end_column: int
    text: str


class Fix(msgspec.Struct, frozen=True):
    """An edit of one page: replace the characters from (line, column) to (end_line, end_column)."""

    line: int
    column: int
    end_line: int
    end_column: int
    replacement: str
    safe: bool


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One finding with its rule, severity and place, as programs get it: `docs/findings.md` describes the JSON.

    Lines and columns are 1-based, columns count characters, ends are exclusive. `locale` is None where the
    witnesses cannot tell who is wrong. `fingerprint` stays the same when unrelated lines move the place.
    `suppressed` says why a finding is kept out of the result (``baseline``, ``inline``), None otherwise.
    """

    code: str
    rule: str
    severity: Severity
    locale: str | None
    page: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    field: str
    expected: str | None
    found: str | None
    text: str
    witnesses: dict[str, str | None]
    confidence: float
    fix: Fix | None
    fingerprint: str
    related: tuple[Related, ...]
    suppressed: str | None


class Diagnostic(Entry, frozen=True, kw_only=True):
    """A finding as people get it.

    `source_line` is the line as it stands on the page, empty where it is too long to be shown. What programs get
    ends where it begins.
    """

    source_line: str = ""


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """The counts of a run: every page read is in exactly one of modelled, not a message, refused.

    `findings` counts by severity, `rules` by code, `locales` by locale (``-`` where none is blamed).
    `refused` maps the path of a page to the reason. `not_comparable` counts what a rule could not judge
    because one side was not understood; `suppressed` what was kept out, by reason. `unused` says which
    suppressions suppress nothing.
    """

    pages: int = 0
    messages: int = 0
    modelled: int = 0
    not_a_message: dict[str, int] = {}
    refused: dict[str, str] = {}
    findings: dict[str, int] = {}
    rules: dict[str, int] = {}
    locales: dict[str, int] = {}
    not_comparable: dict[str, int] = {}
    disputed: int = 0
    suppressed: dict[str, int] = {}
    unused: tuple[str, ...] = ()


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What `polyspec check` found: the summary, and the diagnostics sorted by page, locale and place.

    `warnings` say what went wrong with the run itself, such as a damaged cache; the result is right all the same.
    """

    summary: Summary
    diagnostics: Collection[Diagnostic] = ()
    warnings: tuple[str, ...] = ()
