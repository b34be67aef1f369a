"""The report in a real browser: nothing of a page runs, ours does, and everybody can use it."""

import shutil
from urllib.parse import quote

import pytest

PWNED = "window.pwned === undefined && !document.title.includes('pwned=2')"
OURS_ALONE = """
() => [...document.querySelectorAll('*')].every(element =>
    element.getAttributeNames().every(name => !name.startsWith('on') && name !== 'style')
    && !['IFRAME', 'OBJECT', 'EMBED', 'IMG', 'BASE', 'STYLE', 'VIDEO', 'AUDIO'].includes(element.tagName)
    && (!element.href || typeof element.href !== 'string' || element.href.startsWith('file:'))
    && (!element.src || element.src.startsWith('file:')))
"""
#: The accessibility checker would fetch our style sheets again, which the policy of the pages forbids.
AXE_OPTIONS = {"preload": False}


def until(page, condition: str) -> None:
    """Wait until an expression is true; the browser's own way to wait needs the `eval` that our pages forbid."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {condition}")


def opened_and_clicked(tab, file) -> None:
    """Open `file` and touch what a reader may touch."""
    page = tab.open(file)
    page.evaluate("document.querySelectorAll('details').forEach(element => element.open = true)")
    touched = "[...document.querySelectorAll('a, summary, button, input')].slice(0, 100)"
    page.evaluate(f"{touched}.forEach(element => {{ element.focus(); element.blur(); }})")
    page.mouse.move(200, 200)
    assert page.evaluate(PWNED), file
    assert page.evaluate(OURS_ALONE), file


def test_hostile_text_in_every_field_runs_nowhere(tab, hostile_report) -> None:
    for file in sorted(hostile_report.rglob("*.html")):
        opened_and_clicked(tab, file)
    assert tab.told == []
    assert all(request.startswith((hostile_report.as_uri(), "about:")) for request in tab.requests)


def test_hostile_pages_run_nowhere(tab, report, damaged, tmp_path) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(damaged, corpus)
    payload = "<script>window.pwned=1</script><img src=x onerror=window.pwned=1>[a](javascript:window.pwned=1)\u202e-->"
    for page in corpus.rglob("*.md"):
        lines = page.read_text(encoding="utf-8").split("\n")
        page.write_text("\n".join(line + payload if line and line[0] not in "-|<" else line for line in lines))
        page.rename(page.with_name(f"{page.stem}'><svg onload=window.pwned=1>.md"))
    folder = report(corpus)
    files = sorted(folder.rglob("*.html"))
    assert any("window.pwned" in file.read_text(encoding="utf-8") for file in files)
    for file in files:
        opened_and_clicked(tab, file)
    assert tab.told == []


def test_the_test_would_notice(tab, tmp_path) -> None:
    file = tmp_path / "bad.html"
    file.write_text("<title>x</title><img src=x onerror=window.pwned=1><script>console.log('ran')</script>")
    with pytest.raises(AssertionError):
        opened_and_clicked(tab, file)
    assert "console: ran" in tab.told


def test_the_search_finds_by_word_and_filter_and_can_be_linked_to(tab, report, damaged) -> None:
    folder = report(damaged)
    page = tab.open(folder / "search.html")
    names = "[...document.querySelectorAll('#found tbody a')].map(a => a.textContent)"
    everything = page.evaluate(names)
    page.get_by_label("Name, scope or page").fill("drv_e")
    until(page, "document.querySelectorAll('#found tbody tr').length === 1")
    assert page.evaluate(names) == ["DRV_EXITSESSION"]
    assert page.get_by_role("status").text_content().startswith(f"1 of {len(everything)} messages, ")
    page.get_by_label("Name, scope or page").fill("")
    page.get_by_label("Rule").select_option(label="P003 parameter-renamed")
    page.get_by_label("Locale").select_option(label="ru-ru")
    until(page, f"document.querySelectorAll('#found tbody tr').length < {len(everything)}")
    filtered = page.evaluate(names)
    assert "DRV_EXITSESSION" in filtered
    again = tab.open(folder / "search.html", page.evaluate("location.hash"))
    assert again.evaluate(names) == filtered
    again.get_by_role("link", name="DRV_EXITSESSION").click()
    assert again.get_by_role("heading", level=1).text_content() == "DRV_EXITSESSION"
    assert tab.told == []


def test_hostile_words_in_the_address_of_the_search_are_words(tab, hostile_report) -> None:
    query = quote('<img src=x onerror="window.pwned=1">')
    opened_and_clicked(tab, hostile_report / "search.html")
    page = tab.open(hostile_report / "search.html", f"#q={query}&rule={query}&area=__proto__&__proto__={query}")
    assert page.evaluate(PWNED)
    assert page.evaluate(OURS_ALONE)
    assert tab.told == []


def test_the_theme_is_the_systems_until_it_is_switched_and_then_kept(tab, report, damaged) -> None:
    folder = report(damaged)
    colour = "getComputedStyle(document.body).backgroundColor"
    tab.page.emulate_media(color_scheme="dark")
    page = tab.open(folder / "index.html")
    dark = page.evaluate(colour)
    button = page.get_by_role("button", name="Theme")
    button.click()
    light = page.evaluate(colour)
    assert (button.text_content(), light != dark) == ("Theme: light", True)
    assert tab.open(folder / "search.html").evaluate(colour) == light


def test_a_link_to_a_closed_part_opens_it(tab, report, damaged) -> None:
    page = tab.open(report(damaged) / "messages/desktop-src-multimedia/drv-exitsession.html")
    closed = "document.querySelectorAll('details:not([open]) li[id]').length"
    anchor = page.evaluate("document.querySelector('details:not([open]) li[id]').id")
    before = page.evaluate(closed)
    page.locator(f"a[href='#{anchor}']").first.click()
    until(page, f"{closed} < {before}")
    assert page.locator(f"#{anchor}").is_visible()


def test_the_keyboard_reaches_the_content_first(tab, report, damaged) -> None:
    page = tab.open(report(damaged) / "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) != "none"


def test_everything_but_the_search_works_without_scripts(chromium, report, damaged) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((report(damaged) / "index.html").as_uri())
    assert page.get_by_role("button", name="Theme").count() == 0
    page.get_by_role("link", name="desktop-src/Multimedia").click()
    page.get_by_role("link", name="DRV_EXITSESSION").click()
    page.get_by_role("link", name="Canonical contract").click()
    rows = page.locator("table.contract tbody tr:visible")
    before = rows.count()
    page.get_by_label("Hide what all agree on").check()
    assert rows.count() < before
    page.get_by_role("link", name="Search", exact=True).click()
    assert page.locator("noscript p").is_visible()
    assert not page.get_by_role("searchbox").is_visible()
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 420), ("dark", 1600)])
def test_an_accessibility_checker_has_nothing_to_say(tab, report, damaged, scheme, width) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    folder = report(damaged)
    tab.page.emulate_media(color_scheme=scheme)
    tab.page.set_viewport_size({"width": width, "height": 900})
    for name in (
        *("index.html", "search.html", "rules/p003.html", "areas/desktop-src-multimedia.html"),
        "messages/desktop-src-multimedia/drv-exitsession.html",
    ):
        page = tab.open(folder / name)
        found = axe.Axe().run(page, options=AXE_OPTIONS).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found] == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is wider than the window"
    assert tab.told == []


def test_no_page_is_wider_than_a_narrow_window(tab, report, damaged) -> None:
    tab.page.set_viewport_size({"width": 320, "height": 900})
    folder = report(damaged)
    wide = [
        page.relative_to(folder).as_posix()
        for page in sorted(folder.rglob("*.html"))
        if tab.open(page).evaluate("document.documentElement.scrollWidth > innerWidth")
    ]
    assert wide == []
