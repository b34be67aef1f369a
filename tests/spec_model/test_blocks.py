import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from spec_model.blocks import PlainBlock, plain_blocks

PARSER = MarkdownIt("commonmark", {"html": True}).enable("table").disable(["reference", "inline", "text_join"])


def by_the_library(body: str) -> list[PlainBlock] | None:
    """The blocks that markdown-it-py finds, None where there are others than paragraphs and HTML."""
    tokens = [token for token in PARSER.parse(body) if token.type not in ("inline", "paragraph_close")]
    if any(token.type not in ("html_block", "paragraph_open") for token in tokens):
        return None
    unified = body.replace("\r\n", "\r").replace("\r", "\n")
    assert unified == body, "offsets are compared where a line end is one character"
    lines = [0, *(at + 1 for at, character in enumerate(body) if character == "\n"), len(body)]
    return [(token.type == "html_block", *(lines[line] for line in token.map)) for token in tokens]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("\n \n", [], id="blank lines"),
        pytest.param("uno\ndos\n \ntres", [(False, 0, 8), (False, 10, 14)], id="paragraphs"),
        pytest.param(
            "<dl> <dt>\n\n*a* \n</dt>\n", [(True, 0, 10), (False, 11, 16), (True, 16, 22)], id="a list of HTML"
        ),
        pytest.param("<b>\nuno\n", [(True, 0, 8)], id="an inline tag alone on its line"),
        pytest.param("uno\n<b>\n", [(False, 0, 8)], id="an inline tag alone on a later line"),
        pytest.param("uno\r\n\r\n<p>\r\n", [(False, 0, 5), (True, 7, 12)], id="line ends of two characters"),
        pytest.param("**uno** dos\n", [(False, 0, 12)], id="words in bold"),
    ],
)
def test_paragraphs_and_html_need_no_parser(body: str, expected: list[PlainBlock]) -> None:
    assert plain_blocks(body) == expected


PIECES = [
    *("a", "b c", " ", "  ", "    ", "\t", "\0", "\xa0", "\x0b", "\\", "&"),
    *("<dl> <dt>", "</dt>", "<b>", "</b>", "<a href='x'>", "<br/>", "<!-- x", "-->", "<?", "?>", "<!X", "<pre>", "<"),
    *("- ", "-", "+ ", "*", "**", "* ", "_", "___", "1. ", "2)", "> ", ">", "# ", "#", "```", "~~~", "=", "==="),
    *("|", "| a | b |", "|---|---|", ":-:", "---"),
]
LINES = st.tuples(
    st.sampled_from(["", "", "", " ", "   ", "    ", "\t"]), st.lists(st.sampled_from(PIECES), max_size=3)
)
BODIES = st.lists(LINES.map(lambda line: line[0] + "".join(line[1])), max_size=7).map("\n".join)


@settings(max_examples=1000)
@given(BODIES)
@example("a\n   <dl>\n    <dt>\n\n<dl>\nb")
@example("<a b=\0>\nc")
def test_what_is_found_is_what_the_parser_of_all_markdown_finds(body: str) -> None:
    found = plain_blocks(body)
    assert found is None or found == by_the_library(body)
