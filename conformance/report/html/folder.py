"""The folder that a report is written to: what an earlier report left there goes, what is not ours stays."""

import re
from pathlib import Path, PurePosixPath

#: Lists the files of the report, so that the next one can remove those that it does not write again.
MANIFEST = "polyspec-report.txt"
_FIRST_LINE = "# The files of this report, as polyspec wrote them; the next report removes those that it no longer has."
_OURS = re.compile(r"(?:[a-z0-9][a-z0-9.-]*/){0,2}[a-z0-9][a-z0-9.-]*\.(?:html|css|js)\Z")


class NotOursError(Exception):
    """A file, or a folder that holds something else than a report of ours; the message says so."""


class Folder:
    """Takes the files of one report, one at a time.

    Raises NotOursError where `root` holds files but no report; hidden entries (``.git``) do not count.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._written: set[str] = set()
        if root.is_file():
            raise NotOursError(f"{root}: is a file; name a folder")
        root.mkdir(parents=True, exist_ok=True)
        manifest = root / MANIFEST
        if manifest.is_file():
            lines = manifest.read_text(encoding="utf-8", errors="replace").splitlines()
            self._earlier = {line for line in lines if _OURS.match(line)}
        elif any(not entry.name.startswith(".") for entry in root.iterdir()):
            raise NotOursError(f"{root}: is not empty and holds no report of ours; name a new folder")
        else:
            self._earlier = set()
            manifest.write_text(f"{_FIRST_LINE}\n", encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        """Write the file at `path`, which is relative to the folder and has a name of ours."""
        assert _OURS.match(path), path
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
        self._written.add(path)

    def close(self) -> None:
        """Remove the files of the earlier report that were not written again, and list those that were."""
        for path in sorted(self._earlier - self._written):
            (self.root / path).unlink(missing_ok=True)
        for parent in sorted(
            {parent for path in self._earlier for parent in PurePosixPath(path).parents}, reverse=True
        ):
            folder = self.root / parent
            if parent.name and folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        (self.root / MANIFEST).write_text("\n".join([_FIRST_LINE, *sorted(self._written), ""]), encoding="utf-8")
