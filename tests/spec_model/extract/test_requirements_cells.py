"""A table that is read cell by cell says what its tree says, each fact in its own place."""

from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from spec_model.extract import requirements
from spec_model.extract.requirements import read_requirements
from spec_model.inline import MAX_DEPTH
from spec_model.locale import pack_for
from spec_model.model import Requirements
from spec_model.page import Page

HEADS = "| Requisito | Valor |\n|---|---|\n"
LABELS = ["Cliente mínimo compatible<br/>", "Servidor mínimo compatible", "**Encabezado**", "Header", "a", ""]
PIECES = [
    *("Windows Vista", "Windows 2000 Server", "\\[Solo aplicaciones de escritorio\\]", "Winuser.h", "Nuevo", "<br/>"),
    *("(incluya Windows.h)", "<dl> <dt>", "</dt> </dl>", "</dl>", "<b>", "*", "`", "[", "](a)", "<!--", "-->", "&amp;"),
    *(" ", "  ", "\xa0", "\\", "\0", "<tr><td>Header</td><td>a.h</td></tr>", " | ", "\\|"),
]
VALUES = st.lists(st.sampled_from(PIECES), max_size=4).map("".join)
ROWS = st.tuples(
    st.sampled_from(["|", "| ", "   |  "]), st.sampled_from(LABELS), st.sampled_from([" | ", "|", "\t|"]), VALUES,
    st.sampled_from(["|\n", " |\n", "  |  \n", "|\r\n", "|\r", " | c |\n"]),
).map("".join)  # fmt: skip
TABLES = st.tuples(
    st.sampled_from([HEADS, "| Header | a.h |\n|---|---|\n", "| a |\n|---|\n"]),
    st.lists(ROWS, max_size=4),
    st.sampled_from(["", "\n", "\n\nuno\n"]),
).map(lambda parts: f"\n\n{parts[0]}{''.join(parts[1])}{parts[2]}")
DECLARED = "---\napi_location:\n- Winuser.h\n---\n"


def page(text: str, *, front: str = "", before: str = "", locale: str = "es-es") -> Page:
    return Page(locale, "a.md", "a.md", f'{front}{before}## <a name="requirements"></a>R{text}')


def read(given: Page) -> Requirements:
    pack = pack_for(given.locale)
    assert pack is not None
    return read_requirements(given.section("requirements"), given, pack)


def by_tree(given: Page) -> Requirements:
    with patch.object(requirements, "_is_one_table", lambda *_: False):
        requirements._read.__wrapped__.cache_clear()
        found = read(given)
        requirements._read.__wrapped__.cache_clear()
    return found


DEEP = "[" * MAX_DEPTH + "Windows 8" + "](a)" * MAX_DEPTH


@settings(max_examples=500, deadline=None)
@given(TABLES, st.sampled_from(["", DECLARED]))
@example(f"\n{HEADS}|Cliente mínimo compatible|* Windows 8|\n|Header| * a.h|\n", "")
@example(f"\n{HEADS}| Header |\n", "")
@example(f"\n{HEADS}| Cliente mínimo compatible | {DEEP} |\n", "")
@example(f"\n{HEADS}| Header |\n", DECLARED)
@example(f"\n{HEADS}| Header | <table><tr><td>Cliente mínimo compatible</td><td>Windows 8</td></tr> |\n", "")
def test_cells_say_what_the_tree_says(text: str, front: str) -> None:
    given = page(text, front=front)
    assert read(given) == by_tree(given)


def test_an_ordinary_table_is_read_without_its_tree() -> None:
    text = f"\n\n{HEADS}| Cliente mínimo compatible<br/> | Windows Vista<br/>   |\n| Encabezado | Winuser.h |\n"
    with patch.object(requirements, "parse_blocks", side_effect=AssertionError):
        found = read(page(text, before="\n"))
    assert found.client is not None
    assert found.header is not None
    assert (found.client.name.value, found.header.value) == ("Windows Vista", "Winuser.h")


@pytest.mark.parametrize("before", ["", "\n\n", "uno\n\n"])
@pytest.mark.parametrize("padding", ["", "   "])
def test_the_same_cell_has_its_own_place_in_each_table(before: str, padding: str) -> None:
    rows = (
        f"|{padding}Cliente mínimo compatible | {padding}Windows 8{padding} |\n| Header |{padding}a.h (incluya b.h) |"
    )
    given = page(f"\n\n{HEADS}{rows}\n", before=before)
    found = read(given)
    assert found.client is not None
    assert found.header is not None
    assert found.include is not None
    spans = [fact.evidence[0].span for fact in (found.client.name, found.header, found.include)]
    assert [given.text[s.start : s.end] for s in spans] == ["Windows 8", "a.h", "b.h"]


def test_a_cell_is_read_with_the_words_of_its_locale_and_the_header_of_its_page() -> None:
    text = f"\n\n{HEADS}| Header | Windows\\_a.h |\n| Cliente mínimo compatible | Windows 8 |\n"
    assert read(page(text)).client is not None
    assert read(page(text, locale="fr-fr")).client is None
    damaged = f"\n\n{HEADS}| Header | Ммсистем. h |\n"
    proven = read(page(damaged, front="---\napi_location:\n- Mmsystem.h\n---\n")).header
    known = read(page(damaged)).header
    assert proven is not None
    assert known is not None
    assert (proven.evidence[0].kind, known.evidence[0].kind) == ("front-matter", "curated")


def test_what_is_too_large_is_not_remembered() -> None:
    caches = (requirements._read.__wrapped__, requirements._label_in, requirements._headers_in)
    before = [cache.cache_info().currsize for cache in caches]
    assert read(page(f"\n\n{HEADS}| Header | {'a' * 5000}.h |\n")).header is not None
    assert [cache.cache_info().currsize for cache in caches] == before
