import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spec_model.files import MAX_BYTES, UnreadablePage
from spec_model.front import MAX_OPENINGS
from spec_model.page import Page, read_page

TITLE = "# Mensaje WM\\_A\n"


def page(text: str, locale: str = "es-es") -> Page:
    return Page(locale, "a.md", "es-es/a.md", text)


def names(text: str, locale: str = "es-es") -> list[str | None]:
    return [section.name for section in page(text, locale).sections if section.level == 2]


def test_front_matter_is_read() -> None:
    front = page(f"---\ntitle: uno\napi_name:\n- WM_A\n- WM_B\nms.date: 05/31/2018\n---\n{TITLE}").front
    assert front.problem is None
    assert front.string("title") == "uno"
    assert front.strings("api_name") == ("WM_A", "WM_B")
    assert front.strings("title") == ("uno",)
    assert front.strings("nada") == ()
    assert front.string("ms.date") == "05/31/2018"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(TITLE, id="none"),
        pytest.param(f"---\ntitle: uno\n{TITLE}", id="not closed"),
        pytest.param(f"\n---\ntitle: uno\n---\n{TITLE}", id="not at the head"),
        pytest.param(f"---\n---\n{TITLE}", id="empty"),
    ],
)
def test_a_page_without_front_matter_has_an_empty_one(text: str) -> None:
    found = page(text)
    assert found.front.data == {}
    assert found.front.problem is None
    assert found.title.title == "Mensaje WM_A"


@pytest.mark.parametrize(
    ("body", "line"),
    [
        pytest.param("title: [uno\nb: c", 3, id="a list that is not closed"),
        pytest.param("title: uno: dos", 2, id="a colon too many"),
        pytest.param("a: uno\n\tb: dos", 3, id="a tab"),
        pytest.param("a: *nada", 2, id="an alias of nothing"),
        pytest.param("- uno", 1, id="a list"),
        pytest.param("uno", 1, id="a word"),
        pytest.param("a: " + "[" * 50_000, 1, id="brackets without end"),
        pytest.param("- " * 50_000 + "a", 1, id="lists without end"),
        pytest.param("? " * 50_000 + "a", 1, id="keys without end"),
        pytest.param("[a]: b", 2, id="a list as a key"),
    ],
)
def test_broken_front_matter_is_empty_and_says_where(body: str, line: int) -> None:
    found = page(f"---\n{body}\n---\n{TITLE}")
    assert found.front.data == {}
    assert found.front.problem is not None
    assert found.front.problem[0] == line
    assert found.front.problem[1]
    assert found.title.title == "Mensaje WM_A"


def test_an_alias_bomb_is_not_expanded() -> None:
    levels = "".join(f"k{i + 1}: &k{i + 1} [{', '.join([f'*k{i}'] * 9)}]\n" for i in range(40))
    front = page(f"---\nk0: &k0 [x, x]\n{levels}api_name: *k40\ntitle: *k40\n---\n{TITLE}").front
    assert front.strings("api_name") == ()
    assert front.string("title") is None
    assert front.strings("k0") == ("x", "x")
    assert MAX_OPENINGS < 10_000


def test_nothing_in_front_matter_is_executed() -> None:
    front = page(f"---\ntitle: !!python/object/apply:os.getcwd []\n---\n{TITLE}").front
    assert front.string("title") is None


def test_values_of_front_matter_are_what_is_written() -> None:
    front = page(f"---\na: yes\nb: 0x10\nc: 2021-13-40\nd: null\n---\n{TITLE}").front
    assert [front.string(key) for key in "abcd"] == ["yes", "0x10", "2021-13-40", "null"]


def test_a_value_of_front_matter_has_its_place() -> None:
    text = f"---\ntitle: a Mmsystem.h\napi_location:\n- Mmsystem.hpp\n- Mmsystem.h\nb: Mmsystem.h\n---\n{TITLE}"
    found = page(text)
    assert found.position(found.front.find("api_location", "Mmsystem.h").start) == (5, 3)
    assert found.position(found.front.find("title", "a").start) == (2, 8)
    assert found.position(found.front.find("api_location", "Otro.h").start) == (3, 1)
    assert found.position(found.front.find("nada").start) == (1, 1)


@pytest.mark.parametrize(
    ("locale", "heading", "expected"),
    [
        ("es-es", '## <a name="return-value"></a>Da igual', "return-value"),
        ("es-es", '## <a name="return-value-1"></a>Da igual', "return-value"),
        ("es-es", '## <a id="parameters"></a>Da igual', "parameters"),
        ("es-es", "## Parámetros", "parameters"),
        ("es-es", "## **PARÁMETROS** ", "parameters"),
        ("ru-ru", "## Параметры", "parameters"),
        ("it-it", "## Valore restituito", "return-value"),
        ("fr-fr", "## Configuration requise", "requirements"),
        ("zh-tw", "## 參數", "parameters"),
        ("zh-tw", "## Remarks", "remarks"),
        ("es-es", '## <a name="otra-cosa"></a>Valor devuelto', "return-value"),
        ("es-es", "## Otra cosa", None),
        ("es-es", "## Параметры", None),
    ],
)
def test_sections_have_canonical_names(locale: str, heading: str, expected: str | None) -> None:
    assert names(f"{TITLE}\n{heading}\n\nuno\n", locale) == [expected]


