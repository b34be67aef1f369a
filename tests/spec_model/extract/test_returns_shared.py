"""The reading of real pages, held against labels made by hand."""

import json
from pathlib import Path

import pytest

from spec_model.extract.returns import read_returns
from spec_model.locale import pack_for
from spec_model.page import read_page

EVERY = 9  # one page in so many is read, to be quick
FLOORS = {"disposition": 0.98, "values": 0.89, "outcomes": 0.85}
ENGLISH = {"disposition": 0.98, "values": 0.95, "outcomes": 0.95}


@pytest.mark.parametrize("locale", ["en-us", "es-es", "fr-fr", "it-it", "ru-ru", "zh-tw"])
def test_most_contracts_are_read_as_they_are_labelled(shared: Path, locale: str) -> None:
    pack = pack_for(locale)
    assert pack is not None
    right: dict[str, list[bool]] = {"disposition": [], "values": [], "outcomes": []}
    for line in (shared / "gold/dev.jsonl").read_text("utf-8").splitlines()[::EVERY]:
        label = json.loads(line)
        file = shared / "corpus" / locale / label["page"]
        if label["returns"] is None or not file.exists():
            continue
        contract = read_returns(read_page(file, locale, label["page"], "").section("return-value"), pack)
        wanted = {(when, str(value)) for when, value in label["returns"]["outcomes"]}
        right["disposition"].append(contract.disposition == label["returns"]["disposition"])
        if wanted:
            right["values"].append({value for _, value in wanted} == {outcome.value for outcome in contract.outcomes})
            right["outcomes"].append(wanted == contract.pairs())
    floors = ENGLISH if locale == "en-us" else FLOORS
    assert {facet: sum(found) / len(found) >= floors[facet] for facet, found in right.items()} == dict.fromkeys(
        floors, True
    )
