import json
from pathlib import Path

import jsonschema
import msgspec
import pytest

from spec_model.corpus import Corpus, locale_folders
from spec_model.load import Loaded, load
from spec_model.schema import MessageData, model_schema
from spec_model.store import message_data, to_json

SCHEMA = Path(__file__).parents[2] / "docs/schema/model.schema.json"


@pytest.fixture(scope="module", params=["pages", "damaged"])
def lines(request: pytest.FixtureRequest, own_pages: Path) -> list[str]:
    """What `polyspec model --format jsonl --witnesses` prints of our own pages."""
    folder = own_pages.parent / request.param
    return [line(loaded) for loaded in load(Corpus(locale_folders(folder))) if loaded.message]


def line(loaded: Loaded) -> str:
    assert loaded.message is not None
    return to_json(
        message_data(
            loaded.message,
            lambda locale, span: loaded.pages[locale.partition("@")[2] or locale].position(span.start),
            witnesses=True,
        )
    )


def test_the_written_schema_is_the_one_of_the_code() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == json.dumps(model_schema(), indent=2) + "\n"


def test_what_is_printed_fits_the_schema(lines: list[str]) -> None:
    assert lines
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    for printed in lines:
        data = json.loads(printed)
        validator.validate(data)
        assert msgspec.to_builtins(msgspec.json.decode(printed, type=MessageData)) == data  # no key more or less
        with pytest.raises(jsonschema.ValidationError):
            validator.validate(data | {"more": 1})
        with pytest.raises(jsonschema.ValidationError):
            validator.validate(data | {"kind": "function"})
