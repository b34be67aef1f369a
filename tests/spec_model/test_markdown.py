import re
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spec_model import inline as reader
from spec_model.inline import MAX_DEPTH
from spec_model.markdown import parse_blocks, parse_inline
from spec_model.tree import Element, Text


def shape(element: Element) -> str:
    """The tree in one line: tags with their children in brackets, text in quotes."""
    inner = [repr(c.value.strip()) if isinstance(c, Text) else shape(c) for c in element.children]
    return f"{element.tag}({' '.join(part for part in inner if part != repr(''))})"


def tree(text: str) -> str:
    return shape(parse_blocks(text, 0, len(text)))[len("section") :].removeprefix("(").removesuffix(")")


def inline(text: str) -> Element:
    return parse_inline(text, 0, len(text))


def texts(element: Element) -> list[Text]:
    """The text below an element in the order of the tree."""
    found = []
    for child in element.children:
        found += [child] if isinstance(child, Text) else texts(child)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "<dl> <dt>\n\n*a*\n</dt> <dd>\n\nuno\n\n</dd> <dt>\n\n*b*\n</dt> <dd>\n\ndos\n\n</dd> </dl>\n",
            "dl(dt(p(em('a'))) dd(p('uno')) dt(p(em('b'))) dd(p('dos')))",
            id="a list that opens in one HTML block and closes in another",
        ),
        pytest.param(
            "<dl> <dt>*a*\n<dd>uno\n<dt>*b*\n<dd>dos\n</dl>\n\nfin\n",
            "dl(dt(em('a')) dd('uno') dt(em('b')) dd('dos')) p('fin')",
            id="items that are not closed end where the next begins",
        ),
        pytest.param(
            "<dl> <dt>*a*</dt> <dd>uno\n\nmás\n",
            "dl(dt(em('a')) dd('uno' p('más')))",
            id="a list that is never closed ends with the section",
        ),
        pytest.param("</dd> </dl>\n\nfin\n", "p('fin')", id="end tags of nothing"),
        pytest.param(
            "<dl><dt>a</dt><dd>\n<dl><dt>b</dt><dd>c</dd></dl>\n</dd><dt>d</dt></dl>\n",
            "dl(dt('a') dd(dl(dt('b') dd('c'))) dt('d'))",
            id="a list inside a description does not end the outer one",
        ),
        pytest.param(
            "| a | b |\n|---|---|\n| <dl> <dt>**N\\_A**</dt> <dt>4</dt> </dl> | uno<br/> |\n",
            "table(tr(th('a') th('b')) tr(td(dl(dt(strong('N_A')) dt('4'))) td('uno' br())))",
            id="a list inside a table cell",
        ),
        pytest.param(
            "| a | b |\n|---|---|\n| <dl><dt>x | y |\n\nfin\n",
            "table(tr(th('a') th('b')) tr(td(dl(dt('x'))) td('y'))) p('fin')",
            id="a tag that is open at the end of a cell is closed there",
        ),
        pytest.param(
            "| a \\| b | c |\n|---|---|\n| d | e |\n",
            "table(tr(th('a | b') th('c')) tr(td('d') td('e')))",
            id="an escaped bar does not split a cell",
        ),
        pytest.param("```C++\n<dt>*a*\n```\n\nfin\n", "pre('<dt>*a*') p('fin')", id="code is not read"),
        pytest.param("```\nuno\n", "pre('uno')", id="a fence that is not closed ends with the section"),
        pytest.param("- uno\n- dos\n", "ul(li(p('uno')) li(p('dos')))", id="a list of Markdown"),
        pytest.param("1. 1\n", "ol(li(p('1')))", id="an item that reads like its own marker"),
        pytest.param("> uno\n", "quote(p('uno'))", id="a quote"),
    ],
)
def test_blocks(text: str, expected: str) -> None:
    assert tree(text) == expected
    assert tree(text.replace("\n", "\r\n")).replace("\r", "") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a * b * c", "'a * b * c'", id="a mark between spaces is none"),
        pytest.param("5 \\* a\\_b", "'5 * a_b'", id="escapes"),
        pytest.param("a_b_c", "'a_b_c'", id="an underscore is part of a name"),
        pytest.param("*a* **b**", "em('a') strong('b')", id="italic and bold"),
        pytest.param("**TRUE si** b", "strong('TRUE si') 'b'", id="bold that takes in a word too many"),
        pytest.param("**a *b** c", "strong('a' em('b')) 'c'", id="marks that overlap"),
        pytest.param("**a", "strong('a')", id="bold that is never closed"),
        pytest.param("*a**b*", "em('a' strong('b'))", id="italic that does not end within bold"),
        pytest.param("**a*** b", "strong('a') em('b')", id="bold with a mark too many"),
        pytest.param("*a *b*", "em('a') 'b' em()", id="italic that is closed after a space"),
        pytest.param("*a *b* c", "em('a') 'b' em('c')", id="italic that ends before a word"),
        pytest.param("***a* b**", "strong(em('a') 'b')", id="italic that begins with bold"),
        pytest.param("<b>**a** b</b>", "strong() 'a' strong('b')", id="bold within bold"),
        pytest.param("*\u2060* b", "em() 'b'", id="italic of nothing but filler"),
        pytest.param("[a](b.md) c", "a('a') 'c'", id="a link"),
        pytest.param("[a](b(v=vs.85)) c", "a('a') 'c'", id="a link with parentheses"),
        pytest.param("[**A\\_B**](b.md)", "a(strong('A_B'))", id="a link of bold text"),
        pytest.param("\\[in\\] a", "'[in] a'", id="brackets that are escaped"),
        pytest.param("[in] a", "bracket('[' 'in]') 'a'", id="brackets that are no link"),
        pytest.param("a](b) c", "'a' '](b)' 'c'", id="the end of a link that never began"),
        pytest.param("`a*b*` c", "code('a*b*') 'c'", id="code"),
        pytest.param("``a`b`` c", "code('a`b') 'c'", id="code that holds a tick"),
        pytest.param("`a **b**", "'`a' strong('b')", id="a tick that is alone"),
        pytest.param("`` a ` b `c`", "'`` a' code('b') 'c`'", id="ticks that find no partner do not hide others"),
        pytest.param("a&lt;b&amp;&#1078;&nosuch;", "'a<b&ж&nosuch;'", id="character references"),
        pytest.param("a<!-- *b* -->c", "'a' 'c'", id="a comment"),
        pytest.param("a<br>b</br>c", "'a' br() 'b' br() 'c'", id="line breaks"),
        pytest.param("a < b <c", "'a < b <c'", id="a sign that opens no tag"),
        pytest.param("<b>a</b> <I>c</I>", "strong('a') em('c')", id="bold and italic of HTML"),
        pytest.param('<span id="x"></span>*y*', "span() em('y')", id="an anchor"),
    ],
)
def test_inline(text: str, expected: str) -> None:
    assert shape(inline(text))[2:-1] == expected


