"""Writes the report as the check goes: a page a message, lists as they fill, and the overview at the end."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from conformance.diagnostic import Diagnostic, Summary
from conformance.judge import Judge
from conformance.judged import Judged
from conformance.report.html import listing
from conformance.report.html.folder import Folder
from conformance.report.html.layout import ASSETS, asset, fill
from conformance.report.html.listing import Heading, Listing
from conformance.report.html.message import message_page
from conformance.report.html.names import Names, area_of
from conformance.report.html.search import Index
from conformance.report.html.sheet import Sheet, make_sheet
from conformance.report.html.tally import GRAVEST_FIRST, NOBODY, Tally
from conformance.report.settings import Settings
from spec_model.corpus import Group
from spec_model.load import load_group

#: Refused pages that the overview names; of the rest it gives the number.
_MOST_REFUSED = 500


class Clerk:
    """Judges one group after another and keeps, beside the judgement, what the report shows of the message."""

    def __init__(self, judge: Judge) -> None:
        self.judge = judge

    def __call__(self, group: Group) -> tuple[Judged, Sheet | None]:
        """The judgement on the pages of `group`, and the sheet of their message."""
        loaded = load_group(group, self.judge.source)
        return self.judge.judge(loaded), make_sheet(loaded)


class Site:
    """One report in the folder `root`, about the pages with the paths `pages`.

    Raises NotOursError where the folder holds something else. At no time is more than one message, and the
    unfinished file of each list, in memory.
    """

    def __init__(self, root: Path, pages: Iterable[str], settings: Settings) -> None:
        self.settings = settings
        self._folder = Folder(root)
        self._names = Names(pages, settings)
        self._tally = Tally()
        self._index = Index(settings.locales, [rule.code for rule in settings.rules], self._folder.write)
        self._lists: dict[tuple[str, str], Listing] = {}

    def watch(
        self, judged: Iterable[tuple[Judged, Sheet | None]], change: Callable[[Judged], Judged] | None = None
    ) -> Iterator[Judged]:
        """Write the page of each message as it comes, and pass its judgement on without the findings themselves.

        `change` gives the judgement that counts: one with fewer findings, or with some of them suppressed.
        """
        for whole, sheet in judged:
            judgement = change(whole) if change else whole
            if sheet is not None:
                self._add(sheet, judgement.diagnostics)
            yield msgspec.structs.replace(judgement, diagnostics=())

    def close(self, summary: Summary) -> None:
        """Write what is left: the ends of the lists, the overview with the counts in `summary`, and the search."""
        for code in self._names.rules:  # a rule that found nothing has its page, too: it says what was looked for
            self._list("rule", code)
        for locale in self.settings.locales:
            self._list("locale", locale)
        for one in self._lists.values():
            one.close()
        self._index.close()
        write = self._folder.write
        write("search.html", fill("search", "search.html", **self._common(), files=self._index.files))
        write("index.html", fill("overview", "index.html", **self._common(), **self._overview(summary)))
        for name in ASSETS:
            write(f"assets/{name}", asset(name))
        self._folder.close()

    def _add(self, sheet: Sheet, diagnostics: Sequence[Diagnostic]) -> None:
        area = area_of(sheet.page)
        live = [diagnostic for diagnostic in diagnostics if diagnostic.suppressed is None]
        path = self._names.message(sheet.page)
        links = {"area": area, "area_links": self._names.areas, "rule_links": self._names.rules}
        self._folder.write(path, message_page(path, sheet, diagnostics, links))
        self._tally.add(area, live)
        self._index.add(sheet, path, live)
        self._list("area", area).add(listing.row(sheet, path, live, listing.locale_tags))
        for code, part in listing.parted(live, lambda d: d.code):
            self._list("rule", code).add(listing.row(sheet, path, part, listing.locale_tags))
        for locale, part in listing.parted(live, lambda d: d.locale or NOBODY):
            self._list("locale", locale).add(listing.row(sheet, path, part, listing.rule_tags))

    def _list(self, kind: str, word: str) -> Listing:
        if (kind, word) not in self._lists:
            heading = self._heading(kind, word)
            self._lists[kind, word] = Listing(self._names.of(kind)[word], heading, self._folder.write)
        return self._lists[kind, word]

    def _heading(self, kind: str, word: str) -> Heading:
        if kind == "area":
            return Heading(word, kind, "Locales")
        if kind == "locale":
            return Heading("Findings that blame no locale" if word == NOBODY else word, kind, "Rules")
        rule = next(rule for rule in self.settings.rules if rule.code == word)
        return Heading(f"{rule.code} {rule.name}", kind, "Locales", listing.paragraphs(rule.documentation))

    def _common(self) -> dict[str, object]:
        return {
            "version": self.settings.version,
            "rules": self.settings.rules,
            "locales": self.settings.locales,
            "areas": sorted(self._tally.areas),
            "severities": GRAVEST_FIRST,
        }

    def _overview(self, summary: Summary) -> dict[str, object]:
        tally, names = self._tally, self._names
        columns = [*self.settings.locales, *([NOBODY] if tally.of("locale", NOBODY).findings else [])]
        return {
            "summary": summary,
            "tally": tally,
            "columns": columns,
            "by_locale": tally.ranked("locale", columns),
            "by_rule": tally.ranked("rule", names.rules),
            "by_area": tally.ranked("area", tally.areas),
            "rule_names": {rule.code: rule.name for rule in self.settings.rules},
            "links": {"locale": names.locales, "rule": names.rules, "area": names.areas},
            "refused": sorted(summary.refused.items())[:_MOST_REFUSED],
        }
