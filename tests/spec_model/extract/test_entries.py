"""A parameter list that is read entry by entry says what its tree says, each fact in its own place."""

from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from spec_model.extract import parameters
from spec_model.extract.entries import cut
from spec_model.extract.parameters import read_parameters
from spec_model.inline import MAX_DEPTH
from spec_model.locale import LocalePack, pack_for
from spec_model.model import StatedParameter
from spec_model.page import Page, Section

PIECES = [
    *("*wParam*", "**A_B**", "A", "uno", "Reservado.", "No se usa.", "Debe ser cero.", "\\[in\\]", "\\[fuera\\]"),
    *('<span id="dwA"></span>', "`", "``", "*", "**", "[", "](a.md)", "<br/>", "<b>", "</b>", "<p>", "</p>", "<tr>"),
    *("<dl> <dt>", "</dt>", "<dd>", "</dd>", "</dd> ", "</dl>", "<!-- ", "-->", "<pre>", "<?", "&amp;", "\\", "\u2060"),
    *("| a | b |", "|---|---|", "| **A_B** | b |", '| <span id="A_C"></span>c<br/>4 | b | c |', "|** A_D** | b |"),
    *("| \\| |", "|"),
    *("- ", "1. ", "> ", "# ", "```", "~~~", "===", "\xa0", "\x0b", "\0"),
    *("</dt> <dd>", "</dd> <dt>", "</dd> </dl>"),
]
TEXT = st.lists(
    st.one_of(st.sampled_from(PIECES), st.sampled_from(["\n", "\n", "\n\n", " ", "\r", "\r\n", "\n\n    "])), max_size=6
).map("".join)
HEADS = st.one_of(st.sampled_from(["*wParam*", "*дв*", '<span id="dwA"></span>*a*', "**A_B**", "`a`"]), TEXT)
ENTRIES = st.tuples(
    HEADS, st.sampled_from(["\n", "\n", " \n", ""]), st.sampled_from(["\n\n", "\n\n", "", "\n"]), TEXT,
    st.sampled_from(["\n\n", "\n", ""]),
)  # fmt: skip
LISTS = st.tuples(
    st.lists(ENTRIES.map(lambda e: f"<dt>\n\n{e[0]}{e[1]}</dt> <dd>{e[2]}{e[3]}{e[4]}</dd> "), max_size=3),
    st.sampled_from(["\n", "\n", "\n", "", "\n\xa0", "\n\nz", " ", "</dl>\n"]),
).map(lambda parts: f"\n\n<dl> {''.join(parts[0])}</dl>{parts[1]}")


def section(text: str, *, before: str = "", locale: str = "es-es") -> Section:
    page = Page(locale, "a.md", "a.md", f'{before}## <a name="parameters"></a>P{text}')
    found = page.section("parameters")
    assert found is not None
    return found


def pack() -> LocalePack:
    found = pack_for("es-es")
    assert found is not None
    return found


def by_tree(given: Section) -> tuple[StatedParameter, ...]:
    with patch.object(parameters, "cut", lambda _: None):
        return read_parameters(given, pack())


def listed(*entries: tuple[str, str], after: str = "") -> str:
    """A list written the ordinary way, with its heads and descriptions."""
    inner = "".join(f"<dt>\n\n{head} \n</dt> <dd>\n\n{text}\n\n</dd> " for head, text in entries)
    return f"\n\n<dl> {inner}</dl>\n{after}"


DEEP = "[" * MAX_DEPTH + "uno" + "](a)" * MAX_DEPTH
HEADS_OF_TABLE = "uno\n\n| a | b |\n|---|---|\n"


