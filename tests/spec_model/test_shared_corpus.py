"""What the reader makes of real pages, where they are at hand: the seeds exactly, the corpus by its scores."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from conformance.check import check
from conformance.config import Config
from spec_model.corpus import Corpus, locale_folders
from spec_model.extract.identity import NotAMessage
from spec_model.load import load
from spec_model.page import read_page
from spec_model.store import message_data, to_json
from spec_model.witness import read_witness

LOCALES = ("es-es", "fr-fr", "it-it", "ru-ru", "zh-tw")
SEED = "desktop-src/Multimedia/drv-exitsession.md"

#: The share of right answers, in percent, that must not be lost again: canonical, and the worst single locale.
FLOORS = {
    "name": (100, 100), "kind": (100, 100), "scope": (100, 100), "header": (99.9, 99.9), "include": (99.9, 99.9),
    "parameters": (99.5, 94.0), "direction": (94, 88), "constants": (98.6, 94.7), "client": (99.9, 99.9),
    "server": (99.9, 99.9), "disposition": (99.5, 99.0), "type": (100, 100), "values": (97.5, 95.5),
    "outcomes": (97.0, 93.5), "pairs F1": (98.5, 95.0),
}  # fmt: skip


@pytest.mark.parametrize("locale", LOCALES)
def test_every_seed_alone_gives_the_facts(shared: Path, locale: str) -> None:
    page = read_page(shared / "seeds" / locale / SEED, locale, SEED, SEED)
    found = read_witness(page)
    assert not isinstance(found, NotAMessage)
    assert (found.name.value, found.kind.value) == ("DRV_EXITSESSION", "message")
    assert found.requirements.header.value == "Mmsystem.h"
    assert found.requirements.include.value == "Windows.h"
    assert [parameter.name.value for parameter in found.parameters] == ["dwDriverId", "hdrvr"]
    assert found.returns.disposition == "none"
    assert found.returns.outcomes == ()


def test_the_damage_of_the_seeds_is_found_where_it_stands(shared: Path) -> None:
    result = check(Corpus(locale_folders(shared / "seeds")), Config())
    found = {(d.locale, d.line, d.column, d.found) for d in result.diagnostics}
    assert found >= {
        ("ru-ru", 32, 89, "двдриверид"),
        ("ru-ru", 39, 50, "хдрвр"),
        ("ru-ru", 62, 47, "Ммсистем. h"),
        ("fr-fr", 62, 45, "MMSYSTEM. h"),
    }
    headings = {(d.locale, d.line, d.column) for d in result.diagnostics if d.field == "name"}
    assert headings >= {("es-es", 24, 49), ("fr-fr", 24, 41), ("it-it", 24, 41), ("ru-ru", 24, 41)}


def test_the_corpus_scores_no_less_than_before(shared: Path, tmp_path: Path) -> None:
    folders = {tag: folder for tag, folder in locale_folders(shared / "corpus").items() if tag in LOCALES}
    model = tmp_path / "model.jsonl"
    others = 0
    with model.open("w", encoding="utf-8") as out:
        for loaded in load(Corpus(folders)):
            others += loaded.message is None
            if loaded.message:
                out.write(to_json(message_data(loaded.message, witnesses=True)) + "\n")
    assert others == 484
    tool, gold = shared / "tools/score.py", shared / "gold/dev.jsonl"
    scored = subprocess.run([sys.executable, tool, gold, model], capture_output=True, text=True, check=True)
    assert "0 messages in the model that gold does not have" in scored.stdout
    figures = {line[:12].strip(): line[12:].split() for line in scored.stdout.splitlines()[2:]}
    below = {
        facet: shares
        for facet, floors in FLOORS.items()
        if (shares := [float(share.rstrip("%")) for share in figures[facet][:-1]])
        and (shares[0] < floors[0] or min(shares) < min(floors))
    }
    assert not below, json.dumps(below)
