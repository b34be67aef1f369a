"""A bare parse: markdown-it-py over every page below the folders that are named, and nothing else."""

import sys
from pathlib import Path

from markdown_it import MarkdownIt

parser = MarkdownIt()
for folder in sys.argv[1:]:
    for file in sorted(Path(folder).rglob("*.md")):
        parser.parse(file.read_text(encoding="utf-8"))
