from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from spec_model import markdown
from spec_model.blocks import PlainBlock, plain_blocks
from spec_model.markdown import parse_blocks
from spec_model.tree import Element, Text

PARSER = MarkdownIt("commonmark", {"html": True}).enable("table").disable(["reference", "inline", "text_join"])

KINDS = {"html_block": "html", "paragraph_open": "paragraph", "table_open": "table", "fence": "code"}


def by_the_library(body: str) -> list[PlainBlock] | None:
    """The blocks that markdown-it-py finds, None where there are others than paragraphs, HTML, tables and code."""
    tokens = [token for token in PARSER.parse(body) if token.level == 0 and token.nesting >= 0]
    if any(token.type not in KINDS for token in tokens):
        return None
    unified = body.replace("\r\n", "\r").replace("\r", "\n")
    assert unified == body, "offsets are compared where a line end is one character"
    lines = [0, *(at + 1 for at, character in enumerate(body) if character == "\n"), len(body)]
    return [(KINDS[token.type], *(lines[line] for line in token.map)) for token in tokens]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("\n \n", [], id="blank lines"),
        pytest.param("uno\ndos\n \ntres", [("paragraph", 0, 8), ("paragraph", 10, 14)], id="paragraphs"),
        pytest.param(
            "<dl> <dt>\n\n*a* \n</dt>\n",
            [("html", 0, 10), ("paragraph", 11, 16), ("html", 16, 22)],
            id="a list of HTML",
        ),
        pytest.param("<b>\nuno\n", [("html", 0, 8)], id="an inline tag alone on its line"),
        pytest.param("uno\n<b>\n", [("paragraph", 0, 8)], id="an inline tag alone on a later line"),
        pytest.param("uno\r\n\r\n<p>\r\n", [("paragraph", 0, 5), ("html", 7, 12)], id="line ends of two characters"),
        pytest.param("**uno** dos\n", [("paragraph", 0, 12)], id="words in bold"),
        pytest.param("| a |\n|---|\n| b |\n\nuno\n", [("table", 0, 18), ("paragraph", 19, 23)], id="a plain table"),
        pytest.param(
            "a\n\n```c\n\n# x\n```\nb", [("paragraph", 0, 2), ("code", 3, 17), ("paragraph", 17, 18)], id="code"
        ),
        pytest.param("|a|b|\r\n|-|:-:|  \r\n", [("table", 0, 18)], id="a table without rows"),
    ],
)
def test_paragraphs_and_html_need_no_parser(body: str, expected: list[PlainBlock]) -> None:
    assert plain_blocks(body) == expected


PIECES = [
    *("a", "b c", " ", "  ", "    ", "\t", "\0", "\xa0", "\x0b", "\\", "&"),
    *("<dl> <dt>", "</dt>", "<b>", "</b>", "<a href='x'>", "<br/>", "<!-- x", "-->", "<?", "?>", "<!X", "<pre>", "<"),
    *("- ", "-", "+ ", "*", "**", "* ", "_", "___", "1. ", "2)", "> ", ">", "# ", "#", "```", "~~~", "=", "==="),
    *("|", "|", "| a | b |", "|c", "|---|---|", "|:-:|", "|-|", ":-:", "---", "\\|"),
]
LINES = st.tuples(
    st.sampled_from(["", "", "", " ", "   ", "    ", "\t"]), st.lists(st.sampled_from(PIECES), max_size=3)
)
ROWS = st.sampled_from(["| a | b |", "|a|", "|---|---|", "|---|", "| :-: | - |", "|a|b", "a|b", "||", "", "a"])
FENCES = st.sampled_from(
    ["```", "```", "```c", "``` ", "``", "````", " ```", "~~~", "", "", " ", "a", "<dl>", "<!--", "- a"]
)
BODIES = st.one_of(
    st.lists(LINES.map(lambda line: line[0] + "".join(line[1])), max_size=7).map("\n".join),
    st.lists(ROWS, max_size=5).map("\n".join),
    st.lists(FENCES, max_size=12).map(lambda lines: "\n".join(["", "", *lines])),
)


@settings(max_examples=1000)
@given(BODIES)
@example("a\n   <dl>\n    <dt>\n\n<dl>\nb")
@example("<a b=\0>\nc")
@example("| a | b |\n|---|---|\n| a | b | c |\n|c|")
@example("a\n| a | b |\n|---|---|")
@example("| a |\n|---|\na")
@example("\n\n```\n```\n\n```a\n- b\n```\n")
@example("\n\n````\n\n```\na\n```\n")
def test_what_is_found_is_what_the_parser_of_all_markdown_finds(body: str) -> None:
    found = plain_blocks(body)
    assert found is None or found == by_the_library(body)


@settings(max_examples=500)
@given(BODIES)
@example("    \n<dl>\n\na")
@example("\n\n```c\na\n```")
def test_line_ends_of_two_characters_make_no_difference(body: str) -> None:
    found = plain_blocks(body)
    places = [at + body.count("\n", 0, at) for at in range(len(body) + 1)]
    moved = found and [(kind, places[start], places[end]) for kind, start, end in found]
    assert plain_blocks(body.replace("\n", "\r\n")) == moved


def written(element: Element) -> list[object]:
    """Everything that a tree holds, with its places."""
    inner = [(c.start, c.end, c.raw, c.literal) if isinstance(c, Text) else written(c) for c in element.children]
    return [element.tag, element.start, element.end, element.attrs, *inner]


@settings(max_examples=1000)
@given(BODIES)
@example("| a | b |\n|---|---|\n| *a | b* | c |\n|c|\n||\n")
@example("| <dl> <dt>a</dt> | b |\n|---|---|\n| </dl> a | <b>b |\n\nc")
@example("<dl> <dt>\n\n```c \n<b>\n``` \n</dl>")
def test_the_tree_is_the_same_whoever_finds_the_blocks(body: str) -> None:
    tree = written(parse_blocks(f"x{body}y", 1, 1 + len(body)))
    with patch.object(markdown, "plain_blocks", lambda _: None):
        assert tree == written(parse_blocks(f"x{body}y", 1, 1 + len(body)))
