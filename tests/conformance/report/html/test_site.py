import json
import re
from html.parser import HTMLParser
from urllib.parse import unquote

import msgspec
import pytest

from conformance.check import check
from conformance.config import Config
from conformance.judge import Judge
from conformance.judged import Judged, judged
from conformance.registry import rules
from conformance.report.html import listing, message, sheet
from conformance.report.html.search import Index
from conformance.report.html.sheet import make_sheet
from conformance.report.html.site import Clerk, Site
from conformance.report.settings import Settings
from conformance.totals import total
from spec_model.corpus import Corpus, locale_folders
from spec_model.load import load


class Parsed(HTMLParser):
    """A file of the report: its elements with their attributes, its anchors, its links and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data) -> None:
        self.words.append(data)

    def all(self, attribute: str) -> list[str]:
        return [attributes[attribute] or "" for _, attributes in self.elements if attribute in attributes]


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def html(folder):
    return {path: Parsed(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.html"))}


def test_the_same_pages_give_the_same_files_whatever_the_number_of_processes(report, damaged, monkeypatch) -> None:
    monkeypatch.setattr("conformance.parallel.BATCH", 2)
    monkeypatch.setattr("conformance.parallel.FEW", 1)
    assert files(report(damaged, "one")) == files(report(damaged, "two", jobs=2))


def test_a_second_report_in_the_same_folder_is_as_the_first(report, damaged, own_pages) -> None:
    first = files(report(damaged))
    report(own_pages, fresh=False)
    assert files(report(damaged, fresh=False)) == first


def test_every_link_leads_somewhere(report, damaged) -> None:
    parsed = html(report(damaged))
    anchors = {path: set(page.all("id")) for path, page in parsed.items()}
    for path, page in parsed.items():
        for link in [*page.all("href"), *page.all("src")]:
            file, _, anchor = link.partition("#")
            target = (path.parent / unquote(file)).resolve() if file else path
            assert target.is_file(), (path.name, link)
            assert not anchor or anchor in anchors[target], (path.name, link)


def test_no_anchor_stands_twice_on_a_page(report, damaged) -> None:
    for path, page in html(report(damaged)).items():
        assert len(page.all("id")) == len(set(page.all("id"))), path.name


def test_every_page_forbids_what_is_not_ours(report, damaged, hostile_report) -> None:
    for folder in (report(damaged), hostile_report):
        for path, page in html(folder).items():
            policy = next(a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert not [name for _, a in page.elements for name in a if name.startswith("on") or name == "style"], path
            scripts = [a.get("src") or "inline" for tag, a in page.elements if tag == "script"]
            assert all(re.fullmatch(r"(?:\.\./)*(?:assets|data)/[a-z0-9-]+\.js", src) for src in scripts), path


def test_hostile_text_makes_no_element_and_no_address(report, damaged, hostile_report) -> None:
    ours = {tag for page in html(report(damaged)).values() for tag, _ in page.elements}
    for path, page in html(hostile_report).items():
        assert {tag for tag, _ in page.elements} <= ours | {"strong", "noscript"}, path.name
        links = [*page.all("href"), *page.all("src")]
        assert all(re.fullmatch(r"(?:[a-z0-9./-]+)?(?:#[a-z0-9-]+)?", link) for link in links), path.name


def test_nothing_invisible_is_left(hostile_report) -> None:
    for path, text in files(hostile_report).items():
        found = re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\u2028\u2029\x85\x00\x0c]", text.decode())
        assert found is None, (path, found)


def test_the_data_of_the_search_is_json_in_ascii(hostile_report) -> None:
    text = (hostile_report / "data/messages-1.js").read_bytes().decode("ascii")
    rows = json.loads(f"[{text[text.index('(', 9) + 1 : text.rindex(')')]}]")
    assert {row[0] for row in rows} >= {"<script>window.pwned=1</script>"}
    assert all(re.fullmatch(r"messages/[a-z0-9.-]+/[a-z0-9.-]+\.html", row[3]) for row in rows)


def test_a_message_shows_the_wrong_words_the_fix_and_the_contract(report, damaged) -> None:
    folder = report(damaged)
    text = (folder / "messages/desktop-src-multimedia/drv-exitsession.html").read_text(encoding="utf-8")
    assert re.search(r'<li id="c3-\d+">[^\n]*<mark class="error"><a href="#finding-\d+">двдриверид</a></mark>', text)
    assert re.search(r"<del>.*двдриверид</del><ins>.*dwDriverId</ins>", text)
    assert 'lang="ru-ru"' in text
    words = {word.strip() for word in Parsed(text).words}
    assert {"Parameter 1: dwDriverId", "unanimous", "es-es", "fr-fr", "it-it", "ru-ru", "zh-tw"} <= words


def test_the_counts_are_those_of_the_check(damaged, tmp_path) -> None:
    opened = Corpus(locale_folders(damaged))
    settings = Settings(rules=rules(), locales=tuple(opened.locales))
    site = Site(tmp_path / "report", (group.page for group in opened.groups), settings)
    written = total(opened.groups, site.watch(map(Clerk(Judge(Config())), opened.groups)))
    site.close(written)
    plain = check(opened, Config()).summary
    assert (written.findings, written.rules, written.locales) == (plain.findings, plain.rules, plain.locales)
    overview = (tmp_path / "report/index.html").read_text(encoding="utf-8")
    assert f"<dd>{plain.findings['error']}</dd>" in overview


def test_what_is_changed_on_the_way_is_what_counts(damaged, tmp_path) -> None:
    opened = Corpus(locale_folders(damaged))
    settings = Settings(rules=rules(), locales=tuple(opened.locales))

    def accept(judgement: Judged) -> Judged:
        marked = [msgspec.structs.replace(d, suppressed="baseline") for d in judgement.diagnostics]
        return judged(judgement.page, judgement.share, marked)

    site = Site(tmp_path / "report", (group.page for group in opened.groups), settings)
    summary = total(opened.groups, site.watch(map(Clerk(Judge(Config())), opened.groups), accept))
    site.close(summary)
    assert summary.findings == {}
    assert summary.suppressed["baseline"] > 0
    text = (tmp_path / "report/messages/desktop-src-multimedia/drv-exitsession.html").read_text(encoding="utf-8")
    assert "Nothing was found." in text
    assert "accepted</summary>" in text


def test_a_long_list_is_cut_into_files(report, damaged, monkeypatch) -> None:
    monkeypatch.setattr(listing, "ROWS_A_FILE", 2)
    folder = report(damaged)
    first = sorted(path.name for path in (folder / "areas").glob("desktop-src-multimedia*"))
    assert first == ["desktop-src-multimedia.2.html", "desktop-src-multimedia.3.html", "desktop-src-multimedia.html"]
    rows = [(folder / "areas" / name).read_text().count('<th scope="row">') for name in first]
    assert rows == [2, 1, 2]
    assert 'rel="next"' not in (folder / "areas" / first[1]).read_text()


def test_the_index_is_cut_into_files(damaged, monkeypatch) -> None:
    monkeypatch.setattr("conformance.report.html.search.ROWS_A_FILE", 3)
    written: dict[str, str] = {}
    index = Index((), (), written.__setitem__)
    loaded = list(load(Corpus(locale_folders(damaged))))
    for one in loaded:
        index.add(make_sheet(one), "messages/a/b.html", ())
    index.close()
    assert len(written) == -(-len(loaded) // 3)
    assert index.files == list(written)


def test_parts_of_pages_are_paired_and_nothing_of_a_page_is_lost(own_pages) -> None:
    loaded = next(one for one in load(Corpus(locale_folders(own_pages))) if "wm-size" in one.page)
    made = make_sheet(loaded)
    keys = [[part.key for part in column.parts] for column in made.columns]
    assert keys[0][:3] == ["front-matter", "title", "parameters"]
    assert len({tuple(row) for row in keys}) == 1
    for column in made.columns:
        lines = [line for part in column.parts for line in part.lines]
        assert lines == loaded.pages[column.locale].text.splitlines()


@pytest.mark.parametrize("text", ["## a\n" * 100_000, "# b\n" + "x" * 3_000_000, "\n" * 500_000, ""])
def test_a_page_without_end_is_cut(damaged, tmp_path, text) -> None:
    source = damaged / "ru-ru/desktop-src/winmsg/wm-size.md"
    for locale in ("es-es", "ru-ru"):
        target = tmp_path / locale / "wm-size.md"
        target.parent.mkdir()
        target.write_text(source.read_text(encoding="utf-8") + text, encoding="utf-8")
    made = make_sheet(next(load(Corpus(locale_folders(tmp_path)))))
    shown = sum(len(line) for column in made.columns for part in column.parts for line in part.lines)
    assert shown < 2 * sheet._MOST_CHARACTERS
    assert len(made.columns[0].parts) <= sheet._MOST_PARTS + 1
    assert (made.columns[0].cut > 0) == (len(text) > 0)


def test_findings_without_end_are_cut(report, damaged, monkeypatch) -> None:
    monkeypatch.setattr(message, "_MOST_FINDINGS", 1)
    text = (report(damaged) / "messages/desktop-src-multimedia/drv-exitsession.html").read_text(encoding="utf-8")
    assert text.count('id="finding-') == 1
    assert re.search(r"\d+ more findings are not shown", text)
