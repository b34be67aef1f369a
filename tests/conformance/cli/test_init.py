import tomllib

import pytest


@pytest.fixture
def checkout(tmp_path):
    """A function that makes folders with one page each."""

    def make(*folders):
        for folder in folders:
            (tmp_path / folder).mkdir(parents=True)
            (tmp_path / folder / "a.md").write_text("# A\n", encoding="utf-8")
        return tmp_path

    return make


@pytest.mark.parametrize(
    ("folders", "locales"),
    [
        pytest.param(["es-es", "ru-RU"], {"es-es": "es-es", "ru-ru": "ru-RU"}, id="named by the tag"),
        pytest.param(["s/p/es-es", "s/p/zh-tw"], {"es-es": "s/p/es-es", "zh-tw": "s/p/zh-tw"}, id="further down"),
        pytest.param(["docs.es-es", "docs.it-it"], {"es-es": "docs.es-es", "it-it": "docs.it-it"}, id="repositories"),
        pytest.param(["a/es-es", "b/ru-ru"], {"es-es": "a/es-es", "ru-ru": "b/ru-ru"}, id="in two folders"),
        pytest.param(["old/es-es", "es-es", "ru-ru"], {"es-es": "es-es", "ru-ru": "ru-ru"}, id="beside most others"),
        pytest.param(["es-es", ".git/ru-ru", "es-es/fr-fr", "xx-yy"], {"es-es": "es-es"}, id="no other"),
        pytest.param(["es", "ru", "zh-Hant"], {"es": "es", "ru": "ru", "zh-hant": "zh-Hant"}, id="no region"),
        pytest.param(["api-es", "api-fr"], {"es": "api-es", "fr": "api-fr"}, id="repositories without a region"),
        pytest.param(["es-es", "it", "src/en", "src/fr"], {"es-es": "es-es", "it": "it"}, id="regions come first"),
        pytest.param(["es-es", "lib/it"], {"es-es": "es-es"}, id="a language alone may be anything"),
    ],
)
def test_the_folders_of_the_locales_are_written(polyspec, checkout, folders, locales) -> None:
    root = checkout(*folders)
    status, out, err = polyspec("init", root)
    assert (status, err) == (0, "")
    assert tomllib.loads((root / "polyspec.toml").read_text(encoding="utf-8")) == {"locales": locales}
    assert all(f"{tag}  {root}/{path}  " in out for tag, path in locales.items())
    assert polyspec("check", root).status == 0


def test_names_that_toml_would_misread_are_quoted(polyspec, checkout) -> None:
    root = checkout('a "b" \\ é.es-es', "c.ru-ru")
    assert polyspec("init", root).status == 0
    read = tomllib.loads((root / "polyspec.toml").read_text(encoding="utf-8"))
    assert read["locales"]["es-es"] == 'a "b" \\ é.es-es'


def test_folders_that_were_left_out_are_told(polyspec, checkout) -> None:
    assert "left out  " in polyspec("init", checkout("old/es-es", "es-es", "ru-ru")).out


def test_locales_that_no_pack_serves_are_told(polyspec, checkout) -> None:
    out = polyspec("init", checkout("es-es", "ru-ru", "de-de", "other/ja-jp")).out
    assert "/de-de  no locale pack serves it: see docs/adding-a-language.md of polyspec" in out
    assert "ja-jp" not in out


def test_one_locale_alone_is_told(polyspec, checkout) -> None:
    assert "One locale alone can be held against nothing" in polyspec("init", checkout("es-es")).out


def test_trees_that_share_no_page_are_told(polyspec, checkout) -> None:
    root = checkout("es-es", "ru-ru")
    (root / "ru-ru/a.md").rename(root / "ru-ru/b.md")
    assert "No page is there twice" in polyspec("init", root).out


@pytest.mark.parametrize("folder", ["docs", "it"])
def test_a_folder_without_locales_is_refused(polyspec, checkout, folder) -> None:
    status, out, err = polyspec("init", checkout(folder))
    assert (status, out) == (2, "")
    assert "has no folder that is named by a locale" in err


def test_a_configuration_is_replaced_on_demand_only(polyspec, checkout) -> None:
    root = checkout("es-es", "ru-ru")
    (root / "polyspec.toml").write_text("jobs = 1\n")
    assert polyspec("init", root).status == 2
    assert (root / "polyspec.toml").read_text() == "jobs = 1\n"
    assert polyspec("init", root, "--force").status == 0
    assert "[locales]" in (root / "polyspec.toml").read_text()