def test_a_link_keeps_its_whole_target() -> None:
    (link,) = inline("[a](/b/c(v=vs.85)) d").find("a")
    assert link.get("href") == "/b/c(v=vs.85)"


def test_a_lone_tick_does_not_hide_the_code_of_later_paragraphs() -> None:
    assert tree("uno ` dos\n\n`x` tres\n") == "p('uno ` dos') p(code('x') 'tres')"


def test_nesting_beyond_all_sense_is_flattened() -> None:
    text = "<div>" * 50_000 + "fin"
    root = parse_blocks(text, 0, len(text))
    assert [leaf.flow().text for leaf in root.leaves()] == ["fin"]
    assert MAX_DEPTH < 200


def test_a_flow_leads_back_to_the_page() -> None:
    text = "Da **LB\\_ERR** &lt; `0`"
    flow = inline(text).flow()
    assert flow.text == "Da LB_ERR < 0"
    name = flow.span(3, 9)
    assert text[name.start : name.end] == "LB\\_ERR"
    sign = flow.span(10, 11)
    assert text[sign.start : sign.end] == "&lt;"
    assert flow.run_at(4).styles == {"strong"}
    assert flow.run_at(100) is None


def test_a_flow_is_one_piece_of_prose() -> None:
    text = "<dl><dt>a<br/>b<ul><li>c</li></ul></dt></dl>"
    (item,) = parse_blocks(text, 0, len(text)).find("dt")
    assert item.flow().text == "a\nb"


