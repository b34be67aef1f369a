"""Sections that many pages have word for word are read once, and belong to each page all the same."""

import pytest

from spec_model.extract import returns
from spec_model.extract.returns import read_returns
from spec_model.grammar.literals import literal_values, literals
from spec_model.locale import LocalePack, pack_for
from spec_model.model import ReturnContract
from spec_model.page import Page, Section

LONG = "Nothing of this matters. " * 40  # more than is remembered


def pack_of(locale: str) -> LocalePack:
    pack = pack_for(locale)
    assert pack is not None
    return pack


def section_of(text: str, *, title: str = "XM\\_TEST", page: str = "xm-test.md", locale: str = "en-us") -> Section:
    path = f"desktop-src/x/{page}"
    head = f'# <a name="xm_test-message"></a>{title}\n\n## <a name="return-value"></a>Return value\n\n'
    section = Page(locale, path, path, f"{head}{text}\n").section("return-value")
    assert section is not None
    return section


def read(section: Section, locale: str = "en-us") -> ReturnContract:
    return read_returns(section, pack_of(locale))


def words(section: Section, contract: ReturnContract) -> list[str]:
    """What stands at the places of a contract."""
    assert contract.span == section.body
    places = [o.value_span for o in contract.outcomes] + [e.span for e in contract.type.evidence if contract.type]
    return [section.source[place.start : place.end] for place in (*places, *contract.unread) if place]


@pytest.mark.parametrize("more", ["", f"\n\n{LONG}"])
def test_the_same_section_has_its_own_place_on_every_page(more: str) -> None:
    said = "Returns **TRUE** if it succeeds, or **LB\\_ERR** otherwise. Callers have seen LB\\_ERR elsewhere."
    text = f"Type: **LRESULT**\n\n{said}{more}"
    one, other = section_of(text), section_of(text, title="A much longer title than that of the other page")
    assert one.body.start != other.body.start
    first, second = read(one), read(other)
    assert words(one, first) == words(other, second)
    assert words(one, first)[:3] == ["TRUE", "LB\\_ERR", "LRESULT"]
    assert words(one, first)[3:4] == ["Callers have seen LB\\_ERR elsewhere"]
    assert [o.value for o in first.outcomes] == [o.value for o in second.outcomes] == ["TRUE", "LB_ERR"]


def test_a_section_of_another_language_is_read_in_that_language() -> None:
    text = "Returns zero."
    found = [read(section_of(text, locale=locale), locale).outcomes[0].value for locale in ("en-us", "ru-ru", "en-us")]
    assert found == ["0", "described", "0"]


@pytest.mark.parametrize(
    "text",
    [
        "Returns \\_ ERR.",
        "Returns one of these values:\n\n- ERR SPACE\n",
        "Returns one of these values:\n\n1) ERR SPACE",
    ],
)
def test_the_page_tells_which_symbol_is_meant(text: str) -> None:
    found = [read(section_of(text, page=f"{prefix}-test.md")) for prefix in ("lb", "cb", "lb")]
    names = [outcome.value for contract in found for outcome in contract.outcomes]
    assert [name.partition("_")[0] for name in names] == ["LB", "CB", "LB"]


def test_sentences_without_a_symbol_are_read_once_for_all_messages() -> None:
    returns._remembered_contract.cache_clear()
    for prefix in ("lb", "cb", "wm"):
        read(section_of("Returns zero where nothing was done.", page=f"{prefix}-test.md"))
    assert returns._remembered_contract.cache_info().misses == 1


def test_a_long_section_is_not_kept() -> None:
    returns._remembered_contract.cache_clear()
    read(section_of(LONG))
    assert returns._remembered_contract.cache_info().currsize == 0


def test_what_has_no_text_has_no_place() -> None:
    rows = '| Code | Meaning |\n|--|--|\n| <span id="LB_ERR"><b></b></span> | Failed. |\n'
    section = section_of(f"Returns one of the following values.\n\n{rows}")
    (outcome,) = read(section).outcomes
    assert outcome.value == "LB_ERR"
    assert outcome.value_span is not None
    assert (outcome.value_span.start, outcome.value_span.end) == (0, 0)


@pytest.mark.parametrize("more", ["", f"\n\n{LONG}"])
def test_literals_are_those_of_their_own_section(more: str) -> None:
    text = f"Returns **TRUE**, or LB\\_ERR, or 5.{more}"
    for title in ("XM\\_TEST", "Another one"):
        section = section_of(text, title=title)
        placed = literals(section, pack_of("en-us"))
        assert (
            tuple(value for value, _ in placed) == literal_values(section, pack_of("en-us")) == ("TRUE", "LB_ERR", "5")
        )
        written = [section.source[span.start : span.end] for _, span in placed]
        assert written == ["TRUE", "LB\\_ERR", "5"]
    assert literal_values(section_of("Returns zero."), pack_of("en-us")) == ("0",)
    assert literal_values(section_of("Returns zero."), pack_of("ru-ru")) == ()


@pytest.mark.parametrize("more", ["", f"\n\n{LONG}"])
@pytest.mark.parametrize(("page", "symbols"), [("lb-test.md", ("LB_ERR",)), ("xm-test.md", ())])
def test_a_broken_symbol_is_told_by_the_page(page: str, symbols: tuple[str, ...], more: str) -> None:
    section = section_of(f"\\_ se la lista è vuota, viene restituito lb ERR.{more}", page=page, locale="it-it")
    assert literal_values(section, pack_of("it-it")) == symbols
    assert tuple(value for value, _ in literals(section, pack_of("it-it"))) == symbols
