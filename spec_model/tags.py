"""Which language serves a locale tag: told from the first lines of the locale packs, which are not read for it."""

import re
from functools import cache
from pathlib import Path

_HEAD = re.compile(r"^language: (?P<language>[a-z-]+)\n.*?^tags: \[(?P<tags>[a-z, -]+)\]\n", re.MULTILINE | re.DOTALL)


@cache
def language_for(tag: str) -> str | None:
    """The language of the pack that serves the BCP 47 `tag` (any letter case), None where there is none."""
    wanted = tag.lower().replace("_", "-")
    languages = languages_by_tag()
    return languages.get(wanted) or languages.get(wanted.split("-")[0])


@cache
def languages_by_tag() -> dict[str, str]:
    """The languages of the shipped packs by the tags that each serves."""
    found: dict[str, str] = {}
    for file in sorted((Path(__file__).parent / "locales").glob("*.yaml")):
        head = _HEAD.search(file.read_text(encoding="utf-8"))
        if head is None:
            raise ValueError(f"{file}: `language` and `tags` do not stand in lines of their own")
        found |= dict.fromkeys(head["tags"].split(", "), head["language"])
    return found
