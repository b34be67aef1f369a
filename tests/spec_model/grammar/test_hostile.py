"""No text makes the grammar fail, and none makes it take more than linear time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spec_model.extract.returns import read_returns
from spec_model.extract.usage import read_usage
from spec_model.grammar.lexicon import entries
from spec_model.locale import LocalePack, packs
from spec_model.markdown import parse_blocks
from spec_model.model import ReturnContract
from spec_model.page import Page

PACKS = sorted(packs())
MARKS = [
    "\\_", "_", "**", "*", "`", "(", ")", "[", "](x.md)", ".", ",", ";", ":", "-", "-1", "0x1F", "LB", "E", "\n\n",
    "| ", "\n- ",
]  # fmt: skip


def read(text: str, pack: LocalePack) -> ReturnContract:
    page = Page(pack.tags[0], "a/lb-a.md", "a.md", f'# a\n\n## <a name="return-value"></a>a\n\n{text}\n')
    read_usage(parse_blocks(text, 0, len(text)), pack)
    return read_returns(page.section("return-value"), pack)


def check(contract: ReturnContract, size: int) -> None:
    assert 0.0 <= contract.confidence <= 1.0
    for outcome in contract.outcomes:
        assert outcome.value
        assert outcome.span is not None
        assert 0 <= outcome.span.start <= outcome.span.end <= size
    assert (contract.disposition == "value") == bool(contract.outcomes)


@pytest.mark.parametrize("language", PACKS)
@given(text=st.text(max_size=200))
def test_any_text_can_be_read(language: str, text: str) -> None:
    contract = read(text, packs()[language])
    check(contract, len(text) + 100)


@pytest.mark.parametrize("language", PACKS)
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_any_order_of_the_words_of_a_pack_can_be_read(language: str, data: st.DataObject) -> None:
    pack = packs()[language]
    words = sorted({phrase.replace("*", "") for _, phrase, _, _ in entries(pack.statements)})
    chosen = data.draw(st.lists(st.sampled_from(words + MARKS), max_size=40))
    text = (" " if pack.spaced else "").join(chosen)
    check(read(text, pack), len(text) + 100)


@pytest.mark.parametrize(
    "piece",
    [
        "or ", "if ", "if zero or ", "returns ", "returns zero if ", "otherwise ", "not ", "\\_ ", "LB \\_ ", "LB ",
        "S OK \\_ ", "(", "( if ", ", ", "to ", "one of the following ", "zero-", "-1", "1,", "error ", "a",
        "if it returns ", "return value ", "if zero, ", "Returns zero. ", "If the return value is 1, x. ",
        "\\_ error \\_ ",
    ],
)  # fmt: skip
def test_long_near_misses_take_linear_time(piece: str) -> None:
    text = piece * (120_000 // len(piece))
    check(read(text, packs()["en"]), len(text) + 100)


def test_many_rows_take_linear_time() -> None:
    rows = "".join(f"| <dl> <dt>**XM\\_{number}**</dt> </dl> | An error occurred. |\n" for number in range(3000))
    contract = read(f"Returns one of the following values.\n\n| Code | Text |\n|---|---|\n{rows}", packs()["en"])
    assert len(contract.outcomes) == 3000


def test_a_sentence_without_end_stays_unread() -> None:
    contract = read("Returns zero if " + "and so on " * 500, packs()["en"])
    assert contract.disposition == "unspecified"
    assert len(contract.unread) == 1
