from collections.abc import Iterator
from pathlib import Path

import pytest

from conformance.config import Config, ConfigError, find_config, load_config, suggestion
from conformance.diagnostic import Finding
from conformance.registry import Rule


def nothing(_: object) -> Iterator[Finding]:
    """It finds nothing."""
    yield from ()


RENAMED = Rule("P003", "parameter-renamed", "parameters", "error", nothing)
CASE = Rule("P004", "parameter-case", "parameters", "warning", nothing)


@pytest.fixture
def write(tmp_path):
    def written(text: str, name: str = "polyspec.toml") -> Path:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return file

    return written


def test_an_empty_file_gives_the_defaults(write) -> None:
    file = write("")
    assert load_config(file) == Config(file=file)


def test_every_key_is_read(write, tmp_path) -> None:
    config = load_config(
        write(
            """
            source-locale = "en-US"
            include = ["desktop-src/*"]
            exclude = ["*/toc.md"]
            fail-on = "warning"
            jobs = 2
            baseline = "known.json"
            [locales]
            es-ES = "../docs.es-es/win32"
            en-us = "/source"
            [severity]
            P003 = "warning"
            [per-path."desktop-src/old/*"]
            parameter-case = "off"
            [generate]
            anything = 1
            """
        )
    )
    assert config.locales == {"es-es": tmp_path / "../docs.es-es/win32", "en-us": Path("/source")}
    assert (config.source, config.fail_on, config.jobs) == ("en-us", "warning", 2)
    assert (config.include, config.exclude) == (("desktop-src/*",), ("*/toc.md",))
    assert config.baseline == tmp_path / "known.json"
    assert config.generate == {"anything": 1}


def test_a_pyproject_is_read_from_its_table(write) -> None:
    file = write('[project]\nname = "x"\n[tool.polyspec]\njobs = 3\n', "pyproject.toml")
    assert load_config(file).jobs == 3


def test_levels_by_code_and_by_name(write) -> None:
    config = load_config(write('[severity]\nP003 = "info"\nparameter-case = "off"\n'))
    assert config.level(RENAMED, "a.md") == "info"
    assert config.level(CASE, "a.md") is None


def test_the_last_pattern_that_matches_a_page_counts(write) -> None:
    config = load_config(
        write('[severity]\nP003 = "info"\n[per-path]\n"old/*" = {P003 = "off"}\n"old/b*" = {P003 = "error"}\n')
    )
    assert [config.level(RENAMED, page) for page in ("a.md", "old/a.md", "old/x/b.md", "old/b.md")] == [
        "info",
        None,
        None,
        "error",
    ]
    assert config.level(CASE, "old/a.md") == "warning"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('jobs = 1\nfail_on = "error"\n', 2, "unknown key 'fail_on' (did you mean 'fail-on'?)"),
        ("colour = 1\n", 1, "unknown key 'colour'; the keys are locales, source-locale, include"),
        ("jobs = 0\n", 1, "jobs: expected `int` >= 1"),
        ('jobs = "many"\n', 1, "jobs: expected `int`, got `str`"),
        ('\n\ninclude = "a"\n', 3, "include: expected `array`, got `str`"),
        ('fail-on = "erorr"\n', 1, "fail-on is 'erorr', but has to be one of error, warning, info, never"),
        (
            '[severity]\nP001 = "off"\nP003 = "eror"\n',
            3,
            "P003 is 'eror', but has to be one of error, warning, info, off",
        ),
        ('[per-path."a/*"]\nP003 = "x"\n', 2, "P003 is 'x'"),
        ('[severity]\nP003 = "off"\n[per-path."a/*"]\nP003 = "x"\n', 4, "P003 is 'x'"),
        ('[per-path]\n"a/*" = {P003 = "x"}\n', 2, "P003 is 'x'"),
        ("[locales]\nes-es = 1\n", 1, "locales: expected `str`, got `int`"),
        ("jobs = 1\njobs = = 2\n", 2, "not valid TOML"),
        ("x = '''", None, "not valid TOML"),
        ("x = " + "[" * 50_000, None, "not valid TOML"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(write, text, line, words) -> None:
    file = write(text)
    with pytest.raises(ConfigError) as caught:
        load_config(file)
    message = str(caught.value)
    assert message.startswith(f"{file}:{line}: " if line else f"{file}")
    assert words in message
    assert "\n" not in message


def test_a_table_of_pyproject_that_is_none_is_refused(write) -> None:
    with pytest.raises(ConfigError, match="is not a table"):
        load_config(write("tool.polyspec = 1\n", "pyproject.toml"))


def test_a_file_that_is_not_utf8_or_not_there_is_refused(tmp_path) -> None:
    broken = tmp_path / "polyspec.toml"
    broken.write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="is not UTF-8 text"):
        load_config(broken)
    with pytest.raises(ConfigError, match="cannot be read: No such file"):
        load_config(tmp_path / "none.toml")


def test_an_unknown_rule_is_refused_with_the_nearest_name(write) -> None:
    file = write('[severity]\nP003 = "off"\nparameter-rename = "off"\n')
    with pytest.raises(ConfigError) as caught:
        load_config(file).verify_rules([RENAMED, CASE])
    assert str(caught.value) == (
        f"{file}:3: no rule has the code or name 'parameter-rename' (did you mean 'parameter-renamed'?)"
    )


def test_known_rules_pass(write) -> None:
    load_config(write('[per-path."a*"]\nP003 = "off"\nparameter-case = "off"\n')).verify_rules([RENAMED, CASE])


def test_the_nearest_file_upward_is_found(tmp_path) -> None:
    inner = tmp_path / "a/b"
    inner.mkdir(parents=True)
    (tmp_path / "polyspec.toml").touch()
    assert find_config(inner) == tmp_path / "polyspec.toml"
    (tmp_path / "a/pyproject.toml").write_text("[tool.polyspec]\njobs = 1\n")
    assert find_config(inner) == tmp_path / "a/pyproject.toml"
    (tmp_path / "a/polyspec.toml").touch()
    assert find_config(inner) == tmp_path / "a/polyspec.toml"


def test_a_pyproject_without_our_table_is_passed_by(tmp_path) -> None:
    inner = tmp_path / "a"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[tool.other]\n")
    (tmp_path / "polyspec.toml").touch()
    assert find_config(inner) == tmp_path / "polyspec.toml"
    (inner / "pyproject.toml").write_text("[tool.other\n")
    assert find_config(inner) == tmp_path / "polyspec.toml"


def test_a_broken_pyproject_that_has_our_table_is_not_passed_by(tmp_path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.polyspec]\njobs =\n")
    assert find_config(tmp_path) == tmp_path / "pyproject.toml"


def test_only_near_words_are_suggested() -> None:
    assert suggestion("P03", ["P003", "X999"]) == " (did you mean 'P003'?)"
    assert suggestion("nonsense", ["P003", "X999"]) == ""
