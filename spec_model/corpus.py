"""Locales, pages and their pairing: which files of a corpus are the witnesses of one message."""

import os
import re
from collections.abc import Container, Iterator, Mapping
from copy import copy
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path

import msgspec

from spec_model.files import UnreadablePage, read_bytes
from spec_model.tags import language_for

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")


class CorpusError(Exception):
    """A corpus that cannot be read as one; the message says why, for the person who named it."""


#: The bytes of a file, or why they cannot be had.
Content = bytes | UnreadablePage


class PageFile(msgspec.Struct, frozen=True):
    """One file of a corpus, not yet read: `page` is its path within the locale, `path` its name for people."""

    locale: str
    page: str
    path: str

    @property
    def file(self) -> Path:
        """Where it is."""
        return Path(self.path)


class Group(msgspec.Struct, frozen=True):
    """The files with one relative path: `homes` are the locales that have it, in their order, with their folders."""

    page: str
    homes: tuple[tuple[str, str], ...]

    @property
    def files(self) -> tuple[PageFile, ...]:
        """The files, one for each locale; made anew each time, since a corpus has very many."""
        return tuple(PageFile(tag, self.page, f"{folder}{self.page}") for tag, folder in self.homes)


def contents(group: Group) -> list[Content]:
    """What the files of `group` hold, in their order."""
    found: list[Content] = []
    for file in group.files:
        try:
            found.append(read_bytes(file.path))
        except UnreadablePage as error:
            found.append(error)
    return found


class Corpus:
    """Folders of pages, one a locale. Nothing is read before it is asked for.

    `locales` maps tags in lower case to folders. `include` and `exclude` are patterns over page paths.
    """

    def __init__(
        self,
        locales: Mapping[str, Path],
        *,
        source: str | None = None,
        include: tuple[str, ...] = (),
        exclude: tuple[str, ...] = (),
    ) -> None:
        self.locales = {
            tag.lower(): folder for tag, folder in sorted(locales.items(), key=lambda item: item[0].lower())
        }
        if len(self.locales) < len(locales):
            raise CorpusError("two folders are named after the same locale in different letter case")
        self.source = source.lower() if source else None
        if self.source and self.source not in self.locales:
            raise CorpusError(f"the source locale {source} is not among the locales: {', '.join(self.locales)}")
        for tag, folder in self.locales.items():
            if not folder.is_dir():
                raise CorpusError(f"the folder of {tag} is not there: {folder}")
            if language_for(tag) is None:
                raise CorpusError(f"no locale pack serves {tag} ({folder})")
        self.include = include
        self.exclude = exclude

    def among(self, pages: Container[str]) -> "Corpus":
        """The same corpus with those messages only whose path is among `pages`."""
        part = copy(self)
        part.groups = tuple(group for group in self.groups if group.page in pages)
        return part

    def wants(self, page: str) -> bool:
        """Whether `include` and `exclude` let a page path in."""
        if self.include and not any(fnmatchcase(page, pattern) for pattern in self.include):
            return False
        return not any(fnmatchcase(page, pattern) for pattern in self.exclude)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The pages of all locales paired by relative path, sorted by it."""
        found: dict[str, tuple[tuple[str, str], ...]] = {}
        shared: dict[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]] = {(): ()}
        for tag, folder in self.locales.items():
            home = tag, _prefix(folder)
            for page in filter(self.wants, _markdown_files(folder)):
                homes = (*found.get(page, ()), home)
                found[page] = shared.setdefault(homes, homes)  # few sets of locales are shared by very many pages
        return tuple(Group(page, found[page]) for page in sorted(found))


def _prefix(folder: Path) -> str:
    """What stands before the path of a page within `folder` in the name of its file."""
    named = folder.as_posix()
    return "" if named == "." else named if named.endswith("/") else f"{named}/"


def locale_folders(root: Path) -> dict[str, Path]:
    """The sub-folders of `root` that are named by a locale tag which a pack serves, by tag.

    Raises CorpusError where `root` is not a folder or holds no such sub-folder.
    """
    if not root.is_dir():
        raise CorpusError(f"no such folder: {root}")
    folders = sorted(entry for entry in root.iterdir() if entry.is_dir() and _TAG.match(entry.name))
    served = {entry.name: entry for entry in folders if language_for(entry.name)}
    if not served:
        known = "es-es, ru-ru, it-it, fr-fr, zh-tw, en-us"
        raise CorpusError(f"{root} has no sub-folder named by a locale ({known}, ...)")
    return served


def unserved_folders(root: Path) -> tuple[Path, ...]:
    """The sub-folders of `root` with pages that are named by a language and a region which no pack serves."""
    named = (entry for entry in sorted(root.iterdir()) if "-" in entry.name and _TAG.match(entry.name))
    return tuple(
        entry
        for entry in named
        if entry.is_dir() and language_for(entry.name) is None and next(_markdown_files(entry), None) is not None
    )


def _markdown_files(folder: Path) -> Iterator[str]:
    """Relative paths of the pages below `folder`; hidden folders hold none.

    A folder that is named like a page, is a link to somewhere else, or cannot be listed, is given as if it were
    one: it is then refused with a reason rather than left out in silence.
    """
    unlisted: list[OSError] = []
    for base, folders, files in os.walk(folder, onerror=unlisted.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        relative = os.path.relpath(base, folder)
        within = "" if relative == os.curdir else f"{relative.replace(os.sep, '/')}/"
        linked = [name for name in folders if os.path.islink(os.path.join(base, name))]
        for name in files + folders:
            if name.lower().endswith(".md") or name in linked:
                yield within + name
    for error in unlisted:
        yield Path(error.filename).relative_to(folder).as_posix()
