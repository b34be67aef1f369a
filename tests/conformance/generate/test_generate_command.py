"""`polyspec generate` as a person calls it."""

from pathlib import Path

import pytest

from conformance.cli.main import main
from conformance.generate.select import Selection, read_page_list
from conformance.generate.settings import SettingsError, read_settings
from spec_model.model import Message

TARGETS = ("c-header", "cpp-enum", "csharp", "python-enum", "rust", "text", "typescript")


@pytest.mark.parametrize("target", TARGETS)
def test_each_target_has_the_number_of_the_driver_message(target: str, own_pages: Path, tmp_path: Path) -> None:
    assert main(["generate", target, str(own_pages), "-o", str(tmp_path / "out")]) == 0
    text = "".join(file.read_text(encoding="utf-8") for file in (tmp_path / "out").iterdir())
    lines = [line for line in text.splitlines() if "DRV_EXITSESSION" in line.upper() and "0x000B" in line]
    assert lines


@pytest.mark.parametrize("target", TARGETS)
def test_the_same_pages_give_the_same_bytes_with_any_number_of_processes(
    target: str, own_pages: Path, tmp_path: Path
) -> None:
    for jobs in ("1", "2"):
        assert main(["generate", target, str(own_pages), "-o", str(tmp_path / jobs), "--jobs", jobs]) == 0
    files = [{f.name: f.read_bytes() for f in (tmp_path / jobs).iterdir()} for jobs in ("1", "2")]
    assert files[0] == files[1]
    assert files[0]


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_of_the_machine_is_written(target: str, own_pages: Path, tmp_path: Path) -> None:
    assert main(["generate", target, str(own_pages.resolve()), "-o", str(tmp_path)]) == 0
    text = "".join(file.read_text(encoding="utf-8") for file in tmp_path.iterdir())
    assert str(own_pages.resolve().parent) not in text
    assert str(tmp_path) not in text


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (["--message", "wm_size"], {"WM_SIZE"}),
        (["--message", "DRV_[OC]*"], {"DRV_OPEN", "DRV_CLOSE", "DRV_CONFIGURE"}),
        (["--header", "winuser.h"], {"WM_SIZE", "LB_GETCURSEL"}),
        (["--prefix", "LB_", "--prefix", "wm_"], {"WM_SIZE", "LB_GETCURSEL"}),
        (["--prefix", "DRV_", "--message", "*FREE"], {"DRV_FREE"}),
    ],
)
def test_a_selection_narrows_what_is_generated(
    options: list[str], names: set[str], own_pages: Path, tmp_path: Path
) -> None:
    assert main(["generate", "text", str(own_pages), "-o", str(tmp_path), *options]) == 0
    lines = (tmp_path / "messages.txt").read_text(encoding="utf-8").splitlines()
    assert {line.split()[0] for line in lines if not line.startswith("#")} == names


def test_a_list_of_pages_selects_them(own_pages: Path, tmp_path: Path) -> None:
    pages = tmp_path / "pages.txt"
    pages.write_text("# drivers\n\n./desktop-src/Multimedia/drv-free.md\r\ndesktop-src\\winmsg\\wm-size.md\n", "utf-8")
    assert main(["generate", "text", str(own_pages), "-o", str(tmp_path), "--files", str(pages)]) == 0
    text = (tmp_path / "messages.txt").read_text(encoding="utf-8")
    assert "DRV_FREE" in text
    assert "WM_SIZE" in text
    assert "DRV_OPEN" not in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["python-enm"], "no generator 'python-enm' (did you mean 'python-enum'?)"),
        (["text", "--message", "NO_SUCH"], "no message of the corpus is selected"),
        (["text", "--files", "no-such-list"], "no-such-list"),
        (["text", "--values", "no-such-values"], "no-such-values"),
        (["text", "--on-dispute", "perhaps"], "perhaps"),
    ],
)
def test_a_wrong_request_is_one_line_and_writes_nothing(
    arguments: list[str], said: str, own_pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target, *options = arguments
    assert main(["generate", target, str(own_pages), "-o", str(tmp_path / "out"), *options]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert not (tmp_path / "out").exists()


def write_config(folder: Path, pages: Path, table: str) -> Path:
    """A configuration with our own pages as its locales."""
    locales = "".join(f'{p.name} = "{p.as_posix()}"\n' for p in sorted(pages.resolve().iterdir()) if p.is_dir())
    file = folder / "polyspec.toml"
    file.write_text(f"[locales]\n{locales}\n{table}", encoding="utf-8")
    return file


def test_the_configuration_sets_the_form_of_constants_and_more_numbers(own_pages: Path, tmp_path: Path) -> None:
    table = '[generate]\nvalues = ["more"]\n[generate.forms]\n"WM_SIZE.wParam" = "flags"\n'
    config = write_config(tmp_path, own_pages, table)
    (tmp_path / "more").mkdir()
    own = "header: own.h\nsource: {toolchain: cc, version: '1', sdk: own}\nvalues: {OWN: 1}\n"
    (tmp_path / "more" / "own.yaml").write_text(own, encoding="utf-8")
    assert main(["generate", "python-enum", str(config), "-o", str(tmp_path / "out")]) == 0
    assert "class WmSizeWParam(IntFlag)" in (tmp_path / "out" / "messages.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("[generate]\nform = 1\n", "unknown field `form`"),
        ('[generate.forms]\n"A.b" = "maybe"\n', "maybe"),
        ('[generate]\non-dispute = "maybe"\n', "maybe"),
        ('[generate]\nvalues = "a string"\n', "values"),
    ],
)
def test_a_table_that_does_not_fit_names_the_file_and_the_key(
    table: str, said: str, own_pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = write_config(tmp_path, own_pages, table)
    assert main(["generate", "text", str(config), "-o", str(tmp_path / "out")]) == 2
    error = capsys.readouterr().err
    assert "polyspec.toml" in error
    assert said in error


def test_a_dispute_can_be_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # One page, so one locale, that states a number which the headers contradict.
    page = tmp_path / "corpus" / "es-es" / "wm-size.md"
    page.parent.mkdir(parents=True)
    page.write_text(
        "---\ntitle: WM_SIZE mensaje (Winuser.h)\n---\n"
        '# <a name="wm_size-message"></a>Mensaje WM\\_SIZE\n\n```C++\n#define WM_SIZE 0x0006\n```\n',
        encoding="utf-8",
    )
    request = ["generate", "text", str(tmp_path / "corpus"), "-o", str(tmp_path / "out")]
    assert main([*request, "--on-dispute", "error"]) == 1
    assert "two numbers: WM_SIZE: wm-size.md says 0x6, winuser.h 0x5" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    report = tmp_path / "report.txt"
    assert main([*request, "--report", str(report)]) == 0
    assert "two numbers: WM_SIZE" in report.read_text(encoding="utf-8")
    assert "0x0005" in (tmp_path / "out" / "messages.txt").read_text(encoding="utf-8")


def test_a_selection_lets_everything_in_that_it_does_not_speak_of() -> None:
    message = Message("a/b.md", "WM_SIZE", "message", header=None)
    assert Selection().wants(message)
    assert not Selection(headers=("Winuser.h",)).wants(message)
    assert Selection(pages=frozenset({"a/b.md"})).wants(message)
    assert read_page_list("\n# a\n") == frozenset()


def test_settings_that_are_not_there_are_the_defaults() -> None:
    assert read_settings({}, None).on_dispute == "comment"
    with pytest.raises(SettingsError, match="configuration: "):
        read_settings({"forms": []}, None)
