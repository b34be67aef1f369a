import pytest

from conformance.registry import rules
from conformance.suppress import suppressions
from spec_model.page import Page


def found(text: str):
    return [
        (s.line, s.first, s.last, s.words, s.reason, s.problem)
        for s in suppressions(Page("es-es", "a.md", "a.md", text), rules())
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="an empty page"),
        pytest.param("<!-- a comment -->", id="another comment"),
        pytest.param("polyspec-ignore P004: reason", id="no comment"),
        pytest.param("<!-- polyspec-ignored P004: reason -->", id="another word"),
    ],
)
def test_what_is_no_suppression(text) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("a\nb <!-- polyspec-ignore P004: r -->\nc", (2, 2), id="behind words: the line"),
        pytest.param("<!-- polyspec-ignore P004: r --> b\nc", (1, 1), id="before words: the line"),
        pytest.param("<!-- polyspec-ignore P004: r -->\nb\nc\n\nd", (2, 3), id="alone: the block that follows"),
        pytest.param("<!-- polyspec-ignore P004: r -->\n\n\nb\nc\n\nd", (4, 5), id="blank lines before the block"),
        pytest.param("  <!-- polyspec-ignore P004:\n r -->  \nb\n\nd", (3, 3), id="a comment on two lines"),
        pytest.param("a\n<!-- polyspec-ignore-page P004: r -->\nb\n", (1, 4), id="the whole page"),
        pytest.param("<!-- polyspec-ignore P004: r -->\nb", (2, 2), id="the last block"),
        pytest.param("<!-- polyspec-ignore P004: r -->\r\nb\r\n\r\nd", (2, 2), id="other line ends"),
    ],
)
def test_what_a_suppression_covers(text, lines) -> None:
    ((_, first, last, words, reason, problem),) = found(text)
    assert ((first, last), words, reason, problem) == (lines, ("p004",), "r", None)


def test_a_suppression_at_the_end_covers_nothing() -> None:
    ((_, first, last, _, _, _),) = found("a\n\n<!-- polyspec-ignore P004: r -->\n\n")
    assert first > last


def test_several_rules_by_code_and_name() -> None:
    ((_, _, _, words, reason, problem),) = found("<!-- polyspec-ignore p004, header-spelling: as of: 1999 -->")
    assert (words, reason, problem) == (("p004", "header-spelling"), "as of: 1999", None)


@pytest.mark.parametrize(
    ("comment", "problem"),
    [
        ("<!-- polyspec-ignore P004 -->", "gives no reason"),
        ("<!-- polyspec-ignore P004: -->", "gives no reason"),
        ("<!-- polyspec-ignore -->", "names no rule"),
        ("<!-- polyspec-ignore : everything -->", "names no rule"),
        ("<!-- polyspec-ignore heeder-spelling: r -->", "'heeder-spelling' (did you mean 'header-spelling'?)"),
        ("<!-- polyspec-ignore P004 as the vendor spells it -->", "gives no reason: write it behind a colon"),
        ("<!-- polyspec-ignore: P004 as the vendor spells it -->", "names no rule before the colon"),
        ("<!-- polyspec-ignore P004: r\n\n# Title", "is not closed by -->"),
    ],
)
def test_what_is_not_in_order_has_its_problem(comment, problem) -> None:
    ((*_, told),) = found(comment)
    assert problem in told
