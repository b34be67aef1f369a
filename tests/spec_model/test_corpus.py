from pathlib import Path

import pytest

from spec_model.corpus import Corpus, CorpusError, locale_folders
from spec_model.load import load

PAGE = '# <a name="wm_a-message"></a>WM\\_A\n'


def write(root: Path, *paths: str, text: str = PAGE) -> Path:
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def groups(corpus: Corpus) -> dict[str, list[str]]:
    return {group.page: [file.locale for file in group.files] for group in corpus.groups}


def test_pages_are_paired_by_relative_path(tmp_path: Path) -> None:
    write(tmp_path, "ru-ru/b/a.md", "es-es/b/a.md", "es-es/c.md", "es-es/c.txt", "es-es/.git/d.md")
    assert groups(Corpus(locale_folders(tmp_path))) == {"b/a.md": ["es-es", "ru-ru"], "c.md": ["es-es"]}


def test_tags_may_be_in_any_case_and_other_folders_are_no_locales(tmp_path: Path) -> None:
    write(tmp_path, "es-ES/a.md", "ZH-tw/a.md", "media/a.md", "qq/a.md", "fr-fr.md")
    corpus = Corpus(locale_folders(tmp_path))
    assert list(corpus.locales) == ["es-es", "zh-tw"]
    assert groups(corpus) == {"a.md": ["es-es", "zh-tw"]}


def test_two_folders_of_one_locale_are_an_error(tmp_path: Path) -> None:
    write(tmp_path, "es-ES/a.md", "es-es/a.md")
    with pytest.raises(CorpusError, match="same locale"):
        Corpus(locale_folders(tmp_path))


@pytest.mark.parametrize(
    ("locales", "source", "words"),
    [
        ({"es-es": "nada"}, None, "not there"),
        ({"es-es": "es-es/a.md"}, None, "not there"),
        ({"qq-qq": "es-es"}, None, "no locale pack"),
        ({"es-es": "es-es"}, "en-us", "source locale"),
    ],
)
def test_a_corpus_that_cannot_be_one_says_why(
    tmp_path: Path, locales: dict[str, str], source: str | None, words: str
) -> None:
    write(tmp_path, "es-es/a.md")
    with pytest.raises(CorpusError, match=words):
        Corpus({tag: tmp_path / folder for tag, folder in locales.items()}, source=source)


def test_a_folder_without_locales_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "media/a.md")
    with pytest.raises(CorpusError, match="no sub-folder"):
        locale_folders(tmp_path)
    with pytest.raises(CorpusError, match="no such folder"):
        locale_folders(tmp_path / "nada")


def test_the_source_may_be_named_in_any_case(tmp_path: Path) -> None:
    write(tmp_path, "es-es/a.md", "en-us/a.md")
    assert Corpus(locale_folders(tmp_path), source="EN-us").source == "en-us"


def test_includes_and_excludes_are_patterns_of_paths(tmp_path: Path) -> None:
    write(tmp_path, "es-es/b/a.md", "es-es/b/c.md", "es-es/d.md")
    folders = locale_folders(tmp_path)
    assert list(groups(Corpus(folders, include=("b/*",)))) == ["b/a.md", "b/c.md"]
    assert list(groups(Corpus(folders, include=("b/*",), exclude=("*/c.md",)))) == ["b/a.md"]
    assert list(groups(Corpus(folders, exclude=("b/*",)))) == ["d.md"]


def test_names_that_differ_in_case_only_are_two_pages(tmp_path: Path) -> None:
    write(tmp_path, "es-es/A.md", "es-es/a.MD", "ru-ru/A.md")
    assert groups(Corpus(locale_folders(tmp_path))) == {"A.md": ["es-es", "ru-ru"], "a.MD": ["es-es"]}


def test_every_page_ends_in_exactly_one_count(tmp_path: Path) -> None:
    write(tmp_path, "es-es/good.md", "real/a.md")
    write(tmp_path, "es-es/function.md", text='# <a name="getmessage-function"></a>GetMessage\n')
    write(tmp_path, "es-es/plain.md", text="uno\n")
    (tmp_path / "es-es/folder.md").mkdir()
    (tmp_path / "es-es/linked").symlink_to(tmp_path / "real", target_is_directory=True)
    (tmp_path / "es-es/loop").symlink_to(tmp_path / "es-es", target_is_directory=True)
    (tmp_path / "es-es/linked.md").symlink_to(tmp_path / "real/a.md")
    (tmp_path / "es-es/dangling.md").symlink_to(tmp_path / "nada")
    (tmp_path / "es-es/bytes.md").write_bytes(b"\xff\xfe")
    loaded = {item.page: item for item in load(Corpus(locale_folders(tmp_path)))}
    assert sorted(page for page, item in loaded.items() if item.message) == ["good.md", "linked.md"]
    assert {page: item.strangers["es-es"].kind for page, item in loaded.items() if item.strangers} == {
        "function.md": "function",
        "plain.md": "other",
    }
    refused = sorted(page for page, item in loaded.items() if item.refused)
    assert refused == ["bytes.md", "dangling.md", "folder.md", "linked", "loop"]
    assert all(len(item.pages) + len(item.strangers) + len(item.refused) == 1 for item in loaded.values())
