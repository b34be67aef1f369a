from pathlib import Path

import pytest
import yaml

from spec_model.model import StatedParameter
from spec_model.page import Page
from spec_model.witness import read_witness

CASES = yaml.safe_load((Path(__file__).parent / "cases/parameters.yaml").read_text(encoding="utf-8"))


def line(parameter: StatedParameter) -> str:
    """A parameter as the case documents write it."""
    text = parameter.name.value
    if parameter.direction:
        text += f" [{parameter.direction.value}]"
    if parameter.used and parameter.used.value is False:
        text += " unused"
    if parameter.name.visible and parameter.name.visible.text != parameter.name.value:
        text += f" «{parameter.name.visible.text}»"
    constants = [c.name.value + (f"={c.number.value}" if c.number else "") for c in parameter.constants]
    return f"{text}: {' '.join(constants)}" if constants else text


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_parameters_are_read(case, parts, at) -> None:
    given = {"locale": case.get("locale", "es-es"), "intro": case.get("intro", ""), "parameters": case["text"]}
    found = parts.witness(**given).parameters
    assert [line(parameter) for parameter in found] == case["expect"]
    page = parts.message(**given)
    for parameter in found:
        for fact in (parameter.name, parameter.direction, *(c.name for c in parameter.constants)):
            if fact and fact.visible:  # what is said to stand there does, but for escapes and spaces
                assert at(page, fact.visible.span).replace("\\", "").replace("*", "") == fact.visible.text


def test_windows_line_ends_change_nothing(parts) -> None:
    for case in CASES:
        page = parts.message(locale=case.get("locale", "es-es"), intro=case.get("intro", ""), parameters=case["text"])
        found = read_witness(Page(page.locale, page.page, page.path, page.text.replace("\n", "\r\n")))
        assert [line(parameter) for parameter in found.parameters] == case["expect"], case["title"]


def test_the_names_have_their_place(parts) -> None:
    page = parts.message(
        locale="ru-ru", parameters='<dl> <dt>\n\n<span id="dwA"></span>*двА*  \\[in\\]\n</dt> <dd>Один.</dd> </dl>'
    )
    (parameter,) = read_witness(page).parameters
    anchor, visible = parameter.name.evidence
    assert (anchor.kind, anchor.text) == ("anchor", "dwA")
    assert page.position(anchor.span.start) == (12, 1)
    assert page.position(visible.span.start) == (12, 24)
    assert page.position(visible.span.end) == (12, 27)
    assert page.position(parameter.direction.evidence[0].span.start) == (12, 32)


def test_a_page_without_the_section_has_no_parameters(parts) -> None:
    assert parts.witness().parameters == ()


def test_many_parameters_are_read(parts) -> None:
    items = "".join(f"<dt>*a{i}*</dt> <dd>b</dd>\n" for i in range(2000))
    assert len(parts.witness(parameters=f"<dl> {items} </dl>").parameters) == 2000
