"""Reports written from pages of our own and from hostile ones, and a browser to open them in."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from conformance.config import Config
from conformance.diagnostic import Diagnostic, Fix, Related, Summary
from conformance.judge import Judge
from conformance.judged import Judged, Share, judged
from conformance.parallel import each
from conformance.registry import rules
from conformance.report.html.sheet import Column, Field, Part, Sheet, Word
from conformance.report.html.site import Clerk, Site
from conformance.report.settings import Settings
from conformance.totals import total
from spec_model.corpus import Corpus, locale_folders

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)

#: What a page may hold to run in a report. `pwned` is what the tests look for.
HOSTILE = {
    "script": "<script>window.pwned=1</script>",
    "handler": '"><img src=x onerror="window.pwned=1"><svg onload=window.pwned=1>',
    "quote": "' onfocus='window.pwned=1' autofocus='",
    "link": "javascript:window.pwned=1",
    "markdown-link": "[x](javascript:window.pwned=1) <a href='javascript:window.pwned=1'>x</a>",
    "comment": "--><script>window.pwned=1</script><!--",
    "end-of-script": '</script></style></title><script>window.pwned=1</script>"]);window.pwned=1;//',
    "frame": "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe><base href='https://example.com/'>",
    "refresh": "<meta http-equiv='refresh' content='0;url=javascript:window.pwned=1'>",
    "style": "<style>*{display:none}</style><link rel=stylesheet href=https://example.com/x.css>",
    "template": "{{ 7 * 7 }}{% raw %}{{ self.__init__.__globals__ }}",
    "direction": "abc\u202edef\u2066ghi\u200f\u061c",
    "separators": "a\u2028b\u2029c\x85d\x0ce\x00f",
    "surrogate": "name\udc80\ud800",
}


@pytest.fixture
def damaged(own_pages: Path) -> Path:
    """Our own pages with every kind of damage."""
    return own_pages.parent / "damaged"


@pytest.fixture
def report(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes the report about a corpus and gives its folder."""

    def write(corpus: Path, name: str = "report", jobs: int = 1, fresh: bool = True) -> Path:
        opened = Corpus(locale_folders(corpus))
        settings = Settings(rules=rules(), locales=tuple(opened.locales), version="1.2.3")
        folder = tmp_path / name
        assert fresh != folder.exists()
        site = Site(folder, (group.page for group in opened.groups), settings)
        watched = site.watch(each(Clerk(Judge(Config())), opened.groups, jobs))
        site.close(total(opened.groups, watched))
        return folder

    return write


@pytest.fixture
def hostile_report(tmp_path: Path) -> Path:
    """A report in which every field of every finding and every message holds hostile text, one text a message."""
    folder = tmp_path / "hostile"
    pages = [f"{text}/{text}.md" for text in HOSTILE.values()]
    settings = Settings(rules=rules(), locales=("es-es", *HOSTILE.values()), version=HOSTILE["script"])
    site = Site(folder, pages, settings)
    judged = [hostile_message(page, text) for page, text in zip(pages, HOSTILE.values(), strict=True)]
    for _ in site.watch(judged):
        pass
    words = list(HOSTILE.values())
    site.close(Summary(refused=dict.fromkeys(words, words[1]), not_a_message=dict.fromkeys(words, 1)))
    return folder


def hostile_message(page: str, text: str) -> tuple[Judged, Sheet]:
    """A judgement and a sheet whose every field holds `text`."""
    words = {text: Word(text, text, True, text, 1, text), "es-es": Word("es-es", text, False, text, 2, text)}
    paths = ("name", "header", f"parameters[0].{text}", f"returns.outcomes[success={text}]", text)
    sheet = Sheet(
        page=page,
        name=text,
        kind=text,
        scope=text,
        witnesses=(text, "es-es"),
        fields=tuple(Field(path, text, text, 0.5, True, words) for path in paths),
        columns=tuple(
            Column(locale, f"{locale}/{page}", (Part("title", 1, (text, text)), Part(f"#{text}", 3, (text,))), 1)
            for locale in (text, "es-es")
        ),
        absent=((text, text),),
    )
    return judged(page, Share(message=True, modelled=2), hostile_findings(page, text)), sheet


def hostile_findings(page: str, text: str) -> Iterator[Diagnostic]:
    """Findings whose every field holds `text`: blamed, blaming nobody, and accepted."""
    for locale, suppressed in ((text, None), (None, None), ("es-es", text)):
        yield Diagnostic(
            code="P003",
            rule=text,
            severity="error",
            locale=locale,
            page=page,
            path=f"{locale or 'es-es'}/{page}",
            line=1,
            column=1,
            end_line=1,
            end_column=len(text) + 1,
            field=text,
            expected=text,
            found=text,
            text=text,
            witnesses={text: text, "es-es": text},
            confidence=0.5,
            fix=Fix(1, 1, 1, len(text) + 1, text, False),
            fingerprint=text,
            message=text,
            related=(Related(text, text, 2, 1, 2, text),),
            source_line=text,
            suppressed=suppressed,
        )


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A Chromium without a window."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip(f"no browser is installed ({', '.join(BROWSERS)})")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=program, args=list(SWITCHES))
        yield browser
        browser.close()


class Tab:
    """A page of the browser with what it told: messages of the console, dialogs, errors and requests."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.told: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.told.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.told.append(f"error: {error}"))
        page.on("dialog", self._dialog)
        page.on("request", lambda request: self.requests.append(request.url))

    def _dialog(self, dialog: Any) -> None:
        self.told.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open(self, file: Path, query: str = "") -> Any:
        """Open a file of a report."""
        self.page.goto("about:blank")
        self.page.goto(file.as_uri() + query)
        return self.page


@pytest.fixture
def tab(chromium: Any) -> Iterator[Tab]:
    """A new tab with a profile of its own."""
    context = chromium.new_context()
    yield Tab(context.new_page())
    context.close()
