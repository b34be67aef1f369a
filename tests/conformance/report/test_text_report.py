import re

from conformance import report
from conformance.diagnostic import Fix, Result, Summary
from conformance.report.settings import Settings

OBEYED_OR_HIDDEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200f\ud800-\udfff]")


def render(form: str, result: Result, settings: Settings) -> str:
    return "".join(report.render(form, result, settings))


def test_a_finding_shows_where_what_and_what_the_others_say(result_of, finding, settings) -> None:
    text = render("text", result_of(finding()), settings)
    assert text.startswith(
        """WM_A  winmsg/a.md
── ru-ru
corpus/ru-ru/winmsg/a.md:31:26 P003 parameter-renamed error
  parameter hdrvr is written хдрвр
      31 │ <span id="hdrvr"></span>*хдрвр*
         │                          ^^^^^
  expected  hdrvr (es-es fr-fr)
  found     хдрвр
  it-it     hDrvr
  zh-tw     (nothing)
  compare   corpus/es-es/winmsg/a.md:30:4
  fix       replace with hdrvr
"""
    )


def test_findings_are_grouped_by_page_and_locale(result_of, finding, settings) -> None:
    found = [finding(), finding(line=32), finding(locale=None), finding(page="winmsg/b.md", message="WM_B")]
    text = render("text", result_of(*found), settings)
    headings = [line for line in text.splitlines() if line.startswith(("WM_", "──"))]
    assert headings == [
        "WM_A  winmsg/a.md",
        "── ru-ru",
        "── no locale blamed",
        "WM_B  winmsg/b.md",
        "── ru-ru",
    ]


def test_the_summary_counts_by_rule_and_by_locale(result_of, finding, settings) -> None:
    found = [finding(), finding(line=9), finding(locale="es-es", code="I001", rule="name-damaged", severity="warning")]
    text = render("text", result_of(*found, not_a_message={"function": 3}), settings)
    assert re.search(r"^ *P003 +parameter-renamed +error +2 +1 *$", text, re.MULTILINE)
    assert re.search(r"^ *ru-ru +2 +0 +0 +2 *$", text, re.MULTILINE)
    assert re.search(r"^ *es-es +0 +1 +0 +1 *$", text, re.MULTILINE)
    assert text.endswith(
        "5 pages read: 5 modelled, 3 not a message (function 3), 0 refused; 1 message\nfound 2 errors, 1 warning\n"
    )


def test_nothing_found_is_said(settings) -> None:
    assert render("text", Result(summary=Summary()), settings).endswith("0 messages\nnothing found\n")


def test_a_refused_page_is_named_with_the_reason(result_of, settings) -> None:
    text = render("text", result_of(refused={"corpus/ru-ru/b.md": "line 3 is not UTF-8"}), settings)
    assert "refused corpus/ru-ru/b.md: line 3 is not UTF-8\n" in text


def test_suppressed_findings_are_counted_and_not_listed(result_of, finding, settings) -> None:
    text = render("text", result_of(finding(suppressed="baseline"), suppressed={"baseline": 1}), settings)
    assert "P003" not in text
    assert "1 suppressed (baseline 1)\nnothing found\n" in text


def test_what_spans_lines_is_underlined_to_the_end_of_the_first(result_of, finding, settings) -> None:
    text = render("text", result_of(finding(end_line=33, end_column=2)), settings)
    assert "│                          ^^^^^^ to line 33\n" in text


def test_a_likely_fix_and_a_removal_say_so(result_of, finding, settings) -> None:
    text = render("text", result_of(finding(fix=Fix(1, 1, 1, 5, "", False))), settings)
    assert re.search(r"likely fix +remove it\n", text)


def test_colours_are_only_sent_when_asked_for(result_of, finding, settings) -> None:
    result = result_of(finding())
    assert "\x1b" not in render("text", result, settings)
    coloured = render("text", result, Settings(color=True))
    assert "\x1b[1;31mхдрвр\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render("text", result, Settings())


def test_nothing_of_a_page_reaches_the_terminal_as_it_is(hostile, settings) -> None:
    shown = render("text", hostile, settings)
    assert not OBEYED_OR_HIDDEN.search(shown)
    assert not re.search(r"^::", shown, re.MULTILINE)


def test_a_huge_text_is_cut_in_each_place(result_of, finding, settings) -> None:
    huge = "я" * 50_000
    words = dict.fromkeys(("field", "expected", "found", "text", "source_line", "message", "locale"), huge)
    found = finding(**words, witnesses={"es-es": huge}, fix=Fix(1, 1, 1, 9, huge, True), line=1, end_line=1)
    assert len(render("text", result_of(found, refused={"a.md": huge}), settings)) < 10_000


def test_each_finding_has_as_many_lines_whatever_it_holds(all_hostile, settings) -> None:
    lengths = {len(render("text", result, settings).splitlines()) for result in all_hostile}
    assert len(lengths) == 1
