"""From a message to the texts that its pages should have: each edit is tried in memory before it is planned."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from conformance.config import Config
from conformance.diagnostic import Diagnostic
from conformance.fix.edits import Edit, Key, applied, compatible, edit, key
from conformance.judge import Judge
from spec_model.corpus import Group
from spec_model.load import Loaded, internal_error, load_group, load_pages
from spec_model.page import Page
from spec_model.store import message_data

#: How often the pages of one message are checked again at most: a page made to fail must not take all day.
TRIALS = 250


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which findings are to be fixed: those of `rules` (codes) and `locales`, all where one is empty.

    `unsafe` takes the fixes too that are likely but not proven.
    """

    rules: frozenset[str] = frozenset()
    locales: frozenset[str] = frozenset()
    unsafe: bool = False

    def __call__(self, diagnostic: Diagnostic) -> bool:
        """Whether the finding is one to fix; what a comment on the page keeps is not."""
        return (
            diagnostic.fix is not None
            and diagnostic.suppressed is None
            and (self.unsafe or diagnostic.fix.safe)
            and (not self.rules or diagnostic.code in self.rules)
            and (not self.locales or diagnostic.locale in self.locales)
        )


class Done(msgspec.Struct, frozen=True):
    """One edit that is planned: the rules that ask for it, its line, and the words before and after."""

    codes: tuple[str, ...]
    line: int
    before: str
    after: str


class Change(msgspec.Struct, frozen=True):
    """A page whose text changes. `path` is its name for people, `bom` whether the file begins with a mark."""

    locale: str
    path: str
    file: Path
    bom: bool
    before: str
    after: str
    edits: tuple[Done, ...]


class Plan(msgspec.Struct, frozen=True):
    """What is to be written for one group of pages.

    `held` counts the fixes that would have made something else, `likely` those that were not asked for since they
    are not proven. `refused` are pages that could not be read or judged, by path, with the reason.
    """

    page: str
    changes: tuple[Change, ...] = ()
    held: int = 0
    likely: int = 0
    refused: dict[str, str] = {}


class _State(msgspec.Struct, frozen=True):
    """The pages of a message with what the check finds on them."""

    loaded: Loaded
    diagnostics: tuple[Diagnostic, ...]
    contract: str

    def findings(self) -> Counter[Key]:
        """How often each finding was made."""
        return Counter(map(key, self.diagnostics))


#: Edits that are accepted, and the state after them.
_Accepted = tuple[list[Edit], _State]


class Planner:
    """Plans the repair of one group of pages after another.

    A set of edits is made only where the pages, checked again with every rule, have lost the findings that the
    edits are for, have no finding that they did not have, and state the same canonical message. Where a set
    fails, its halves are tried, so that one bad edit keeps no good one back. This goes on until nothing is
    left that helps: a second run has nothing to do.
    """

    def __init__(self, config: Config, source: str | None, wanted: Wanted) -> None:
        self.judge = Judge(config, source, show=("disputed",))
        self.wanted = wanted
        self._trials = 0

    def __call__(self, group: Group) -> Plan:
        """The plan for the pages of `group`; where our own code fails on them, it costs their repair, not the run."""
        loaded = load_group(group, self.judge.source)
        if loaded.message is None:
            return Plan(group.page, refused=loaded.refused)
        try:
            return self._plan(group, loaded)
        except Exception as error:
            fault = internal_error(error)
            return Plan(group.page, refused={f.path: loaded.refused.get(f.path, fault) for f in group.files})

    def _plan(self, group: Group, loaded: Loaded) -> Plan:
        self._trials = TRIALS
        first = state = self._state(loaded)
        done: dict[str, list[Done]] = {}
        while True:
            edits = compatible(self._proposed(state))
            accepted, after = self._accept(state, ([], state), edits)
            if not accepted:
                changes = self._changes(group, first.loaded, state.loaded, done)
                return Plan(group.page, changes, len(edits), self._likely(state), loaded.refused)
            for change in accepted:
                done.setdefault(change.locale, []).append(_told(change, state.loaded.pages[change.locale]))
            state = after

    def _proposed(self, state: _State) -> list[Edit]:
        wanted = filter(self.wanted, state.diagnostics)
        pages = state.loaded.pages
        return [e for d in wanted if d.locale in pages and (e := edit(d, pages[d.locale]))]

    def _accept(self, base: _State, before: _Accepted, edits: Sequence[Edit]) -> _Accepted:
        """Which of `edits` can be made to `base` beside those accepted `before`, and the state after all of them."""
        both = [*before[0], *edits]
        tried = self._tried(base, both)
        if tried is not None:
            return both, tried
        if len(edits) == 1:
            return before
        middle = len(edits) // 2
        return self._accept(base, self._accept(base, before, edits[:middle]), edits[middle:])

    def _tried(self, base: _State, edits: Sequence[Edit]) -> _State | None:
        """The state after `edits`, None where they do not do what they are for, and nothing else."""
        if not edits:
            return base
        if not self._trials:
            return None
        self._trials -= 1
        by_locale: dict[str, list[Edit]] = {}
        for change in edits:
            by_locale.setdefault(change.locale, []).append(change)
        pages = [_edited(page, by_locale.get(locale, ())) for locale, page in base.loaded.pages.items()]
        loaded = load_pages(base.loaded.page, pages, self.judge.source)
        if loaded.pages.keys() != base.loaded.pages.keys():
            return None
        state = self._state(loaded)
        allowed = base.findings()
        allowed.subtract(settled for change in edits for settled in change.keys)
        found = state.findings()
        if state.contract != base.contract or any(count > allowed[finding] for finding, count in found.items()):
            return None
        return state

    def _state(self, loaded: Loaded) -> _State:
        return _State(loaded, self.judge.judge(loaded).diagnostics, _contract(loaded))

    def _likely(self, state: _State) -> int:
        """How many findings are left that would be fixed if fixes that are not proven were asked for."""
        if self.wanted.unsafe:
            return 0
        every = msgspec.structs.replace(self.wanted, unsafe=True)
        return sum(every(found) and not self.wanted(found) for found in state.diagnostics)

    @staticmethod
    def _changes(group: Group, before: Loaded, after: Loaded, done: Mapping[str, Sequence[Done]]) -> tuple[Change, ...]:
        return tuple(
            Change(file.locale, file.path, file.file, old.bom, old.text, new.text, tuple(done[file.locale]))
            for file in group.files
            if file.locale in done
            for old, new in ((before.pages[file.locale], after.pages[file.locale]),)
        )


def _edited(page: Page, edits: Sequence[Edit]) -> Page:
    """`page` with `edits` made to its text; the page itself where there are none."""
    if not edits:
        return page
    return Page(page.locale, page.page, page.path, applied(page.text, edits), bom=page.bom)


def _told(change: Edit, page: Page) -> Done:
    return Done(change.codes, page.position(change.start)[0], page.text[change.start : change.end], change.text)


def _contract(loaded: Loaded) -> str:
    """The canonical message without how sure it is: what no repair of a translation may change."""
    if loaded.message is None:
        return ""
    data = message_data(loaded.message)
    data["returns"].pop("confidence")
    return repr(data)
