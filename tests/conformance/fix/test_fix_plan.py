import pytest

from conformance.config import Config
from conformance.diagnostic import Finding, Replacement
from conformance.fix import plan as module
from conformance.fix.plan import Planner, Wanted
from conformance.registry import Rule
from spec_model.corpus import Corpus, locale_folders
from spec_model.model import Span

PAGE = "desktop-src/Multimedia/drv-exitsession.md"
WORDS = "ZQONE ZQTWO ZQTHREE"


def word_rule(code: str, changes: dict[str, str], *, safe: bool = True, blamed: bool = True) -> Rule:
    """A rule that finds each of some words and proposes another for it."""

    def check(view):
        for word, right in changes.items():
            at = view.raw.text.find(word)
            if at >= 0:
                span = Span(at, at + len(word))
                fix = Replacement(span, right, safe=safe)
                yield Finding(span=span, field="literals", text=word, found=word, fix=fix, blamed=blamed)

    return Rule(code, f"rule-{code.lower()}", "literals", "error", check)


@pytest.fixture
def plan(own_pages, tmp_path):
    """A function that plans the repair of our pages, with some words at the end of one, by rules of the test."""
    for locale in ("es-es", "fr-fr", "it-it"):
        text = (own_pages / locale / PAGE).read_text(encoding="utf-8")
        file = tmp_path / locale / PAGE
        file.parent.mkdir(parents=True)
        file.write_text(text + (f"\n{WORDS}\n" if locale == "it-it" else ""), encoding="utf-8")
    corpus = Corpus(locale_folders(tmp_path))

    def whole(*rules, **wanted):
        planner = Planner(Config(), None, Wanted(**wanted))
        planner.judge.rules = rules
        return planner(corpus.groups[0])

    def made(*rules, **wanted):
        found = whole(*rules, **wanted)
        changes = [(c.locale, c.after.removeprefix(c.before.removesuffix(f"{WORDS}\n")).strip()) for c in found.changes]
        return changes, found.held

    made.whole = whole
    return made


def test_nothing_found_is_nothing_planned(plan) -> None:
    assert plan(word_rule("X001", {"ZQNONE": "A"})) == ([], 0)


def test_edits_that_settle_their_findings_are_planned(plan) -> None:
    assert plan(word_rule("X001", {"ZQONE": "A", "ZQTHREE": "C"})) == ([("it-it", "A ZQTWO C")], 0)


@pytest.mark.parametrize(
    ("half", "new"),
    [("QON", "A"), ("ZQON", "A"), ("QONE", "A"), ("ZQONE ZQTW", "я")],
    ids=["in", "head", "tail", "two"],
)
def test_half_a_word_is_never_replaced(plan, half, new) -> None:
    assert plan(word_rule("X001", {half: new})) == ([], 0)


def test_likely_repairs_that_were_not_made_are_counted(plan) -> None:
    likely = word_rule("X001", {"ZQONE": "A", "ZQTWO": "B"}, safe=False)
    assert plan.whole(likely).likely == 2
    assert plan.whole(likely, locales=frozenset({"es-es"})).likely == 0
    assert plan.whole(likely, unsafe=True).likely == 0


def test_an_edit_that_makes_a_new_finding_is_held_back_and_the_others_are_made(plan) -> None:
    rules = word_rule("X001", {"ZQONE": "A", "ZQTWO": "ZQBAD", "ZQTHREE": "C"}), word_rule("X002", {"ZQBAD": "B"})
    assert plan(*rules) == ([("it-it", "A ZQTWO C")], 1)


def test_a_rule_that_is_not_asked_for_still_holds_edits_back(plan) -> None:
    rules = word_rule("X001", {"ZQTWO": "ZQBAD"}), word_rule("X002", {"ZQBAD": "B"})
    assert plan(*rules, rules=frozenset({"X001"})) == ([], 1)


def test_an_edit_that_does_not_settle_its_finding_is_held_back(plan) -> None:
    assert plan(word_rule("X001", {"ZQTWO": "ZQTWO ZQTWO"})) == ([], 1)


def test_an_edit_that_changes_the_contract_is_held_back(plan, monkeypatch) -> None:
    monkeypatch.setattr(module, "_contract", lambda loaded: str("ZQTWO" in loaded.pages["it-it"].text))
    assert plan(word_rule("X001", {"ZQONE": "A", "ZQTWO": "B"})) == ([("it-it", "A ZQTWO ZQTHREE")], 1)


def test_two_edits_that_undo_each_other_end(plan) -> None:
    assert plan(word_rule("X001", {"ZQONE": "ZQUNO"}), word_rule("X002", {"ZQUNO": "ZQONE"})) == ([], 1)


def test_overlapping_edits_are_made_one_after_the_other(plan) -> None:
    rules = word_rule("X001", {"ZQONE ZQTWO": "A ZQTWO"}), word_rule("X002", {"ZQTWO": "B"})
    assert plan(*rules) == ([("it-it", "A B ZQTHREE")], 0)


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        pytest.param({"safe": False}, {}, id="likely only"),
        pytest.param({"blamed": False}, {"unsafe": True}, id="nobody blamed"),
        pytest.param({}, {"rules": frozenset({"X002"})}, id="another rule"),
        pytest.param({}, {"locales": frozenset({"es-es"})}, id="another locale"),
    ],
)
def test_what_is_not_asked_for_is_not_planned(plan, options, wanted) -> None:
    assert plan(word_rule("X001", {"ZQONE": "A"}, **options), **wanted) == ([], 0)


def test_a_likely_edit_is_planned_on_demand(plan) -> None:
    assert plan(word_rule("X001", {"ZQONE": "A"}, safe=False), unsafe=True) == ([("it-it", "A ZQTWO ZQTHREE")], 0)


def failing_rule(word: str) -> Rule:
    """A rule that fails on a page with some word, as a fault of our own would make it."""

    def check(view):
        if word in view.raw.text:
            raise KeyError(word)
        return ()

    return Rule("X009", "rule-x009", "literals", "error", check)


@pytest.mark.parametrize("word", ["ZQTWO", "ZQNEW"], ids=["on the page", "on the repaired page"])
def test_a_rule_that_fails_costs_the_repair_of_its_pages_and_says_so(plan, word) -> None:
    found = plan.whole(word_rule("X001", {"ZQONE": "ZQNEW"}), failing_rule(word))
    assert found.changes == ()
    assert len(found.refused) == 3
    assert all(reason.startswith("internal error, KeyError: ") for reason in found.refused.values())


def test_a_page_that_cannot_be_read_is_refused_and_the_others_are_repaired(plan, tmp_path) -> None:
    (tmp_path / "es-es" / PAGE).write_bytes(b"\xff\xfe")
    found = plan.whole(word_rule("X001", {"ZQONE": "A"}))
    assert list(found.refused) == [f"{tmp_path}/es-es/{PAGE}"]
    assert [c.locale for c in found.changes] == ["it-it"]
