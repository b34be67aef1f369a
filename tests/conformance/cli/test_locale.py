import json
from importlib import resources

import pytest


@pytest.fixture
def shipped() -> str:
    """The Spanish pack."""
    return (resources.files("spec_model") / "locales/es.yaml").read_text(encoding="utf-8")


def test_a_shipped_pack_has_nothing_wrong(polyspec, tmp_path, shipped) -> None:
    pack = tmp_path / "es.yaml"
    pack.write_text(shipped, encoding="utf-8")
    assert polyspec("locale", "check", pack) == (0, f"{pack}: nothing wrong\n", "")


def test_each_fault_of_a_pack_is_a_line_with_its_place(polyspec, tmp_path, shipped) -> None:
    pack = tmp_path / "es.yaml"
    pack.write_text(f"{shipped}\nextra: 1\n", encoding="utf-8")
    status, out, err = polyspec("locale", "check", pack)
    line = shipped.count("\n") + 2
    assert (status, err) == (1, "")
    assert out.startswith(f"{pack}:{line}: ")
    assert "extra" in out


def test_a_pack_that_is_no_text_is_refused(polyspec, tmp_path) -> None:
    pack = tmp_path / "es.yaml"
    pack.write_bytes(b"\xff")
    assert polyspec("locale", "check", pack) == (2, "", f"polyspec: {pack}: is not UTF-8 text\n")
    assert polyspec("locale", "check", tmp_path / "none.yaml").status == 2


@pytest.fixture
def corpus(tmp_path, pages):
    """One page of ours under a heading that no pack knows, beside a page that cannot be read."""
    page = (pages / "es-es/desktop-src/winmsg/wm-size.md").read_text(encoding="utf-8")
    (tmp_path / "es-es").mkdir()
    (tmp_path / "es-es/a.md").write_text(f"{page}\n## Palabras finales\n\nNada.\n", encoding="utf-8")
    (tmp_path / "es-es/b.md").write_bytes(b"\xff")
    return tmp_path


def test_what_a_pack_does_not_know_is_listed_with_its_place(polyspec, corpus) -> None:
    status, out, err = polyspec("locale", "coverage", "es-ES", corpus)
    lines = (corpus / "es-es/a.md").read_text(encoding="utf-8").splitlines()
    assert status == 0
    assert err == f"refused {corpus}/es-es/b.md: line 1 is not UTF-8 (byte 0xff)\n"
    assert out.startswith("es-es, pack es: 1 page of messages\n\nheadings of sections: 1 unknown\n")
    assert f"     1  Palabras finales  {corpus}/es-es/a.md:{lines.index('## Palabras finales') + 1}\n" in out


def test_coverage_as_json(polyspec, corpus) -> None:
    found = json.loads(polyspec("locale", "coverage", "es-es", corpus, "--format", "json").out)
    assert found.keys() == {"pages", "headings", "labels", "directions", "returns", "uses"}
    assert [unknown["text"] for unknown in found["headings"]] == ["Palabras finales"]


def test_a_locale_that_the_corpus_has_not_is_refused(polyspec, corpus) -> None:
    status, _, err = polyspec("locale", "coverage", "fr-fr", corpus)
    assert status == 2
    assert "the corpus has the locales es-es" in err
