import pytest

from spec_model.grammar.catalogue import TRANSLATED, catalogue
from spec_model.grammar.compiled import lexicon_of
from spec_model.grammar.symbols import Symbols, written
from spec_model.locale import packs


def symbols(text: str, language: str = "es", family: str = "") -> list[tuple[str, bool]]:
    found = Symbols(text, lexicon_of(packs()[language]), family).find()
    return [(found[index].name, found[index].proven) for index in sorted(found)]


@pytest.mark.parametrize(
    "text",
    ["", "una palabra", "el valor _ devuelto", "DWORD", "Un INT de 32 bits", "palabra _ otra", "LB ERR sin subrayado"],
)
def test_no_symbol_is_seen_where_none_can_have_stood(text: str) -> None:
    assert symbols(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("LB_ERR", "LB_ERR", id="whole"),
        pytest.param("HTCLIENT", "HTCLIENT", id="without an underscore"),
        pytest.param("LB _ ERR", "LB_ERR", id="spaces"),
        pytest.param("LB _ Err", "LB_ERR", id="spaces and case"),
        pytest.param("lb _ Err", "LB_ERR", id="lower case"),
        pytest.param("_ LB ERR", "LB_ERR", id="underscore before"),
        pytest.param("LB ERR si la _ búsqueda", "LB_ERR", id="underscore elsewhere"),
        pytest.param("S OK si _ se", "S_OK", id="a prefix of one letter"),
        pytest.param("EN _ LINK DO _ _ DEFAULT", "EN_LINK_DO_DEFAULT", id="underscores together"),
        pytest.param("ICERR OK _ .", "ICERR_OK", id="underscore after"),
        pytest.param("_ NEWFONT CDRF", "CDRF_NEWFONT", id="turned round"),
        pytest.param("_ FALSE", "S_FALSE", id="the prefix lost, one symbol fits"),
        pytest.param("XM _ OWN _ CODE", "XM_OWN_CODE", id="not in the catalogue"),
        pytest.param("PSNRET _ NO ES VÁLIDO", "PSNRET_INVALID", id="a part translated"),
    ],
)
def test_a_symbol_is_put_together_where_the_text_proves_it(text: str, name: str) -> None:
    assert symbols(text) == [(name, True)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ИЦЕРР _ ОК", "ICERR_OK"),
        ("ицерр _ бадформат", "ICERR_BADFORMAT"),
        ("_ КОПИКУРСОР DL", "DL_COPYCURSOR"),
        ("ИЦЕРР _ не поддерживается", "ICERR_UNSUPPORTED"),
        ("ицерр не _ поддерживается", "ICERR_UNSUPPORTED"),
        ("EN _ LINK _ _ по умолчанию", "EN_LINK_DO_DEFAULT"),
    ],
)
def test_cyrillic_letters_are_read_by_their_sound(text: str, name: str) -> None:
    assert symbols(text, "ru") == [(name, True)]


def test_a_translated_prefix_is_read_where_the_page_vouches_for_it() -> None:
    assert symbols("фунтов _ Err", "ru", "LB") == [("LB_ERR", True)]
    assert symbols("_ Err", "ru", "CB") == [("CB_ERR", True)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("_ OK", "S_OK", id="many symbols end so, the likeliest is read"),
        pytest.param("CB _ .", "CB_", id="the rest lost"),
        pytest.param("XM _ palabras", "XM_", id="the rest translated, no symbol known"),
    ],
)
def test_what_nothing_proves_is_told_apart(text: str, name: str) -> None:
    assert symbols(text) == [(name, False)]


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        pytest.param("ИЦЕРР _ OWNCODE", "ru", "ICERR_OWNCODE", id="the prefix transliterated"),
        pytest.param("_ OWNCODE ICERR", "it", "ICERR_OWNCODE", id="the prefix last"),
    ],
)
def test_a_symbol_that_is_not_known_keeps_its_known_prefix(text: str, language: str, name: str) -> None:
    assert symbols(text, language) == [(name, False)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("no devuelve _ error", "es"),
        ("не возвращает _ ошибок", "ru"),
        ("ne retourne aucune _ erreur", "fr"),
        ("未傳回 _ 錯誤", "zh-tw"),
    ],
)
def test_a_negated_verb_can_be_what_is_left_of_a_symbol(text: str, language: str) -> None:
    assert symbols(text, language) == [("NO_ERROR", True)]


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("NO _ HAY NINGÚN ERROR", "es", "NO_ERROR"),
        ("ANSI _ de NFR", "es", "NFR_ANSI"),
        ("_ nouvelle tentative FILEOP", "fr", "FILEOP_RETRY"),
        ("E _ 失敗", "zh-tw", "E_FAIL"),
        ("PGF _ 灰色", "zh-tw", "PGF_GRAYED"),
        ("una palabra", "es", None),
        ("", "es", None),
    ],
)
def test_a_whole_cell_is_read_as_one_symbol(text: str, language: str, name: str | None) -> None:
    assert Symbols(text, lexicon_of(packs()[language]), "").whole() == name


def test_translated_words_alone_prove_nothing_unless_the_page_vouches_for_the_family() -> None:
    assert catalogue().resolve(["", f"{TRANSLATED}DODEFAULT"], "") is None
    assert catalogue().resolve(["", f"{TRANSLATED}DODEFAULT"], "CDRF") == "CDRF_DODEFAULT"
    assert catalogue().resolve([], "LB") is None


def test_the_catalogue_holds_symbols_and_types_as_the_headers_spell_them() -> None:
    assert {"TRUE", "LB_ERR", "NO_ERROR", "ICM_LEVEL2_5"} <= catalogue().names
    assert catalogue().types["lresult"] == "LRESULT"
    assert all(name.replace("_", "").isalnum() and name.upper() == name for name in catalogue().names)


def test_what_is_written_is_joined_by_underscores() -> None:
    assert written(" una _ palabra  más ") == "una_palabra_más"
