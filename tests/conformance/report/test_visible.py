import pytest

from conformance.report.visible import brief, shown, statements, visible


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain text, ñ, щ, 訊息 e\u0301", "plain text, ñ, щ, 訊息 e\u0301"),
        ("\x1b[31m", "␛[31m"),
        ("\x9b2J", "<U+009B>2J"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\u200bb", "a<U+200B>b"),
        ("a\nb\rc\x00", "a␊b␍c␀"),
        ("a\u2028b", "a<U+2028>b"),
        ("\udc80", "<U+DC80>"),
        ("\x7f", "␡"),
        ("\ufffe", "<U+FFFE>"),
        ("a\tb", "a    b"),
    ],
    ids=ascii,
)
def test_what_a_terminal_would_obey_or_hide_is_shown(text: str, expected: str) -> None:
    assert visible(text) == expected


def test_a_long_text_is_cut_and_says_by_how_much() -> None:
    assert brief("x" * 1000, 10) == "xxxxxxxxxx… (990 more characters)"
    assert brief("x" * 10, 10) == "xxxxxxxxxx"


def test_nothing_and_blank_are_told_apart() -> None:
    assert (shown(None), shown(""), shown(" "), shown("0")) == ("(nothing)", '""', '" "', "0")


def test_the_other_locales_are_grouped_by_what_they_state(finding) -> None:
    assert statements(finding()) == [("es-es fr-fr", "hdrvr"), ("it-it", "hDrvr"), ("zh-tw", "(nothing)")]


def test_where_nobody_is_blamed_every_locale_is_heard(finding) -> None:
    assert ("ru-ru", "хдрвр") in statements(finding(locale=None))
