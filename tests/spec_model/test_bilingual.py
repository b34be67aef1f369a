from spec_model.load import load_pages
from spec_model.model import Witness
from spec_model.page import Page
from spec_model.witness import read_english, read_witness


def both(number: int, translated: str, english: str) -> str:
    return (
        f'<span data-ttu-id="1-{number}">{translated}</span>'
        f'<span class="sxs-lookup"><span data-stu-id="1-{number}">{english}</span></span>'
    )


TEXT = f"""---
title: WM_A
---
# <a name="wm_a-message"></a>{both(1, "WM _ A 訊息", "WM_A message")}

## <a name="parameters"></a>{both(2, "參數", "Parameters")}

<dl> <dt>

{both(3, "*無*", "*nFila*")}
</dt> <dd>

{both(4, "一。", "One row of ten.")}

</dd> </dl>

## <a name="return-value"></a>{both(5, "傳回值", "Return value")}

{both(6, "傳回一。", "No return value.")}
"""


def page(locale: str = "zh-tw") -> Page:
    return Page(locale, "a.md", f"{locale}/a.md", TEXT)


def test_the_english_half_is_no_part_of_the_translation() -> None:
    found = read_witness(page())
    assert isinstance(found, Witness)
    assert [p.name.value for p in found.parameters] == ["無"]
    assert found.returns.disposition == "value"
    assert found.name.visible.text == "WM _ A 訊息"
    place = found.parameters[0].name.visible.span
    assert TEXT[place.start : place.end] == "無"


def test_the_english_half_is_a_witness_of_its_own() -> None:
    found = read_english(page())
    assert found.locale == "en-us@zh-tw"
    assert [p.name.value for p in found.parameters] == ["nFila"]
    assert found.returns.disposition == "none"
    place = found.parameters[0].name.visible.span
    assert TEXT[place.start : place.end] == "nFila"


def test_the_english_half_outweighs_visible_translations() -> None:
    loaded = load_pages("a.md", [page()])
    assert [w.locale for w in loaded.message.witnesses] == ["en-us@zh-tw", "zh-tw"]
    assert [p.name for p in loaded.message.parameters] == ["nFila"]
    assert list(loaded.pages) == ["zh-tw"]


def test_a_section_without_english_stays_unread() -> None:
    text = TEXT.replace(both(6, "傳回一。", "No return value."), "傳回一。").replace(
        both(5, "傳回值", "Return value"), "傳回值"
    )
    found = read_english(Page("zh-tw", "a.md", "a.md", text))
    assert found.returns.disposition == "unspecified"
    assert found.returns.span is None


def test_a_page_in_one_language_has_no_english_half(parts) -> None:
    assert read_english(parts.message()) is None
