"""Locale packs: what a language calls the things of a page, as data (`locales/*.yaml`)."""

from functools import cache
from importlib import resources
from pathlib import Path

import msgspec
import yaml

from spec_model.grammar.statements import Statements
from spec_model.model import Direction, Kind
from spec_model.tags import language_for


class PackError(Exception):
    """A locale pack that does not fit its schema; the message says where."""


class RequirementLabels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the rows of a requirements table are labelled, and the words inside their cells.

    `include` are the words before the second header (``include Windows.h``), `server` those for the word
    Server in a product's name, `desktop_only` marks of the note beside a product.
    """

    client: tuple[str, ...] = ()
    server: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    server_word: tuple[str, ...] = ()
    professional_word: tuple[str, ...] = ()
    edition_word: tuple[str, ...] = ()
    service_pack: tuple[str, ...] = ()
    version_word: tuple[str, ...] = ()
    none_supported: tuple[str, ...] = ()
    desktop_note: tuple[str, ...] = ()
    store_note: tuple[str, ...] = ()


class LocalePack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one language.

    `language` is the BCP 47 primary subtag (with script or region where one is needed), `tags` the locale
    tags that the pack serves. `headings` maps canonical section names to the headings of the language,
    `kinds` the words for message and notification in titles, `titles`
    how a heading is put together around ``{name}``, `directions` the words of direction notes.
    `words` says whether the language puts spaces between words.
    """

    language: str
    name: str
    tags: tuple[str, ...]
    headings: dict[str, tuple[str, ...]]
    kinds: dict[Kind, tuple[str, ...]]
    titles: dict[Kind, str]
    directions: dict[Direction, tuple[str, ...]]
    requirements: RequirementLabels
    spaced: bool = True
    statements: Statements = Statements()

    def section_name(self, heading: str) -> str | None:
        """The canonical name of a section with the visible `heading`, or None."""
        return _heading_index(self.language).get(fold(heading))


def fold(text: str) -> str:
    """`text` in the form in which words are compared: one case, single spaces, no outer punctuation."""
    return " ".join(text.replace("\u00a0", " ").split()).strip(" .:：。").casefold()


def load_pack(text: str, source: str) -> LocalePack:
    """The pack in the YAML `text`; raises PackError, naming `source`, where it does not fit."""
    try:
        return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader), LocalePack, strict=True)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PackError(f"{source}:{line}: {error.problem}") from error
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise PackError(f"{source}: {error}") from error


def read_pack(path: Path) -> LocalePack:
    """The pack in a file; raises PackError where it cannot be read or does not fit."""
    try:
        return load_pack(path.read_text(encoding="utf-8"), path.as_posix())
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"{path.as_posix()}: {error}") from error


@cache
def packs() -> dict[str, LocalePack]:
    """The shipped packs by language."""
    folder = resources.files("spec_model") / "locales"
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".yaml")), key=lambda e: e.name)
    loaded = (load_pack(entry.read_text(encoding="utf-8"), entry.name) for entry in files)
    return {pack.language: pack for pack in loaded}


@cache
def pack_for(tag: str) -> LocalePack | None:
    """The pack that serves the BCP 47 `tag` (any letter case), or None."""
    language = language_for(tag)
    return packs()[language] if language else None


@cache
def _heading_index(language: str) -> dict[str, str]:
    """Folded headings of a language, and the English ones that translated pages keep, to section names."""
    index = {fold(text): name for name, texts in packs()["en"].headings.items() for text in texts}
    index |= {fold(text): name for name, texts in packs()[language].headings.items() for text in texts}
    return index


@cache
def anchor_index() -> dict[str, str]:
    """Anchors of section headings (English headings in lower case with hyphens) to canonical names."""
    english = packs()["en"].headings.items()
    return {fold(text).replace(" ", "-"): name for name, texts in english for text in texts}
