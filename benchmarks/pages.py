"""The pages that are measured: those of a corpus that document messages, once or many times under new names."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from spec_model.corpus import Corpus, locale_folders
from spec_model.load import load


def message_pages(corpus: Path, without: tuple[str, ...]) -> Iterator[tuple[str, str, Path]]:
    """Locale, path within it, and file of each page of `corpus` that documents a message."""
    folders = {tag: folder for tag, folder in locale_folders(corpus).items() if tag.lower() not in without}
    opened = Corpus(folders)
    groups = {group.page: group for group in opened.groups}
    for loaded in load(opened):
        for file in groups[loaded.page].files:
            if file.locale in loaded.pages:
                yield file.locale, file.page, file.file


def copy(pages: list[tuple[str, str, Path]], target: Path, times: int) -> None:
    """Copy `pages` to the corpus `target`, `times` over in folders with names of their own."""
    for number in range(times):
        for locale, page, file in pages:
            place = target / locale / f"copy-{number:03}" / page
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)
