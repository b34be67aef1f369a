import random
import re

import pytest

from conformance.rules.identity._heading import WrittenName, written_name
from spec_model.model import Span


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("Message XM\\_GET\\_IT", None),
        ("XM_GET_IT message", None),
        ("Message XM \\_ GET \\_ IT", "XM \\_ GET \\_ IT"),
        ("_ \\_ of xm\\_get_ it now", "xm\\_get_ it"),
        ("Message XM\\_GET\\_\u0131T", "XM\\_GET\\_\u0131T"),
        ("AXM_GET_IT and XM_get_IT", "XM_get_IT"),
        ("XM\\_GET\\_IT\u8a0a\u606f", None),
        ("\u017fmall XM \\_ GET_IT", "XM \\_ GET_IT"),
    ],
)
def test_a_name_is_found_in_any_spacing_and_letter_case(part: str, found: str | None) -> None:
    text = f"# {part}\n"
    written = written_name(text, 2, 2 + len(part), "XM_GET_IT", ("message",))
    if found is None:
        assert written is None
    else:
        start = text.index(found)
        assert written == WrittenName(Span(start, start + len(found)), found.replace("\\", ""), spelling=True)


def is_alone(part: str, match: re.Match[str]) -> bool:
    beside = (part[: match.start()][-1:], part[match.end() :][:1])
    return not any(re.match(r"[^\W\u2e80-\uffef]", character) for character in beside)


def test_one_pattern_for_all_names_finds_what_a_pattern_for_each_would() -> None:
    chance = random.Random(7)
    pieces = ["A", "b", "_", " ", "\\_", " \\_ ", "\\", "\u4e2d", "\u017f", "\u0130"]
    for _ in range(5000):
        name = "".join(chance.choices("Abis_", k=4)).strip("_") or "A"
        part = "".join(chance.choices([*pieces, name, name.lower(), name.replace("_", " \\_ ")], k=5))
        pattern = re.compile(r"\s*\\?_\s*".join(map(re.escape, name.split("_"))), re.IGNORECASE)
        found = [match for match in pattern.finditer(part) if is_alone(part, match)]
        written = written_name(part, 0, len(part), name, ())
        text = found[0][0].replace("\\", "") if found else ""
        if text == name:
            assert written is None
        elif found:
            assert written == WrittenName(Span(*found[0].span()), text, spelling=True)
        else:
            assert written is not None
            assert not written.spelling
