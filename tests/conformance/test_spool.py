"""Findings that are put away: what was added comes back, from memory or from the file, and is counted once."""

from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conformance import spool
from conformance.diagnostic import Diagnostic, Severity, Summary
from conformance.judged import Numbers, Share, judged, numbers, pack, pack_diagnostics, unpack, unpack_diagnostics
from conformance.spool import Spool
from conformance.totals import Totals


def diagnostic(text: str, *, severity: Severity = "error", suppressed: str | None = None) -> Diagnostic:
    return Diagnostic(
        code="P003",
        rule="parameter-renamed",
        severity=severity,
        locale=text or None,
        page=text,
        path=text,
        line=1,
        column=2,
        end_line=3,
        end_column=4,
        field="name",
        expected=text,
        found=None,
        text=text,
        witnesses={"ru-ru": text, "fr-fr": None},
        confidence=0.5,
        fix=None,
        fingerprint=text,
        message="WM_A",
        related=(),
        suppressed=suppressed,
    )


@pytest.fixture
def small() -> Iterator[None]:
    """A spool that goes to its file at once."""
    before, spool.IN_MEMORY = spool.IN_MEMORY, 1
    yield
    spool.IN_MEMORY = before


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
BLOCKS = st.lists(st.lists(TEXTS, max_size=3), max_size=4)


def filled(blocks: list[list[str]]) -> Spool:
    spooled = Spool()
    for texts in blocks:
        spooled.add(pack_diagnostics(tuple(map(diagnostic, texts))), len(texts))
    return spooled


@given(BLOCKS)
@pytest.mark.usefixtures("small")
def test_what_was_added_comes_back_in_its_order_and_as_often_as_asked(blocks: list[list[str]]) -> None:
    spooled = filled(blocks)
    expected = [text for texts in blocks for text in texts]
    assert len(spooled) == len(expected)
    assert [found.text for found in spooled] == [found.text for found in spooled] == expected
    assert spooled == [diagnostic(text) for text in expected]


@pytest.mark.usefixtures("small")
def test_two_readers_and_a_writer_do_not_disturb_each_other() -> None:
    spooled = filled([["a"], ["b"]])
    one, other = iter(spooled), iter(spooled)
    assert (next(one).text, next(other).text) == ("a", "a")
    spooled.add(pack_diagnostics((diagnostic("c"),)), 1)
    assert [found.text for found in one] == [found.text for found in other] == ["b", "c"]


@given(TEXTS, st.sampled_from(["error", "warning", "info"]))
def test_a_judgement_survives_its_bytes(text: str, severity: Severity) -> None:
    judgement = judged(text, Share(refused={text: "why"}), [diagnostic(text, severity=severity)])
    filed = unpack(pack(judgement))
    assert (filed.page, filed.share, filed.numbers) == (text, judgement.share, judgement.numbers)
    assert unpack_diagnostics(bytes(filed.diagnostics)) == judgement.diagnostics


def test_the_name_of_a_file_that_is_not_utf_8_is_spelled_with_escapes() -> None:
    name = b"a\xff.md".decode("utf-8", "surrogateescape")
    filed = unpack(pack(judged(name, Share(refused={name: "its name is not UTF-8"}))))
    assert (filed.page, filed.share.refused) == (r"a\udcff.md", {r"a\udcff.md": "its name is not UTF-8"})


@pytest.mark.parametrize("data", [b"", b"\xc1", b"\x90"], ids=["nothing", "no message pack", "another kind"])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        unpack(data)


def test_suppressed_findings_count_as_such_alone() -> None:
    found = [diagnostic("ru-ru"), diagnostic("", severity="info"), diagnostic("ru-ru", suppressed="inline")]
    assert numbers(found) == Numbers({"error": 1, "info": 1}, {"P003": 2}, {"ru-ru": 1, "-": 1}, {"inline": 1})


def test_the_counts_of_all_groups_are_added_up() -> None:
    totals = Totals()
    found = numbers([diagnostic("ru-ru"), diagnostic("", severity="warning", suppressed="baseline")])
    totals.add(5, Share(message=True, modelled=4, refused={"a.md": "why"}, disputed=2, unused=("one",)), found)
    totals.add(3, Share(not_a_message={"function": 3}), Numbers())
    totals.add(2, Share(message=True, modelled=2, not_comparable={"R001": 1}, unused=("two",)), found)
    assert totals.summary("three") == Summary(
        pages=10,
        messages=2,
        modelled=6,
        not_a_message={"function": 3},
        refused={"a.md": "why"},
        findings={"error": 2},
        rules={"P003": 2},
        locales={"ru-ru": 2},
        not_comparable={"R001": 1},
        disputed=2,
        suppressed={"baseline": 2},
        unused=("one", "two", "three"),
    )
