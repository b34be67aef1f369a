"""Pages that are meant to break the reader: nothing raises, and nothing takes time that grows out of bounds."""

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

import spec_model
from spec_model.consensus import reconcile
from spec_model.model import Witness
from spec_model.page import Page
from spec_model.store import message_data, to_json
from spec_model.witness import read_english, read_witness

MANY = 5_000
#: Seconds after which a reading that should take a fraction of one is held to be lost.
LOST = 30


@contextmanager
def not_lost() -> Iterator[None]:
    """Fail where the body hangs; this is no measure of speed."""

    def stop(_signal: int, _frame: object) -> None:
        raise TimeoutError("this would take very long")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(LOST)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def table(cell: str) -> str:
    return f"| a | b |\n|---|---|\n| Encabezado | {cell} |\n| Cliente mínimo compatible | {cell} |\n"


HOSTILE = {
    "nested blocks": "<div>" * MANY + "<dl><dt>" * MANY,
    "nested spans": "<dl><dt>" + "<span>" * MANY + "x",
    "nested lists": "<ul><li>" * MANY + "- " * MANY,
    "nested quotes": ">" * MANY + " a",
    "nested brackets": "<dl><dt>" + "[" * MANY + "]" * MANY,
    "bilingual": '<span class="sxs-lookup">' * MANY,
    "marks": "*a **b " * MANY,
    "ticks": " ".join("`" * count for count in range(1, 500)),
    "comments": "<!--" * MANY,
    "tags that do not end": "<a" * MANY,
    "links": "](a" * MANY + "[a](" * MANY,
    "note": f"<dl><dt>*x* [{' ' * MANY}</dt><dd>a</dd></dl>",
    "code note": f"`x` [{' ' * MANY}a\n",
    "underscores": table("a" + "_" * MANY),
    "spaced underscores": table("a _ " * MANY),
    "blanks": " " * MANY,
    "spaces": table("Windows" + " " * MANY + "x"),
    "versions": table("Windows " + "10 " * MANY),
    "constants": f"<dl><dt>*x*</dt><dd>\n\n|a|b|\n|-|-|\n| **A{' ' * MANY}_B** | c |\n\n</dd></dl>",
    "numbers": f"<dl><dt>*x*</dt><dd>\n\n|a|b|\n|-|-|\n| **A_B**<br/>({' ' * MANY}x | c |\n\n</dd></dl>",
    "parameters": "".join(f"<dt>*a{number}*</dt>" for number in range(MANY // 10)),
    "bars": "|a" * MANY + "\n" + "|-" * MANY + "\n" + "|b" * MANY,
    "headings": "## a\n" * MANY,
    "fences": "```\n" * MANY,
    "references": "&" * MANY + "&#9999999;&#xffffff;&#0;" * 99,
    "nul": "\0" * MANY,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("section", ["parameters", "requirements", "intro"])
def test_hostile_pages_are_read(parts, body: str, section: str) -> None:
    page = parts.message(**{section: body})
    with not_lost():
        for read in (read_witness(page), read_english(page)):
            if isinstance(read, Witness):
                message = reconcile([read])
                assert to_json(message_data(message, lambda _, span: page.position(span.start), witnesses=True))


PIECES = st.sampled_from(
    ["# ", "## ", '<a name="', "wm_a-message", '"></a>', "Mensaje ", "WM\\_A", "Parámetros", "---\n", "title: ", "\n",
     "\n\n", "<dl> <dt>", "</dt> <dd>", "*x*", "\\[in\\]", "| a | b |\n|--|--|\n", "| Encabezado | ", "Winuser.h",
     "```\n", "#define WM_A 5", '<span class="sxs-lookup">', "</span>", '## <a name="requirements"></a>x\n',
     "\r\n", "\0", "да",
     '## <a name="parameters"></a>x\n', "(", ")", "**T\\_A**", "[", "]("]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=4), max_size=40).map("".join), st.sampled_from(["es-es", "ru-ru", "zh-tw"]))
def test_any_text_is_a_message_or_is_none(text: str, locale: str) -> None:
    page = Page(locale, "a.md", "a.md", text)
    for read in (read_witness(page), read_english(page)):
        if isinstance(read, Witness):
            reconcile([read])
            for parameter in read.parameters:
                for evidence in parameter.name.evidence:
                    assert 0 <= evidence.span.start <= evidence.span.end <= len(text)


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every regular expression of the package, by module and name."""
    for module in pkgutil.walk_packages(spec_model.__path__, "spec_model."):
        if not module.name.endswith(".schema"):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    yield f"{module.name}.{name}", value


PATTERNS = dict(patterns())
SEEDS = [*"aA_ -1.([<`\\&|#\n", "a_", "A_", "_ ", "a ", "1 ", ", "]
LEADS = ["", "a", "A", "(", "[", "<", "a_", "#define ", "---\n", "TAPI", "0x"]


def test_there_are_patterns_to_try() -> None:
    assert len(PATTERNS) > 20


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_no_pattern_blows_up_on_a_near_miss(name: str) -> None:
    with not_lost():
        for lead in LEADS:
            for seed in SEEDS:
                PATTERNS[name].search(lead + seed * 600 + "\ue000")
