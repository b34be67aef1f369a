"""Our own pages: the clean ones have no finding at all, the damaged ones exactly what was planted in them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from conformance.check import check
from conformance.config import Config
from conformance.diagnostic import Result
from spec_model.corpus import Corpus, locale_folders

SPECS = Path(__file__).parents[3] / "specs"
PLANTED = yaml.safe_load((SPECS / "damaged/damage.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def damaged() -> Result:
    return check(Corpus(locale_folders(SPECS / "damaged")), Config())


def test_the_clean_pages_have_no_finding() -> None:
    result = check(Corpus(locale_folders(SPECS / "pages")), Config())
    assert [f"{d.path}:{d.line}: {d.code} {d.text}" for d in result.diagnostics] == []
    assert result.summary.messages >= 14
    assert result.summary.modelled == result.summary.pages == 5 * result.summary.messages


@pytest.mark.parametrize(
    "fault", [pytest.param(f, id=f"{f['locale']} {Path(f['page']).stem}:{f['line']} {f['fault']}") for f in PLANTED]
)
def test_what_was_planted_is_found(fault: dict[str, Any], damaged: Result) -> None:
    here = [d for d in damaged.diagnostics if (d.page, d.locale) == (fault["page"], fault["locale"])]
    found = [{"fault": d.rule, "found": d.found, "expected": d.expected, "line": d.line} for d in here]
    assert {key: fault[key] for key in ("fault", "found", "expected", "line")} in found


def test_nothing_is_found_that_was_not_planted(damaged: Result) -> None:
    assert len(damaged.diagnostics) == len(PLANTED)
