import json

import yaml

from spec_model.consensus import reconcile
from spec_model.model import Message
from spec_model.page import Page
from spec_model.store import message_data, to_json, to_yaml
from spec_model.witness import read_witness

PARAMETERS = """<dl> <dt>

<span id="dwA"></span>*{name}* \\[out\\]
</dt> <dd>

| a | b |
|---|---|
| <dl> <dt>**T\\_UNO**</dt> <dt>4</dt> </dl> | c |

</dd> </dl>"""
REQUIREMENTS = "| a | b |\n|--|--|\n| {label} | Windows Vista |\n"


def pages(parts) -> dict[str, Page]:
    return {
        "es-es": parts.message(
            parameters=PARAMETERS.format(name="dwA"),
            returns="Devuelve cero.",
            requirements=REQUIREMENTS.format(label="Cliente mínimo compatible"),
        ),
        "ru-ru": parts.message(locale="ru-ru", parameters=PARAMETERS.format(name="двА")),
    }


def message(parts) -> Message:
    return reconcile([read_witness(page) for page in pages(parts).values()])


def test_a_message_is_plain_data_of_the_promised_shape(parts) -> None:
    data = message_data(message(parts))
    fields = "page name scope kind header include value aliases parameters returns requirements"
    assert list(data) == fields.split()
    assert data["parameters"] == [
        {"name": "dwA", "direction": "out", "used": True, "constants": [{"name": "T_UNO", "value": 4}]}
    ]
    assert data["requirements"]["client"] == "Windows Vista"
    assert (data["header"], data["scope"], data["value"]) == (None, None, None)


def test_witnesses_say_what_was_damaged(parts) -> None:
    data = message_data(message(parts), witnesses=True)["witnesses"]
    assert list(data) == ["es-es", "ru-ru"]
    assert data["es-es"]["damaged"] == []
    assert data["ru-ru"]["parameters"][0]["name"] == "dwA"
    assert data["ru-ru"]["damaged"] == [{"field": "parameters[0].name", "value": "dwA", "text": "двА"}]


def test_provenance_has_lines_and_columns(parts) -> None:
    made = pages(parts)
    records = message_data(message(parts), lambda locale, span: made[locale].position(span.start))["provenance"]
    (record,) = [record for record in records if record["field"] == "parameters[0].name"]
    places = [(a["locale"], a["evidence"], a["line"], a["column"]) for a in record["attested"]]
    assert places == [("es-es", "anchor", 12, 1), ("ru-ru", "anchor", 12, 1)]
    assert {record["field"] for record in records} >= {"name", "kind", "returns.disposition", "requirements.client"}


def test_both_forms_hold_the_same_data_and_are_the_same_each_time(parts) -> None:
    data = message_data(message(parts), witnesses=True)
    assert json.loads(to_json(data)) == yaml.safe_load(to_yaml(data)) == data
    assert "\n" not in to_json(data)
    assert "двА" in to_json(data)
    assert "двА" in to_yaml(data)
    again = message_data(message(parts), witnesses=True)
    assert (to_json(again), to_yaml(again)) == (to_json(data), to_yaml(data))
