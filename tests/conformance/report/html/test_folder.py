import pytest

from conformance.report.html.folder import MANIFEST, Folder, NotOursError


def test_a_folder_with_other_files_is_refused(tmp_path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(NotOursError, match="is not empty and holds no report"):
        Folder(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_is_no_folder(tmp_path) -> None:
    (tmp_path / "report").write_text("mine")
    with pytest.raises(NotOursError, match="is a file; name a folder"):
        Folder(tmp_path / "report")
    assert (tmp_path / "report").read_text() == "mine"


def test_a_hidden_entry_does_not_stand_in_the_way_and_stays(tmp_path) -> None:
    (tmp_path / ".git").mkdir()
    folder = Folder(tmp_path)
    folder.write("index.html", "x")
    folder.close()
    assert (tmp_path / ".git").is_dir()


def test_what_the_next_report_does_not_have_goes_and_what_others_put_there_stays(tmp_path) -> None:
    first = Folder(tmp_path)
    for path in ("index.html", "messages/a/old.html", "messages/b/kept.html"):
        first.write(path, "first")
    first.close()
    (tmp_path / "messages/b/note.txt").write_text("mine")
    second = Folder(tmp_path)
    second.write("messages/b/kept.html", "second")
    second.close()
    assert not (tmp_path / "index.html").exists()
    assert not (tmp_path / "messages/a").exists()
    assert (tmp_path / "messages/b/kept.html").read_text() == "second"
    assert (tmp_path / "messages/b/note.txt").read_text() == "mine"


def test_a_manifest_cannot_name_files_elsewhere(tmp_path) -> None:
    outside = tmp_path / "outside.html"
    outside.write_text("mine")
    root = tmp_path / "report"
    Folder(root).close()
    (root / MANIFEST).write_text(f"../outside.html\n{outside}\nmessages/../../outside.html\n")
    Folder(root).close()
    assert outside.exists()


def test_a_report_that_was_stopped_half_way_is_ours(tmp_path) -> None:
    Folder(tmp_path).write("index.html", "half")
    again = Folder(tmp_path)
    again.write("index.html", "whole")
    again.close()
    assert (tmp_path / "index.html").read_text() == "whole"