@settings(max_examples=500, deadline=None)
@given(LISTS)
@example(listed(("*a*", "x `y"), ("*b*", "z` <br/>")))
@example("\n<dl> <dt>\n\n<p>`\n</dt> <dd>`a`</dd> <dt>\n\n*b*\n</dt> <dd>c</dd> </dl>\n")
@example("\n<dl> <dt>\n\n*a*\n</dt> <dd>b\r\rc</dd> <dt>\n\n*d*\n</dt> <dd>\n\ne\n\n</dd> </dl>\n")
@example(listed(("*a*", DEEP)))
@example(listed(("*a*", f"{HEADS_OF_TABLE}| {'[' * (MAX_DEPTH - 6)}**A_B** | c |")))
@example(listed(("*a*", f"{HEADS_OF_TABLE}|** A_B** | c |\n| ** A_C** | c |")))
@example(listed(("*a*", f"{HEADS_OF_TABLE}| **A_B** | <table><tr><td>**A_C**</td><td>b</td></tr></table> |")))
@example(listed(("*a*", "- x\n\n<pre>"), ("*b*", "uno")))
@example(listed(("*a*", "- x\n\n```\nx"), ("*b*", "uno")))
@example(listed(("**A_B**", "c"), ("**A_C**", "c"), ("*a*", "c"), ("**A_D**", "c")))
@example(listed(("*a*", "uno\n\n| a |\n|--|\n| **A_B** |")))
@example(listed(("*a*", "uno\n\n~~~\nx"), ("*b*", "uno")))
@example(listed(("*a*", "uno\n\n- dos\n\n> tres"), ("*b*", "cuatro\n- cinco")))
@example(listed(("*a*", "No se usa.")))
@example(listed(("*a*", "No se usa.\n\nSi es uno, debe ser dos.")))
@example(listed(("*a*", "No se usa.\n\n- Si es uno, debe ser dos.")))
@example(listed(("*a*", "uno\n\xa0\ndos")))
@example(listed(("*a*", "uno"), after="\xa0\n"))
@example("\n<dl> <dt>\n\n*a*\n</dt> <dd>\nuno\n</dd> </dl>\n")
def test_entries_say_what_the_tree_says(text: str) -> None:
    given = section(text)
    assert read_parameters(given, pack()) == by_tree(given)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_ordinary_list_is_read_without_its_tree(newline: str) -> None:
    table = "| a | b |\n|---|---|\n| **A_B**<br/>4 | c<br/> |"
    one_line = "<dt>\n\n*c* \n</dt> <dd>Debe ser cero.</dd> </dl>"
    text = listed(("*a* \\[in\\]", "uno"), ("*b*", f"dos\n\n{table}")).replace("</dl>", one_line)
    given = section(text.replace("\n", newline))
    found = read_parameters(given, pack())
    assert "tree" not in vars(given)
    assert [p.name.value for p in found] == ["a", "b", "c"]
    assert [p.used and p.used.value for p in found] == [True, True, False]
    assert [(c.name.value, c.number and c.number.value) for c in found[1].constants] == [("A_B", 4)]
    assert found == by_tree(given)


@pytest.mark.parametrize(
    "text",
    [
        f"\n\na\n{listed(('*a*', 'uno'))}",
        listed(("*a*", "uno"), after="\ndos\n"),
        "\n\n<dl> <dt>*a*</dt> <dd>uno</dd> </dl>\n",
        "\n\n<dl> <dt>\n\n*a*\n</dt> <dd>\n\nuno\n\n</dd> <dt>*b*</dt> <dd>uno</dd> </dl>\n",
        "\n\n<dl> <dt>\n\n*a*\n</dt> <dd>\n\nuno\n\n",
    ],
)
def test_what_is_more_than_an_ordinary_list_is_not_cut(text: str) -> None:
    assert cut(text) is None


def test_the_same_text_has_its_own_place_on_each_page() -> None:
    table = "| a | b |\n|---|---|\n| **A_B** | c |"
    text = listed(*[("*a* \\[in\\]", f"uno\n\n{table}")] * 2)
    for before in ("", "antes\n\n", "\n" * 50):
        given = section(text, before=before)
        found = read_parameters(given, pack())
        assert found == by_tree(given)
        for parameter in found:
            assert parameter.direction is not None
            assert parameter.used is not None
            facts = (parameter.name, parameter.direction, parameter.used, parameter.constants[0].name)
            spans = [fact.evidence[0].span for fact in facts]
            assert [given.source[s.start : s.end] for s in spans] == ["a", "in", "uno", "A_B"]
        assert found[0].span.end < found[1].span.start


def test_a_locale_does_not_read_what_another_has_read() -> None:
    text = listed(("*a* \\[fuera\\]", "No se usa."))
    english = pack_for("en-us")
    assert english is not None
    (own,) = read_parameters(section(text), pack())
    (other,) = read_parameters(section(text, locale="en-us"), english)
    assert (own.direction is not None, own.used and own.used.value) == (True, False)
    assert (other.direction, other.used and other.used.value) == (None, True)


def test_the_code_of_a_page_proves_names_of_its_own_list_only() -> None:
    text = listed(("*двдриверид*", "uno"))
    with_code = section(text, before="```\ndwDriverId\n```\n\n")
    without = section(text)
    assert [p.name.evidence[0].kind for p in read_parameters(with_code, pack())] == ["code"]
    assert [p.name.evidence[0].kind for p in read_parameters(without, pack())] != ["code"]
