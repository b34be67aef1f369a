from conformance import report
from conformance.diagnostic import Result
from conformance.report.settings import Settings


def render(form: str, result: Result, settings: Settings) -> str:
    return "".join(report.render(form, result, settings))


def test_a_finding_is_one_command(result_of, finding, settings) -> None:
    assert render("github", result_of(finding()), settings) == (
        "::error file=corpus/ru-ru/winmsg/a.md,line=31,endLine=31,col=26,endColumn=31,title=P003 parameter-renamed"
        "::parameter hdrvr is written хдрвр%0Aexpected: hdrvr; found: хдрвр"
        "%0Aes-es fr-fr: hdrvr%0Ait-it: hDrvr%0Azh-tw: (nothing)\n"
    )


def test_severities_have_their_commands(result_of, finding, settings) -> None:
    found = [finding(severity=severity) for severity in ("error", "warning", "info")]
    lines = render("github", result_of(*found), settings).splitlines()
    assert [line.split()[0] for line in lines] == ["::error", "::warning", "::notice"]


def test_columns_are_left_out_where_the_place_spans_lines(result_of, finding, settings) -> None:
    assert "col=" not in render("github", result_of(finding(end_line=40)), settings)


def test_suppressed_findings_annotate_nothing(result_of, finding, settings) -> None:
    assert render("github", result_of(finding(suppressed="inline")), settings) == ""


def test_a_suppression_without_effect_is_a_notice(result_of, settings) -> None:
    shown = render("github", result_of(unused=("baseline entry P003: a.md",)), settings)
    assert shown == "::notice title=unused suppression::baseline entry P003: a.md\n"


def test_no_text_can_start_a_command_of_its_own(hostile, settings) -> None:
    shown = render("github", hostile, settings)
    lines = shown.split("\n")
    assert [line[:9] for line in lines] == ["::error f", "::warning", "::notice ", ""]
    assert not {"\r", "\x1b"} & set(shown)


def test_property_values_cannot_end_a_property(result_of, finding, settings) -> None:
    shown = render("github", result_of(finding(path="a,line=1:b%\n.md")), settings)
    assert shown.startswith("::error file=a%2Cline=1%3Ab%25␊.md,line=31,")
