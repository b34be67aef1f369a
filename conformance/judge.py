"""The judgement on one message after another: run the rules, stamp what they find, suppress, sort."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from conformance.config import Config
from conformance.diagnostic import Diagnostic, Finding, Fix, NotComparable, Severity
from conformance.judged import Judged, Share, judged
from conformance.registry import Check, Rule, rules
from conformance.suppress import MARK, suppress, suppressions
from conformance.view import View, views
from spec_model.corpus import Content, Group
from spec_model.load import Loaded, internal_error, load_group
from spec_model.model import Span

#: Below this many witnesses a difference can blame nobody, so that it is shown unasked.
ENOUGH_TO_BLAME = 3

#: A longer line (in characters) is not shown beside a finding: there may be thousands on one.
LONGEST_LINE = 10_000

#: The families of rules that have something to say about the page of another message too.
_OF_EVERY_PAGE = frozenset({"identity", "metadata"})

_Extent = tuple[int, int, int, int]  # line and column where something begins, and where it ends

_ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}


class Judge:
    """Checks one group after another with the rules and levels of a configuration.

    `only` limits the rules to some codes, `show` adds ``disputed`` and ``not-comparable`` to the diagnostics.
    """

    def __init__(
        self, config: Config, source: str | None = None, only: Sequence[str] = (), show: Sequence[str] = ()
    ) -> None:
        self.config = config
        self.source = source
        self.show = frozenset(show)
        self.rules = tuple(rule for rule in rules() if not only or rule.code in only)

    def __call__(self, group: Group, read: Sequence[Content] | None = None) -> Judged:
        """The judgement on the pages of `group`, which hold `read` where that is known.

        A rule that fails on them costs their judgement, not the run.
        """
        loaded = load_group(group, self.source, read)
        try:
            return self.judge(loaded)
        except Exception as error:
            fault = internal_error(error)
            return judged(loaded.page, Share(refused={file.path: fault for file in group.files}))

    def judge(self, loaded: Loaded) -> Judged:
        """The judgement on pages that are read."""
        kinds = Counter(stranger.kind for stranger in loaded.strangers.values())
        if loaded.message is None:
            return judged(loaded.page, Share(not_a_message=dict(kinds), refused=loaded.refused))
        found, skipped, disputed = self._judge(loaded)
        diagnostics, unused = self._suppressed(loaded, found)
        share = Share(
            message=True,
            modelled=len(loaded.pages),
            not_a_message=dict(kinds),
            refused=loaded.refused,
            not_comparable=dict(skipped),
            disputed=disputed,
            unused=unused,
        )
        return judged(loaded.page, share, sorted(diagnostics, key=_place))

    def _suppressed(self, loaded: Loaded, found: list[Diagnostic]) -> tuple[list[Diagnostic], tuple[str, ...]]:
        """What was found, with what comments on the pages accept marked, and the comments without effect."""
        notes: list[str] = []
        for page in loaded.pages.values():
            comments = suppressions(page, rules())
            if not comments:
                continue
            here = [diagnostic for diagnostic in found if diagnostic.path == page.path]
            running = [rule for rule in self.rules if self.config.level(rule, loaded.page)]
            marked, problems = suppress(here, comments, running)
            found = [diagnostic for diagnostic in found if diagnostic.path != page.path] + marked
            notes += [f"{page.path}:{line}: the comment {MARK} {problem}" for line, problem in problems]
        return found, tuple(notes)

    @cached_property
    def _everywhere(self) -> list[tuple[Rule, Severity, Check]]:
        """As `_levels`, where the page makes no difference."""
        return self._levels("")

    def _levels(self, page: str) -> list[tuple[Rule, Severity, Check]]:
        """The rules that are on for the page at path `page`, with their severity and check."""
        return [(rule, level, rule.check) for rule in self.rules if (level := self.config.level(rule, page))]

    def _judge(self, loaded: Loaded) -> tuple[list[Diagnostic], Counter[str], int]:
        assert loaded.message is not None
        levels = self._levels(loaded.page) if self.config.per_path else self._everywhere
        found: list[Diagnostic] = []
        skipped: Counter[str] = Counter()
        disputed = 0
        few = len(loaded.message.witnesses) < ENOUGH_TO_BLAME
        stamps = [(view, _Stamp(view)) for view in views(loaded.message, loaded.pages, self.source)]
        own = [(view, stamp) for view, stamp in stamps if not view.foreign]
        for rule, level, check in levels:  # each on all pages in turn, while the processor has its code at hand
            # everything on the page of another message would differ
            for view, stamp in stamps if rule.family in _OF_EVERY_PAGE else own:
                for finding in check(view):
                    if isinstance(finding, NotComparable):
                        skipped[rule.code] += 1
                        if "not-comparable" in self.show:
                            found.append(stamp.skipped(rule, finding))
                        continue
                    disputed += not finding.blamed
                    if finding.blamed or few or "disputed" in self.show:
                        found.append(stamp(rule, level, finding))
        return found, skipped, disputed


class _Stamp:
    """Turns what a rule found on one page into a diagnostic with lines, columns and a fingerprint."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.page = view.raw
        self.seen: dict[str, int] = {}

    def __call__(self, rule: Rule, level: Severity, finding: Finding) -> Diagnostic:
        extent = line, column, end_line, end_column = self._extent(finding.span)
        return Diagnostic(
            code=rule.code,
            rule=rule.name,
            severity=level,
            locale=self.view.locale if finding.blamed else None,
            page=self.page.page,
            path=self.page.path,
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            field=finding.field,
            expected=finding.expected,
            found=finding.found,
            text=finding.text,
            witnesses=finding.witnesses,
            confidence=round(finding.confidence, 3),
            fix=self._fix(finding, extent),
            fingerprint=self._fingerprint(rule, finding),
            message=self.view.message.name,
            related=finding.related,
            suppressed=None,
            source_line=self._source_line(line),
        )

    def _source_line(self, number: int) -> str:
        line = self.page.line(number)
        return line if len(line) <= LONGEST_LINE else ""

    def skipped(self, rule: Rule, note: NotComparable) -> Diagnostic:
        """A note that a rule could not judge, as a diagnostic of the lowest severity."""
        finding = Finding(span=note.span, field=note.field, text=f"not comparable: {note.text}", found=note.found)
        return self(rule, "info", finding)

    def _extent(self, span: Span) -> _Extent:
        return *self.page.position(span.start), *self.page.position(max(span.end, span.start))

    def _fix(self, finding: Finding, extent: _Extent) -> Fix | None:
        """The edit that is proposed for a finding which covers `extent`, as it nearly always does itself."""
        fix = finding.fix
        if fix is None:
            return None
        return Fix(*(extent if fix.span == finding.span else self._extent(fix.span)), fix.text, fix.safe)

    def _fingerprint(self, rule: Rule, finding: Finding) -> str:
        """A hash of what is wrong and on which page, not of where, and of the how-manieth such finding it is."""
        where = f"{rule.code}\x1f{self.view.locale}\x1f{self.page.page}"
        key = f"{where}\x1f{finding.field}\x1f{finding.expected or ''}\x1f{finding.found or ''}"
        number = self.seen[key] = self.seen.get(key, 0) + 1
        return hashlib.sha256(f"{key}\x1f{number}".encode()).hexdigest()[:32]


def _place(diagnostic: Diagnostic) -> tuple[str, str, int, int, int, str, str]:
    return (
        diagnostic.page,
        diagnostic.locale or "",
        diagnostic.line,
        diagnostic.column,
        _ORDER[diagnostic.severity],
        diagnostic.code,
        diagnostic.field,
    )
