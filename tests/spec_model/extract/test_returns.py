from pathlib import Path

import pytest
import yaml

from spec_model.extract.returns import read_returns
from spec_model.locale import pack_for
from spec_model.model import ReturnContract
from spec_model.page import Page

CASES = Path(__file__).parent / "cases"
KEYS = {"title", "text", "expect", "type", "page"}


def page_of(text: str, locale: str, page: str = "desktop-src/x/xm-test.md") -> Page:
    head = '# <a name="xm_test-message"></a>XM\\_TEST\n\n## <a name="return-value"></a>Return value\n\n'
    return Page(locale, page, page, f"{head}{text}\n")


def contract_of(text: str, locale: str, page: str = "desktop-src/x/xm-test.md") -> tuple[ReturnContract, Page]:
    given = page_of(text, locale, page)
    pack = pack_for(locale)
    assert pack is not None
    return read_returns(given.section("return-value"), pack), given


def said(contract: ReturnContract) -> set[str]:
    """A contract in the words of the case documents."""
    return {f"{o.when} {o.value}" for o in contract.outcomes} or {contract.disposition}


def documents() -> list[object]:
    return [
        pytest.param(case, language, id=f"{language}: {case['title']}")
        for path in sorted(CASES.glob("returns-*.yaml"))
        for language in [path.stem.removeprefix("returns-")]
        for case in yaml.safe_load(path.read_text("utf-8"))
    ]


@pytest.mark.parametrize(("case", "locale"), documents())
def test_a_section_is_read_as_its_case_says(case: dict[str, str], locale: str) -> None:
    assert set(case) <= KEYS
    contract, page = contract_of(case["text"], locale, case.get("page", "desktop-src/x/xm-test.md"))
    readings = [{part.strip() for part in reading.split(",")} for reading in case["expect"].split("|")]
    assert said(contract) in readings
    assert (contract.type.value if contract.type else None) == case.get("type")
    for outcome in contract.outcomes:
        assert outcome.span is not None
        assert outcome.value_span is not None
        assert outcome.span.start <= outcome.value_span.start < outcome.value_span.end <= outcome.span.end
        assert page.text[outcome.value_span.start : outcome.value_span.end].strip()


def sentences() -> list[object]:
    """The sentences under what they say, with their language; a line break within one is written as ``\\n``."""
    return [
        pytest.param(line.replace("\\n", "\n"), expected, language, id=f"{language}: {line}")
        for path in sorted(CASES.glob("sentences-*.yaml"))
        for language in [path.stem.removeprefix("sentences-")]
        for expected, lines in yaml.safe_load(path.read_text("utf-8")).items()
        for line in lines.splitlines()
    ]


@pytest.mark.parametrize(("text", "expected", "locale"), sentences())
def test_a_sentence_says_what_it_stands_under(text: str, expected: str, locale: str) -> None:
    assert said(contract_of(text, locale)[0]) == {part.strip() for part in expected.split(",")}


def test_a_page_without_a_section_says_nothing() -> None:
    pack = pack_for("es-es")
    assert pack is not None
    contract = read_returns(None, pack)
    assert (contract.disposition, contract.confidence, contract.span) == ("unspecified", 1.0, None)


def test_an_empty_section_says_nothing_for_certain() -> None:
    contract, page = contract_of("", "es-es")
    assert (contract.disposition, contract.confidence) == ("unspecified", 0.0)
    assert contract.span == page.sections[1].body


def test_the_places_are_those_of_the_value_and_of_its_clause() -> None:
    contract, page = contract_of(
        "Devuelve **TRUE si** se realiza correctamente o **FALSE** en caso contrario.", "es-es"
    )
    success, failure = contract.outcomes
    assert success.span is not None
    assert success.value_span is not None
    assert failure.value_span is not None
    assert page.text[success.value_span.start : success.value_span.end] == "TRUE"
    assert page.text[success.span.start : success.span.end] == "TRUE si** se realiza correctamente"
    assert page.text[failure.value_span.start : failure.value_span.end] == "FALSE"
    assert page.position(failure.value_span.start) == (5, 51)


def test_what_is_not_understood_is_kept_and_lowers_the_confidence() -> None:
    text = "Returns zero if successful.\n\nTherewith zero, therefore TRUE holds."
    contract, page = contract_of(text, "en-us")
    assert said(contract) == {"success 0"}
    assert 0.2 < contract.confidence < 0.6
    (unread,) = contract.unread
    assert page.text[unread.start : unread.end].startswith("Therewith")


def test_a_type_has_its_place() -> None:
    contract, page = contract_of("Тип: **ХМЕНУ**\n\nВозвращает ноль.", "ru-ru")
    assert contract.type is not None
    evidence = contract.type.visible
    assert evidence is not None
    assert (contract.type.value, evidence.text) == ("HMENU", "ХМЕНУ")
    assert page.text[evidence.span.start : evidence.span.end] == "ХМЕНУ"


def test_a_name_that_nothing_proves_halves_the_confidence() -> None:
    contract, _ = contract_of("Возвращает ABC \\_ ЖЩК.", "ru-ru")
    assert (said(contract), contract.confidence) == ({"always ABC_ЖЩК"}, 0.5)


def test_an_anchor_proves_the_name_of_a_row() -> None:
    text = (
        "Devuelve uno de los valores siguientes.\n\n| Código | Descripción |\n|---|---|\n"
        '| <span id="XM_FIRST"></span><dl> <dt>**XM \\_ PRIMERO**</dt> </dl> | El primero. |\n'
    )
    contract, _ = contract_of(text, "es-es")
    assert said(contract) == {"condition XM_FIRST"}


def test_each_half_of_a_bilingual_page_is_read_by_itself() -> None:
    text = (
        '<span data-ttu-id="a-1">Devuelve cero.</span>'
        '<span class="sxs-lookup"><span data-stu-id="a-1">Returns nonzero.</span></span>'
    )
    page = page_of(text, "es-es")
    english = page.english()
    assert english is not None
    spanish_pack, english_pack = pack_for("es-es"), pack_for("en-us")
    assert spanish_pack is not None
    assert english_pack is not None
    assert said(read_returns(page.translation().section("return-value"), spanish_pack)) == {"always 0"}
    assert said(read_returns(english.section("return-value"), english_pack)) == {"always nonzero"}


def test_a_link_counts_on_its_own_page_only() -> None:
    linked, _ = contract_of("Devuelve [XM\\_ERR](xm-err.md).", "es-es")
    plain, _ = contract_of("Devuelve XM\\_ERR.", "es-es")
    assert (said(linked), said(plain)) == ({"always described"}, {"always XM_ERR"})
