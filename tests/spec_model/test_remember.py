"""Readings of texts are remembered, within bounds."""

from spec_model.remember import remembered


def test_a_short_text_is_read_once_for_each_of_the_other_arguments_and_a_long_one_each_time() -> None:
    read: list[tuple[str, str]] = []

    @remembered(texts=2, longest=3)
    def reading(text: str, locale: str) -> str:
        read.append((text, locale))
        return f"{text} {locale}"

    for text, locale in [("abc", "es"), ("abc", "es"), ("abc", "fr"), ("abcd", "es"), ("abcd", "es")]:
        assert reading(text, locale) == f"{text} {locale}"
    assert read == [("abc", "es"), ("abc", "fr"), ("abcd", "es"), ("abcd", "es")]


def test_no_more_texts_are_kept_than_are_asked_for() -> None:
    read: list[str] = []

    @remembered(texts=2, longest=3)
    def reading(text: str) -> int:
        read.append(text)
        return len(text)

    for text in ("a", "b", "c", "a"):
        assert reading(text) == 1
    assert read == ["a", "b", "c", "a"]