MARKUP = st.sampled_from(
    ["<dl>", "<dt>", "</dt>", "<dd>", "</dd>", "</dl>", "<br/>", "<table>", "<td>", "</tr>", "<span>", "</span>",
     "*", "**", "`", "```\n", "[", "](", ")", "\\_", "\\", "&amp;", "&", "<!--", "-->", "| ", "|--|--|\n", "\n", "\n\n",
     "> ", "- ", "1. ", "# ", "\r\n", "\r", "\0", "\u2060", "\u2028", "é", "字", "a", "WM_A", " ", "    "]
)  # fmt: skip
HOSTILE = st.lists(MARKUP | st.text(max_size=3), max_size=60).map("".join)


@given(HOSTILE)
def test_the_text_of_every_node_stands_on_the_page_where_it_says(text: str) -> None:
    for node in texts(parse_blocks(text, 0, len(text))):
        assert node.raw == text[node.start : node.end]


@given(HOSTILE)
def test_no_character_is_read_twice_nor_out_of_order(text: str) -> None:
    ends = [0]
    for node in texts(parse_blocks(text, 0, len(text))):
        assert node.start >= ends[-1]
        ends.append(node.end)


@given(HOSTILE)
def test_an_element_covers_its_children(text: str) -> None:
    for element in parse_blocks(text, 0, len(text)).walk():
        assert 0 <= element.start <= element.end <= len(text)
        for child in element.children:
            assert element.start <= child.start
            assert child.end <= element.end


@given(HOSTILE)
def test_every_character_of_a_flow_has_its_place(text: str) -> None:
    for leaf in parse_blocks(text, 0, len(text)).leaves():
        flow = leaf.flow()
        last = 0
        for index, character in enumerate(flow.text):
            span = flow.span(index, index + 1)
            assert last <= span.start < span.end <= len(text)
            raw = text[span.start : span.end]
            assert raw == character or raw[0] in "\\&<"
            last = span.start


@given(st.text(max_size=40).map(lambda text: text + "\n"), HOSTILE)
def test_a_part_of_a_page_has_the_offsets_of_the_page(before: str, text: str) -> None:
    alone = parse_blocks(text, 0, len(text))
    within = parse_blocks(before + text, len(before), len(before) + len(text))
    assert [(n.raw, n.start + len(before)) for n in texts(alone)] == [(n.raw, n.start) for n in texts(within)]


@pytest.mark.parametrize("line", ["<dl> <dt>", "<p><p>", "<li><td>x", "</p><dd>"])
def test_a_heading_of_nothing_but_open_blocks_is_read(line: str) -> None:
    assert parse_inline(line, 0, len(line)).end == len(line)


def placed(element: Element) -> object:
    """The tree with the places and attributes of all elements."""
    inner = [(c.start, c.end) if isinstance(c, Text) else placed(c) for c in element.children]
    return element.tag, element.start, element.end, element.attrs, inner


_TAG_BY_TAG = re.compile(reader._MARK.pattern.replace("</(?:span|a)>", "(?!)"), reader._MARK.flags)
_PIECES = [
    '<span id="a"></span>', "<span></span>", "<span/></span>", '<a name="b"></a>', "<A></a>", "<a></span>", "</a></a>",
    "<span>", "<dt>", "<p>", "<b>", "</span>", "</a>", "</b>", "*", "x", " ", "[", "](u)", "`",
]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join), st.sampled_from([0, MAX_DEPTH - 3, MAX_DEPTH]))
def test_an_anchor_is_read_at_once_as_it_is_tag_by_tag(text: str, depth: int) -> None:
    at_once = placed(parse_inline(text, 0, len(text), depth=depth))
    with patch.object(reader, "_MARK", _TAG_BY_TAG):
        assert placed(parse_inline(text, 0, len(text), depth=depth)) == at_once
