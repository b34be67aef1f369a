import pytest

from spec_model.witness import read_witness

TABLE = "| Requisito | Valor |\n|---|---|\n| {label}<br/> | {value} |\n"
HEADER = {"es-es": "Encabezado", "ru-ru": "Заголовок", "fr-fr": "En-tête", "zh-tw": "標頭"}


def cell(text: str) -> str:
    return f"<dl> <dt>{text}</dt> </dl>"


def read(parts, text: str, locale: str = "es-es", declared: str | None = None):
    front = f"api_location:\n- {declared}\n" if declared else ""
    table = TABLE.format(label=HEADER[locale], value=cell(text))
    return parts.witness(locale=locale, front=front, requirements=table).requirements


@pytest.mark.parametrize(
    ("text", "header", "include"),
    [
        ("Winuser.h", "Winuser.h", None),
        ("Winuser.h (incluya Windows.h)", "Winuser.h", "Windows.h"),
        ("Winuser. h (incluir Windows. h)", "Winuser.h", "Windows.h"),
        ("Shlobj\\_core.h", "Shlobj_core.h", None),
        ("Shlobj \\_ core.h", "Shlobj_core.h", None),
        ("Nuevo.idl", "Nuevo.idl", None),
        ("Winuser (incluir Windows.h)", "Winuser.h", "Windows.h"),
        ("", None, None),
        ("...", None, None),
    ],
)
def test_headers_are_read(parts, text: str, header: str | None, include: str | None) -> None:
    found = read(parts, text)
    assert (found.header.value if found.header else None) == header
    assert (found.include.value if found.include else None) == include


@pytest.mark.parametrize(
    ("locale", "text", "declared", "expected"),
    [
        ("ru-ru", "Ммсистем. h", "Mmsystem.h", ("Mmsystem.h", "front-matter")),
        ("ru-ru", "Ммсистем. h", None, ("Mmsystem.h", "curated")),
        ("fr-fr", "MMSYSTEM. h", "Mmsystem.h", ("Mmsystem.h", "front-matter")),
        ("zh-tw", "Mmsystem。h", "Mmsystem.h", ("Mmsystem.h", "front-matter")),
        ("es-es", "Winuser.h", "Mmsystem.h", ("Winuser.h", "text")),
        ("es-es", "", "Mmsystem.h", ("Mmsystem.h", "front-matter")),
        ("es-es", "Winuser.h", "Winuser.dll", ("Winuser.h", "text")),
    ],
)
def test_a_damaged_header_is_proven(
    parts, locale: str, text: str, declared: str | None, expected: tuple[str, str]
) -> None:
    found = read(parts, text, locale, declared).header
    assert (found.value, found.evidence[0].kind) == expected


def test_headers_have_their_place(parts, at) -> None:
    table = TABLE.format(label="Encabezado", value=cell("Winuser. h (incluir Windows. h)"))
    page = parts.message(requirements=table, front="api_location:\n- Winuser.h\n")
    needs = read_witness(page).requirements
    assert at(page, needs.header.visible.span) == needs.header.visible.text == "Winuser. h"
    assert at(page, needs.include.visible.span) == "Windows. h"
    assert at(page, needs.header.evidence[0].span) == "Winuser.h"
    assert page.position(needs.header.evidence[0].span.start) == (4, 3)


def test_rows_are_known_by_their_labels(parts) -> None:
    table = "| a | b |\n|---|---|\n| Otro | Windows Vista |\n| Servidor mínimo compatible | Windows Server 2008 |\n"
    needs = parts.witness(requirements=table).requirements
    assert needs.client is None
    assert needs.server.name.value == "Windows Server 2008"


def test_english_labels_are_known_everywhere(parts) -> None:
    table = TABLE.format(label="Minimum supported client", value="Windows Vista")
    assert parts.witness(locale="ru-ru", requirements=table).requirements.client.name.value == "Windows Vista"


def test_the_table_may_be_html(parts) -> None:
    table = "<table><tr><td>Encabezado</td><td><dl><dt>Winuser.h</dt></dl></td></tr></table>"
    assert parts.witness(requirements=table).requirements.header.value == "Winuser.h"


def test_a_page_without_the_section_requires_nothing_that_is_known(parts) -> None:
    needs = parts.witness().requirements
    assert (needs.client, needs.server, needs.header, needs.include) == (None, None, None, None)
