"""A first configuration: the folders of a checkout that hold the pages of a locale, and the file that names them."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from spec_model.locale import pack_for

#: How far below the checkout a folder of pages may lie, and how many folders are looked at.
DEEPEST = 4
MOST = 20_000

_TAG = re.compile(r"(?:.*[._-])?(?P<tag>[a-z]{2,3}-[a-z]{2,4}(?:-[a-z]{2})?)\Z", re.IGNORECASE)


class Found(msgspec.Struct, frozen=True):
    """The folder of each locale by its tag, and the folders that were found for the same locales elsewhere."""

    locales: dict[str, Path]
    others: tuple[Path, ...]


def find_locales(root: Path) -> Found:
    """The locale folders below `root`: named by a tag (`es-es`), or ending in one (`docs.es-es`, a repository each).

    Where several folders serve one locale, the ones that lie beside the most other locales are taken.
    """
    by_parent: dict[Path, dict[str, Path]] = {}
    for folder in _folders(root):
        tag = _tag(folder.name)
        if tag and tag not in by_parent.setdefault(folder.parent, {}):
            by_parent[folder.parent][tag] = folder
    ranked = sorted(by_parent.values(), key=lambda tags: -len(tags))
    together = ranked[:1] if ranked and len(ranked[0]) > 1 else ranked
    locales: dict[str, Path] = {}
    for tags in together:
        locales = tags | locales
    taken = set(locales.values())
    others = tuple(folder for tags in ranked for folder in tags.values() if folder not in taken)
    return Found(dict(sorted(locales.items())), others)


def _tag(name: str) -> str | None:
    """The tag of a locale that a pack serves at the end of a folder's name, in lower case, or None."""
    found = _TAG.match(name)
    return found["tag"].lower() if found and pack_for(found["tag"]) else None


def _folders(root: Path) -> Iterator[Path]:
    """The folders below `root`, nearest first; what lies in the folder of a locale is left out, as are hidden ones."""
    level = [root]
    seen = 0
    for _ in range(DEEPEST):
        below: list[Path] = []
        for folder in level:
            for name in _subfolders(folder):
                seen += 1
                if seen > MOST:
                    return
                yield folder / name
                if _tag(name) is None:
                    below.append(folder / name)
        level = below


def _subfolders(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            names = [e.name for e in entries if e.is_dir(follow_symlinks=False) and not e.name.startswith(".")]
    except OSError:
        return []
    return sorted(names)


def config_text(folder: Path, locales: dict[str, Path]) -> str:
    """The text of a configuration file in `folder` that names `locales`."""
    lines = [f"{tag} = {_toml(os.path.relpath(path, folder))}" for tag, path in locales.items()]
    return _TEMPLATE + "\n".join(lines) + "\n"


def _toml(path: str) -> str:
    return json.dumps(Path(path).as_posix(), ensure_ascii=False).replace("\x7f", "\\u007f")


_TEMPLATE = """\
# What polyspec checks. Every key is described in docs/configuration.md.

# source-locale = "en-us"                   # the authority, where it is among the locales
# include = ["desktop-src/*"]               # only these pages
# fail-on = "error"                         # the level that makes the exit status 1
# baseline = "polyspec-baseline.json"       # findings that are accepted: polyspec baseline writes them

[locales]
"""