@pytest.mark.parametrize(
    ("body", "count"),
    [
        pytest.param("```\n## no\n```\n## Parámetros\n", 1, id="in a fence"),
        pytest.param("~~~\n## no\n```\n## no\n~~~\n## Parámetros\n", 1, id="in a fence of another kind"),
        pytest.param("````\n```\n## no\n````\n## Parámetros\n", 1, id="in a longer fence"),
        pytest.param("```uno``` dos\n## Parámetros\n", 1, id="behind code on one line"),
        pytest.param("<!-- uno\n## no\n-->\n## Parámetros\n", 1, id="in a comment"),
        pytest.param("<!-- uno\n## Parámetros\n", 1, id="behind a comment that is not closed"),
        pytest.param("### no\n#no\n## Parámetros\n", 1, id="of another level"),
        pytest.param("## Parámetros\n## Valor devuelto", 2, id="at the end of the file"),
    ],
)
def test_only_headings_are_headings(body: str, count: int) -> None:
    found = names(TITLE + body)
    assert len(found) == count
    assert found[0] == "parameters"
    assert names((TITLE + body).replace("\n", "\r\n")) == found


def test_a_page_without_headings_has_no_sections() -> None:
    assert page("uno\n").sections == page("").sections == ()
    assert page("uno\n").title is None


def test_a_section_ends_where_the_next_begins() -> None:
    found = page(f"{TITLE}intro\n## Parámetros\nuno\n## Parámetros\ndos\n")
    assert [section.text.strip() for section in found.sections] == ["intro", "uno", "dos"]
    assert found.section("parameters").text.strip() == "uno"
    assert found.section("remarks") is None


@given(st.lists(st.sampled_from(["a", "字", "\n", "\r\n", "\r", "\u2028", "\x0b", "😀"]), max_size=30).map("".join))
def test_positions_count_lines_and_characters(text: str) -> None:
    found = page(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert [found.line(number + 1) for number in range(len(lines))] == lines
    assert found.line(0) == found.line(len(lines) + 1) == ""
    for offset, character in enumerate(text):
        line, column = found.position(offset)
        if character not in "\r\n":
            assert lines[line - 1][column - 1] == character


SXS = '<span class="sxs-lookup"><span data-stu-id="1">{}</span></span>'
TTU = '<span data-ttu-id="1">{}</span>'


def test_a_bilingual_page_has_two_halves_with_the_same_offsets() -> None:
    heading = TTU.format("WM\\_A 訊息") + SXS.format("WM\\_A message")
    text = f'# <a name="wm_a-message"></a>{heading}\n'
    found = page(text, "zh-tw")
    assert found.bilingual
    assert found.translation().title.title == "WM_A 訊息"
    english = found.english()
    assert english.title.title == "WM_A message"
    assert english.locale == "en-us"
    assert len(english.text) == len(found.translation().text) == len(text)
    place = english.title.tree  # the body is empty, and reading it does no harm
    assert place.children == []


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_half_that_is_not_closed_ends_with_its_line(newline: str) -> None:
    lines = [f'{TTU.format("訊息")}<span class="sxs-lookup"><span>uno', "", "dos <span>tres</span>", ""]
    assert "dos" in page(newline.join(lines)).translation().text
    assert "uno" not in page(newline.join(lines)).translation().text


def test_a_page_in_one_language_is_its_own_translation() -> None:
    found = page(TITLE)
    assert found.translation() is found
    assert found.english() is None


def read(file: Path) -> Page:
    return read_page(file, "es-es", "a.md", "es-es/a.md")


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"\xef\xbb\xbf" + TITLE.encode())
    assert read(file).text == TITLE
    assert read(file).bom


def test_line_ends_and_nul_stay_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"# a\r\n\r\nb\0c\r\n")
    assert read(file).text == "# a\r\n\r\nb\0c\r\n"
    assert [leaf.flow().text.strip() for leaf in read(file).title.tree.leaves()] == ["b\0c"]


def refusal(file: Path) -> str:
    with pytest.raises(UnreadablePage) as refused:
        read(file)
    return str(refused.value)


def test_what_is_not_utf_8_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes("uno\ndos\nseñal".encode("latin-1"))
    assert refusal(file) == "line 3 is not UTF-8 (byte 0xf1)"


def test_a_page_in_utf_16_is_refused_by_that_name(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes("# WM_SIZE".encode("utf-16"))
    assert refusal(file) == "it is UTF-16, not UTF-8: save it as UTF-8"


def test_what_is_too_large_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"a" * (MAX_BYTES + 1))
    assert "larger than" in refusal(file)
    file.write_bytes(b"a" * MAX_BYTES)
    assert len(read(file).text) == MAX_BYTES


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "loop.md").symlink_to(tmp_path / "loop.md")
    (tmp_path / "dangling.md").symlink_to(tmp_path / "nada.md")
    os.mkfifo(tmp_path / "pipe.md")
    for name in ("folder", "loop", "dangling", "pipe", "absent"):
        assert refusal(tmp_path / f"{name}.md")
