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

#: A language alone (`es`, `zh-hant`) or with a region (`es-es`).
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z]{4})?(?P<region>-[a-z]{2})?\Z", re.IGNORECASE)
_JOINT = re.compile(r"[._-]")


class Found(msgspec.Struct, frozen=True):
    """The folder of each locale by its tag, and the folders beside and apart from them that are left out.

    `others` were found for the same locales elsewhere; `unserved` are named by a locale that no pack serves.
    """

    locales: dict[str, Path]
    others: tuple[Path, ...]
    unserved: tuple[Path, ...] = ()


def find_locales(root: Path) -> Found:
    """The locale folders below `root`: named by a tag (`es-es`), or ending in one (`docs.es-es`, a repository each).

    Where several folders serve one locale, the ones that lie beside the most other locales are taken. A language
    without a region (`es`, `zh-hant`) counts where another locale lies beside it: `it` alone may be anything.
    """
    by_parent: dict[Path, dict[str, Path]] = {}
    unserved: dict[Path, list[Path]] = {}
    for folder in _folders(root):
        tag = _tag(folder.name)
        if tag:
            by_parent.setdefault(folder.parent, {}).setdefault(tag, folder)
        elif _has_region(folder.name):
            unserved.setdefault(folder.parent, []).append(folder)
    sure = [tags for tags in by_parent.values() if len(tags) > 1 or any(map(_has_region, tags))]
    ranked = sorted(sure, key=lambda tags: (-sum(map(_has_region, tags)), -len(tags)))
    together = ranked[:1] if ranked and len(ranked[0]) > 1 else ranked
    locales: dict[str, Path] = {}
    for tags in together:
        locales = tags | locales
    taken = set(locales.values())
    others = tuple(folder for tags in ranked for folder in tags.values() if folder not in taken)
    beside = sorted({folder.parent for folder in taken})
    return Found(dict(sorted(locales.items())), others, tuple(f for parent in beside for f in unserved.get(parent, ())))


def _tag(name: str) -> str | None:
    """The longest tag that a pack serves at the end of a folder's name, in lower case, or None."""
    starts = [0, *(joint.end() for joint in _JOINT.finditer(name))]
    tags = (name[start:] for start in starts if _TAG.match(name, start))
    return next((tag.lower() for tag in tags if pack_for(tag)), None)


def _has_region(tag: str) -> bool:
    found = _TAG.match(tag)
    return bool(found and found["region"])


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
                tag = _tag(name)
                if tag is None or not _has_region(tag):
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
# What polyspec checks. Every key is described in docs/configuration.md of polyspec.

# source-locale = "en-us"                   # the authority, where it is among the locales
# include = ["desktop-src/*"]               # only these pages
# fail-on = "error"                         # the level that makes the exit status 1
# baseline = "polyspec-baseline.json"       # findings that are accepted: polyspec baseline writes them

[locales]
"""
