"""Text of pages in the comments and strings of each language."""

import ast

import pytest

from conformance.generate.escape import (
    c_comment,
    c_string,
    js_comment,
    line_comment,
    plain,
    py_docstring,
    py_string,
    visible,
    wrap,
    xml_comment,
)

#: Line ends of any of the languages: of Python's source, of C#, of JavaScript.
LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
HOSTILE = [
    "*/ int evil; /*", "* /*/ */", "ends with \\", "??/", "what??/\nnext", '"""', "'''", '\\"""', '"', "\\",
    "{{ 7 * 7 }}", "{% raw %}", "</summary><evil/>", "a & b < c > d", "]]>", "../../etc/passwd", "a\nb", "a\r\nb",
    "a\u2028b", "a\u2029b", "a\x85b", "a\x00b", "\u202egnp.exe", "\ud800", "\ufeff", "двдриверид", "窗格", "\t", "",
    "#define EVIL 1", "//", "/*", "*", "/", "?", "??", "<U+005C>", "\U0001f600", "a" * 5_000, "\\u000aevil();",
]  # fmt: skip
ALL = [c_comment, js_comment, line_comment, py_docstring, xml_comment, c_string, py_string, plain, visible]


@pytest.mark.parametrize("escape", ALL)
@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_a_line_or_hides_in_it(escape, text: str) -> None:  # type: ignore[no-untyped-def]
    written = escape(text)
    assert not set(written) & set(LINE_ENDS)
    assert all(c.isprintable() for c in written)
    written.encode("utf-8")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_ends_or_opens_a_block_comment(text: str) -> None:
    for escape in (c_comment, js_comment):
        inside = f" {escape(text)} "
        assert "*/" not in inside
        assert "/*" not in inside


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_continues_a_line_or_holds_a_trigraph(text: str) -> None:
    for escape in (c_comment, line_comment, xml_comment):
        assert "\\" not in escape(text)
    assert "??" not in c_comment(text)
    assert c_comment(text).isascii()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_docstring_holds_the_text_and_nothing_follows_from_it(text: str) -> None:
    tree = ast.parse(f'"""{py_docstring(text)}"""\n')
    assert len(tree.body) == 1
    assert ast.get_docstring(tree, clean=False) == plain(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_string_of_python_is_one_literal_of_the_text(text: str) -> None:
    assert ast.literal_eval(py_string(text)) == visible(text)
    assert py_string(text).isascii()


@pytest.mark.parametrize("text", HOSTILE)
def test_xml_comments_hold_no_markup(text: str) -> None:
    assert not set(xml_comment(text)) & set("<>")


@pytest.mark.parametrize(
    ("text", "literal"),
    [("LB_ERR", '"LB_ERR"'), ('a"b', r'"a\042b"'), ("a\\", r'"a\134"'), ("??/", r'"\077\077/"'), ("ж", r'"\320\266"')],
)
def test_a_string_of_c_writes_its_bytes(text: str, literal: str) -> None:
    assert c_string(text) == literal


def test_what_cannot_be_seen_is_written_out() -> None:
    assert plain("a\u2028b\u202ec\x00d") == "a<U+2028>b<U+202E>c<U+0000>d"
    assert plain("  a \n\t b  ") == "a b"


def test_long_text_is_cut_where_it_is_only_read() -> None:
    assert plain("a" * 5_000).endswith("a...")
    assert len(plain("a" * 5_000)) < 2_000
    assert visible("a" * 5_000) == "a" * 5_000


def test_lines_are_folded_between_words() -> None:
    folded = list(wrap(["one two " * 30, "short"]))
    assert all(len(line) <= 96 for line in folded)
    assert folded[-1] == "short"
    assert " ".join(folded[:-1]).split() == ("one two " * 30).split()
