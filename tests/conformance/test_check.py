"""The engine: what becomes of the findings of rules, whatever the rules are."""

import gc
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from conformance.check import check
from conformance.config import Config, PathLevels
from conformance.diagnostic import Diagnostic, Result
from conformance.judge import ENOUGH_TO_BLAME
from spec_model.corpus import Corpus
from spec_model.page import Page

BASES = yaml.safe_load((Path(__file__).parent / "rules/cases/pages.yaml").read_text(encoding="utf-8"))
PAGES: dict[str, str] = BASES["turn-page"]["pages"]
PATH = "controls/pg-turnpage.md"
DAMAGED = PAGES["ru-ru"].replace("*lpRect*", "*лпрект*").replace("300", "30")

Write = Callable[..., Corpus]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A function that writes pages, by locale, and gives the corpus that holds them."""

    def corpus(pages: dict[str, str], *, path: str = PATH, source: str | None = None) -> Corpus:
        for locale, text in pages.items():
            file = tmp_path / locale / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        return Corpus({locale: tmp_path / locale for locale in pages}, source=source)

    return corpus


def places(result: Result) -> list[tuple[str, str | None, int, int]]:
    return [(d.rule, d.locale, d.line, d.column) for d in result.diagnostics]


def one(result: Result) -> Diagnostic:
    (diagnostic,) = result.diagnostics
    return diagnostic


def test_findings_have_the_path_the_place_and_the_line_of_their_page(write: Write) -> None:
    corpus = write({**PAGES, "ru-ru": PAGES["ru-ru"].replace("*lpRect*", "*лпрект*")})
    found = one(check(corpus, Config()))
    assert (found.page, found.locale, found.message) == (PATH, "ru-ru", "PG_TURNPAGE")
    assert found.path.endswith(f"ru-ru/{PATH}")
    assert found.source_line == r"*лпрект* \[in\]"
    assert found.source_line[found.column - 1 : found.end_column - 1] == found.found == "лпрект"
    assert found.fix is not None
    assert (found.fix.line, found.fix.column, found.fix.replacement) == (found.line, found.column, "lpRect")


def test_a_line_without_end_is_not_kept_with_each_of_its_findings(write: Write) -> None:
    corpus = write({**PAGES, "ru-ru": PAGES["ru-ru"].replace("*lpRect*", "*лпрект*" + " x" * 10_000)})
    found = next(d for d in check(corpus, Config()).diagnostics if d.found == "лпрект")
    assert (found.source_line, found.column) == ("", 2)


def test_a_page_is_gone_with_the_judgement_on_it_and_waits_for_no_collector(write: Write) -> None:
    corpus = write({**PAGES, "ru-ru": DAMAGED})
    own = tuple(folder.as_posix() for folder in corpus.locales.values())
    gc.disable()
    try:
        assert check(corpus, Config()).diagnostics
        assert not any(isinstance(left, Page) and left.path.startswith(own) for left in gc.get_objects())
    finally:
        gc.enable()


def test_findings_are_sorted_by_page_locale_and_place(write: Write) -> None:
    pages = {**PAGES, "ru-ru": DAMAGED, "es-es": PAGES["es-es"].replace("*lpRect*", "*LpRect*")}
    write(pages, path="z/last.md")
    result = check(write(pages, path="a/first.md"), Config())
    order = [(d.page, d.locale or "", d.line, d.column) for d in result.diagnostics]
    assert order == sorted(order)
    assert len(order) == 6


def test_columns_count_characters_not_bytes(write: Write) -> None:
    pages = {**PAGES, "ru-ru": PAGES["ru-ru"].replace("*lpRect*", "𝔸é漢 *лпрект*")}
    found = next(d for d in check(write(pages), Config()).diagnostics if d.rule == "parameter-renamed")
    assert found.column == len("𝔸é漢 *") + 1


def test_other_line_ends_change_no_place(write: Write) -> None:
    expected = places(check(write({**PAGES, "ru-ru": DAMAGED}), Config()))
    assert places(check(write({**PAGES, "ru-ru": DAMAGED.replace("\n", "\r\n")}), Config())) == expected


def test_a_byte_order_mark_changes_no_place(write: Write) -> None:
    expected = places(check(write({**PAGES, "ru-ru": DAMAGED}), Config()))
    assert places(check(write({**PAGES, "ru-ru": "\ufeff" + DAMAGED}), Config())) == expected


def test_a_fingerprint_outlives_lines_that_are_added_above(write: Write) -> None:
    before = check(write({**PAGES, "ru-ru": DAMAGED}), Config()).diagnostics
    moved = DAMAGED.replace("## <a name=", "\n\n\n## <a name=", 1)
    after = check(write({**PAGES, "ru-ru": moved}), Config()).diagnostics
    assert [d.fingerprint for d in after] == [d.fingerprint for d in before]
    assert [d.line for d in after] == [d.line + 3 for d in before]


def test_two_findings_alike_on_one_page_have_fingerprints_of_their_own(write: Write) -> None:
    twice = PAGES["it-it"].replace("- [Quaderni](books.md)\n", "- [a](x.md)\n- [Quaderni](books.md)\n- [b](x.md)\n")
    found = list(check(write({**PAGES, "it-it": twice}), Config()).diagnostics)
    assert [d.found for d in found] == ["x.md", "x.md"]
    assert found[0].fingerprint != found[1].fingerprint


def test_where_nobody_can_be_blamed_the_finding_is_counted_and_shown_on_request(write: Write) -> None:
    other = {tag: PAGES[tag].replace("CloseBook", "ShutBook") for tag in ("es-es", "it-it")}
    corpus = write({tag: PAGES[tag] for tag in ("ru-ru", "zh-tw")} | other)
    hidden = check(corpus, Config())
    shown = check(corpus, Config(), show=["disputed"])
    assert hidden.diagnostics == ()
    assert hidden.summary.disputed == shown.summary.disputed == 2
    assert [d.locale for d in shown.diagnostics] == [None, None]


def test_with_too_few_pages_to_blame_one_the_finding_is_shown_unasked(write: Write) -> None:
    pages = {"es-es": PAGES["es-es"], "it-it": PAGES["it-it"].replace("CloseBook", "ShutBook")}
    assert len(pages) < ENOUGH_TO_BLAME
    assert one(check(write(pages), Config())).locale is None


def test_the_source_locale_is_right_against_all_others(write: Write) -> None:
    others = {tag: text.replace("CloseBook", "ShutBook") for tag, text in PAGES.items() if tag != "fr-fr"}
    result = check(write({**others, "fr-fr": PAGES["fr-fr"]}, source="fr-fr"), Config())
    assert {d.locale for d in result.diagnostics} == set(others)
    assert {(d.expected, d.confidence) for d in result.diagnostics} == {("CloseBook", 1.0)}


def test_levels_come_from_the_configuration(write: Write) -> None:
    corpus = write({**PAGES, "ru-ru": DAMAGED})
    raised = check(corpus, Config(severity={"number-differs": "info", "P003": "off"}))
    assert [(d.rule, d.severity) for d in raised.diagnostics] == [("number-differs", "info")]
    elsewhere = Config(per_path=(PathLevels("other/*", {"P003": "off"}),))
    here = Config(per_path=(PathLevels("controls/*", {"P003": "off"}),))
    assert "P003" in check(corpus, elsewhere).summary.rules
    assert "P003" not in check(corpus, here).summary.rules


def test_only_some_rules_can_be_asked_for(write: Write) -> None:
    result = check(write({**PAGES, "ru-ru": DAMAGED}), Config(), only=["T003"])
    assert list(result.summary.rules) == ["T003"]


def test_every_page_read_is_in_exactly_one_count(write: Write) -> None:
    write({"es-es": '# <a name="f-function"></a>Función F\n\nHace algo.\n'}, path="f.md")
    corpus = write(PAGES)
    (Path(corpus.locales["es-es"]) / "h.md").write_bytes(b"\xff# no UTF-8")
    summary = check(corpus, Config()).summary
    assert (summary.messages, summary.modelled) == (1, 5)
    assert summary.pages == summary.modelled + sum(summary.not_a_message.values()) + len(summary.refused)
    assert list(summary.refused.values()) == ["line 1 is not UTF-8 (byte 0xff)"]


def test_the_summary_counts_what_is_listed(write: Write) -> None:
    result = check(write({**PAGES, "ru-ru": DAMAGED}), Config())
    assert result.summary.findings == {"error": 2}
    assert result.summary.rules == {"P003": 1, "T003": 1}
    assert result.summary.locales == {"ru-ru": 2}


def test_the_number_of_processes_changes_nothing(write: Write) -> None:
    pages = {**PAGES, "ru-ru": DAMAGED}
    for number in range(40):
        corpus = write(pages, path=f"many/{number:02}.md")
    told: list[int] = []
    alone, together = check(corpus, Config()), check(corpus, Config(), jobs=2, progress=told.append)
    assert together == alone
    assert len(alone.diagnostics) == 80
    assert sum(told) == 200


HOSTILE = {
    "brackets": "[](" * 20_000,
    "marks": "**a *b " * 20_000,
    "ticks": "`a``b" * 20_000,
    "underscores": "A _ B_ " * 20_000,
    "capitals": "aB Cd EF " * 20_000,
    "digits": "1.1,1 1 " * 20_000,
    "tags": "<a <b " * 20_000,
    "comments in code": "```\n" + '/* " \\" ' * 20_000 + "\n```",
    "rows": "| a | b |\n" * 10_000,
    "headings": '## <a name="x"></a>x\n' * 5_000,
    "links": "".join(f"[a](b{number}.md)\n" for number in range(5_000)),
    "numbers": "".join(f"{number} \n" for number in range(10_000)),
    "fences": "```\nx\n```\n" * 5_000,
    "words": "".join(f"**Ab{number}Cd** " for number in range(10_000)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_makes_a_check_fail_or_take_long(write: Write, text: str) -> None:
    spoilt = PAGES["zh-tw"].replace('## <a name="see-also">', f'{text}\n\n## <a name="see-also">')
    longer = PAGES["it-it"].replace('## <a name="see-also">', f'{text}{text}\n\n## <a name="see-also">')
    began = time.process_time()
    check(write({**PAGES, "zh-tw": spoilt, "it-it": longer}), Config())
    assert time.process_time() - began < 30  # what grows with the square of the text takes many minutes
