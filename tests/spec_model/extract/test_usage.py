from pathlib import Path

import pytest
import yaml

from spec_model.extract.usage import read_usage
from spec_model.locale import pack_for
from spec_model.markdown import parse_blocks
from spec_model.model import Fact

CASES = Path(__file__).parent / "cases/usage.yaml"


def usage_of(text: str, locale: str) -> Fact[bool] | None:
    pack = pack_for(locale)
    assert pack is not None
    return read_usage(parse_blocks(text, 0, len(text)), pack)


def documents() -> list[object]:
    return [
        pytest.param(locale, case["text"], case["used"], id=f"{locale}: {case['text']}")
        for locale, cases in yaml.safe_load(CASES.read_text("utf-8")).items()
        for case in cases
    ]


@pytest.mark.parametrize(("locale", "text", "used"), documents())
def test_a_description_says_whether_the_parameter_is_used(locale: str, text: str, *, used: bool) -> None:
    fact = usage_of(text, locale)
    assert fact is not None
    assert fact.value is used


@pytest.mark.parametrize("text", ["", "  \n\n", "\\[in\\]", "<br/>"])
def test_a_description_without_text_does_not_say(text: str) -> None:
    assert usage_of(text, "es-es") is None


def test_a_condition_further_down_takes_back_what_the_first_sentence_says() -> None:
    fact = usage_of("Debe ser 0.\n\nDebe ser -1 si se pide el grupo.", "es-es")
    assert fact is not None
    assert fact.value is True


def test_the_evidence_is_the_sentence_that_says_so() -> None:
    text = "\\[in\\] No se usa; debe ser cero. Vea la sección Observaciones."
    fact = usage_of(text, "es-es")
    assert fact is not None
    (evidence,) = fact.evidence
    assert (evidence.kind, evidence.text) == ("text", "No se usa")
    assert text[evidence.span.start : evidence.span.end].strip() == "No se usa"
