"""The parts of the names of a line, which are looked at only where a word could be one of them."""

from hypothesis import given
from hypothesis import strategies as st

from conformance.rules.literals._canon import _parts
from conformance.rules.literals._scan import letters, scan

_NAMES = st.text("ab_ABÀßıİΣ1", min_size=1, max_size=8)


@given(st.lists(_NAMES, max_size=4), _NAMES)
def test_a_word_is_a_part_of_the_names_of_a_line_however_few_are_looked_at(names: list[str], word: str) -> None:
    line = scan(" and ".join(names))
    parts = {letters(part) for token in line.tokens if token.kind == "name" for part in token.text.split("_")}
    assert (letters(word) in _parts({"de-de": line}, [letters(word)])) == (letters(word) in parts)
