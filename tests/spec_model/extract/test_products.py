from pathlib import Path

import pytest
import yaml

from spec_model.extract.products import read_product
from spec_model.locale import pack_for
from spec_model.markdown import parse_inline

CASES = yaml.safe_load((Path(__file__).parent / "cases/products.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("locale", "cell", "name", "note"), [(locale, *case) for locale, cases in CASES.items() for case in cases]
)
def test_products_are_read(locale: str, cell: str, name: str | None, note: str | None) -> None:
    found = read_product(parse_inline(cell, 0, len(cell)).flow(), pack_for(locale))
    assert (found.name.value if found else None) == name
    assert (found.note if found else None) == note


def test_a_product_has_its_place() -> None:
    cell = " Windows Vista<br/> "
    (evidence,) = read_product(parse_inline(cell, 0, len(cell)).flow(), pack_for("es-es")).name.evidence
    assert cell[evidence.span.start : evidence.span.end] == evidence.text == "Windows Vista"


def test_a_cell_of_any_length_is_no_product() -> None:
    cell = "Windows " + "10 " * 10_000
    assert read_product(parse_inline(cell, 0, len(cell)).flow(), pack_for("es-es")) is None
