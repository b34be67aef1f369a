import json

import yaml


def test_each_message_is_a_line_of_json(polyspec, pages) -> None:
    status, out, err = polyspec("model", pages, "--format", "jsonl")
    messages = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    count = 5 * len(messages)
    assert err == f"{count} pages read: {count} modelled, 0 not a message, 0 refused; {len(messages)} messages\n"
    assert messages == json.loads(polyspec("model", pages, "--format", "json").out)
    assert messages == list(yaml.safe_load_all(polyspec("model", pages).out))


def test_a_line_has_the_promised_keys(polyspec, pages) -> None:
    out = polyspec("model", pages, "--format", "jsonl", "--message", "drv_exitsession", "--witnesses").out
    message = json.loads(out)
    promised = {"page", "name", "scope", "kind", "header", "include", "value", "parameters", "returns", "requirements"}
    assert promised <= message.keys()
    assert (message["header"], message["include"]) == ("Mmsystem.h", "Windows.h")
    assert [parameter["name"] for parameter in message["parameters"]] == ["dwDriverId", "hdrvr"]
    assert {"es-es", "fr-fr", "it-it", "ru-ru", "zh-tw"} <= message["witnesses"].keys()
    assert all(fact["attested"] or "curated" in fact["decided_by"] for fact in message["provenance"])


def test_an_unknown_message_is_refused_with_the_nearest_name(polyspec, pages) -> None:
    status, out, err = polyspec("model", pages, "--message", "WM_SIZ")
    assert (status, out) == (2, "")
    assert err.endswith("no message of the corpus is named 'WM_SIZ' (did you mean 'WM_SIZE'?)\n")


def test_a_page_that_cannot_be_read_is_told(polyspec, tmp_path) -> None:
    (tmp_path / "es-es").mkdir()
    (tmp_path / "es-es/a\x1b.md").write_bytes(b"\xff")
    status, out, err = polyspec("model", tmp_path, "--format", "json")
    assert (status, json.loads(out)) == (0, [])
    assert err.splitlines() == [
        f"refused {tmp_path}/es-es/a␛.md: line 1 is not UTF-8 (byte 0xff)",
        "1 page read: 0 modelled, 0 not a message, 1 refused; 0 messages",
    ]


def test_the_model_goes_to_a_file(polyspec, pages, tmp_path) -> None:
    out = polyspec("model", pages, "--format", "jsonl", "--output", tmp_path / "a.jsonl").out
    assert out == ""
    assert (tmp_path / "a.jsonl").read_text(encoding="utf-8") == polyspec("model", pages, "--format", "jsonl").out
