from pathlib import Path

import pytest

from conformance.cli.errors import RequestError
from conformance.cli.request import Arguments, default_cache, open_request


@pytest.fixture
def corpus(tmp_path) -> Path:
    for locale in ("es-ES", "ru-ru", "en-us"):
        (tmp_path / "corpus" / locale).mkdir(parents=True)
        (tmp_path / "corpus" / locale / "a.md").touch()
    return tmp_path / "corpus"


def test_a_folder_of_locale_folders(corpus) -> None:
    request = open_request(Arguments(corpus=corpus))
    assert list(request.corpus.locales) == ["en-us", "es-es", "ru-ru"]


def test_a_locale_may_be_left_out(corpus) -> None:
    request = open_request(Arguments(corpus=corpus, without=("EN-us",)))
    assert list(request.corpus.locales) == ["es-es", "ru-ru"]


def test_the_command_line_comes_before_the_file(corpus) -> None:
    (corpus / "polyspec.toml").write_text('source-locale = "es-es"\njobs = 2\n')
    assert open_request(Arguments(corpus=corpus)).corpus.source == "es-es"
    request = open_request(Arguments(corpus=corpus, source="ru-RU", jobs=3))
    assert (request.corpus.source, request.jobs) == ("ru-ru", 3)


def test_folders_of_the_file_are_called_as_they_are_seen_from_here(corpus, tmp_path, monkeypatch) -> None:
    (tmp_path / "polyspec.toml").write_text('[locales]\nes-es = "corpus/es-ES"\n')
    monkeypatch.chdir(tmp_path)
    (group,) = open_request(Arguments()).corpus.groups
    assert [file.path for file in group.files] == ["corpus/es-ES/a.md"]
    monkeypatch.chdir(corpus / "ru-ru")
    (group,) = open_request(Arguments(corpus=tmp_path)).corpus.groups
    assert [file.path for file in group.files] == [(corpus / "es-ES/a.md").as_posix()]


def test_a_file_of_its_own_names_the_folders(corpus, tmp_path) -> None:
    file = tmp_path / "polyspec.toml"
    file.write_text('[locales]\nes-es = "corpus/es-ES"\n')
    for arguments in (Arguments(corpus=file), Arguments(config=file), Arguments(corpus=tmp_path)):
        assert open_request(arguments).corpus.locales == {"es-es": tmp_path / "corpus/es-ES"}


def test_the_folder_that_is_named_comes_before_those_of_the_file(corpus, tmp_path) -> None:
    (tmp_path / "polyspec.toml").write_text('[locales]\nes-es = "elsewhere"\n')
    assert list(open_request(Arguments(corpus=corpus)).corpus.locales) == ["en-us", "es-es", "ru-ru"]


def test_the_file_is_found_from_here_where_no_folder_is_named(corpus, tmp_path, monkeypatch) -> None:
    (tmp_path / "polyspec.toml").write_text('[locales]\nes-es = "corpus/es-ES"\n')
    monkeypatch.chdir(corpus)
    assert list(open_request(Arguments()).corpus.locales) == ["es-es"]


def test_nothing_named_at_all_is_refused(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RequestError, match="name the folder of a corpus"):
        open_request(Arguments())


def test_a_corpus_without_pages_is_refused(corpus) -> None:
    (corpus / "polyspec.toml").write_text('exclude = ["*"]\n')
    with pytest.raises(RequestError, match="no page"):
        open_request(Arguments(corpus=corpus))


def test_the_cache_folder(corpus, tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("POLYSPEC_CACHE_DIR", raising=False)
    assert open_request(Arguments(corpus=corpus)).cache == default_cache()
    monkeypatch.setenv("POLYSPEC_CACHE_DIR", str(tmp_path / "env"))
    assert open_request(Arguments(corpus=corpus)).cache == tmp_path / "env"
    assert open_request(Arguments(corpus=corpus, cache_dir=tmp_path)).cache == tmp_path
    assert open_request(Arguments(corpus=corpus, no_cache=True)).cache is None


def test_a_folder_of_the_file_that_is_not_there_is_told_with_the_file(corpus, tmp_path) -> None:
    file = tmp_path / "polyspec.toml"
    file.write_text('[locales]\nes-es = "corpus/es-ES"\nru-ru = "nowhere"\n')
    with pytest.raises(RequestError, match=r"polyspec\.toml: the folder of ru-ru is not there"):
        open_request(Arguments(corpus=file))
    assert list(open_request(Arguments(corpus=file, without=("ru-ru",))).corpus.locales) == ["es-es"]


def test_where_no_folder_is_named_by_a_locale_init_is_offered(tmp_path, monkeypatch) -> None:
    with pytest.raises(RequestError, match=r"no sub-folder named by a locale .* `polyspec init "):
        open_request(Arguments(corpus=tmp_path))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RequestError, match="`polyspec init` write"):
        open_request(Arguments())
