import sys

import pytest

from benchmarks.__main__ import main


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        pytest.param(["nowhere"], "no such folder: nowhere", id="no folder"),
        pytest.param([".", "--rounds", "0"], "0 is less than 1", id="no round"),
        pytest.param([".", "--scales", "1,x"], "argument --scales", id="a scale that is no number"),
        pytest.param(["."], "documents a message", id="a corpus without messages"),
    ],
)
def test_what_cannot_be_measured_is_refused(arguments, complaint, tmp_path, monkeypatch, capsys) -> None:
    (tmp_path / "es-es").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["benchmarks", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    assert complaint in capsys.readouterr().err
