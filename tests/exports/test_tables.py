import json
from hashlib import sha256

import pytest
from jsonschema import Draft202012Validator

from kg.exports.tables import TABLES
from kg.model import KnowledgeGraph
from kg.ontology import load_ontology
from kg.resources import find_resource
from tests.records import Builder, build_hostile, build_small

ONTOLOGY = load_ontology()


def rows(table: str, kg: KnowledgeGraph) -> list[dict]:
    return list(TABLES[table](kg, ONTOLOGY))


def schema(table: str) -> dict:
    return json.loads((find_resource("schemas") / f"{table}.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("build", [build_small, build_hostile])
@pytest.mark.parametrize("table", TABLES)
def test_rows_are_as_their_schema_says(table, build) -> None:
    Draft202012Validator.check_schema(schema(table))
    validator = Draft202012Validator(schema(table))
    found = rows(table, build())
    assert found
    for row in found:
        validator.validate(row)
        assert list(row) == list(schema(table)["properties"]), "keys in the order in which the schema declares them"


@pytest.mark.parametrize("column", ["status", "modality"])
def test_the_schema_knows_the_vocabulary(column) -> None:
    terms = {"status": ONTOLOGY.statuses, "modality": ONTOLOGY.modalities}[column]
    assert set(schema("mentions")["properties"][column]["enum"]) == set(terms)


def test_a_mention_row_tells_what_its_sentence_says() -> None:
    row = next(row for row in rows("mentions", build_small()) if row["text"] == "滨河公园")
    assert (row["document"], row["type"], row["status"], row["modality"]) == (
        "city-2024",
        "park",
        "completed",
        "planned",
    )
    assert row["year"] == "2024-2035"
    assert row["section"] == "一、工作回顾"
    assert row["cue"] == [
        {"text": "到2", "start": row["sentence"][0], "end": row["sentence"][0] + 2, "gives": "status"}
    ]


def test_a_relation_names_the_span_and_the_entity_it_points_to() -> None:
    kg = build_small()
    found = rows("mentions", kg)
    river = next(row for row in found if row["text"] == "圭塘河")
    park = next(row for row in found if row["text"] == "滨河公园")
    assert river["relations"] == [
        {"type": "part_of", "start": park["start"], "end": park["end"], "entity": park["entity"]}
    ]


def test_mentions_of_every_edition_are_written_in_order() -> None:
    kg = build_small()
    found = rows("mentions", kg)
    places = [(row["edition"], row["start"]) for row in found]
    assert places == sorted(places)
    assert {edition for edition, _ in places} == set(kg.editions), "also those that only repeat"
    for row in found:
        text = kg.editions[row["edition"]].text
        assert text[row["start"] : row["end"]] == row["text"]


def test_an_entity_counts_two_editions_once() -> None:
    (row,) = [row for row in rows("entities", build_small()) if row["name"] == "湘雅路过江通道"]
    assert row["aliases"] == ["湘雅路隧道"]
    assert (row["n_mentions"], row["documents"]) == (2, ["city-2024", "city-2025"])
    assert (row["first_year"], row["last_year"]) == (2024, 2024)


def test_lifelines_are_of_what_recurs_and_of_initiatives_that_were_promised() -> None:
    kg = (
        Builder()
        .document("0", "湘潭市", 2023, "[湘潭市|place|none|none]的[湘钢|park|recognised|achieved]获评。")
        .document("a", "长沙市", 2024, "[浏阳市|place|none|none]推进[长浏快线|project|in_progress|planned]。")
        .document("b", "长沙市", 2025, "[浏阳市|place|none|none]的[道吾山景区|park|recognised|achieved]获评。")
        .document("c", "长沙市", 2026, "[智慧交通行动|programme]。")
        .document("d", "长沙市", 2027, "[智慧交通行动|programme]。")
        .build()
    )
    assert [row["name"] for row in rows("lifelines", kg)] == ["浏阳市", "智慧交通行动", "长浏快线"]


def test_a_step_quotes_its_sentence() -> None:
    kg = build_small()
    (row,) = [row for row in rows("lifelines", kg) if row["name"] == "湘雅路过江通道"]
    planned, opened = row["steps"]
    assert (planned["year"], planned["status"], planned["modality"]) == ("2024", "in_progress", "planned")
    assert opened["quote"] == "湘雅路隧道建成通车，长沙机场改扩建。"
    start, end = opened["sentence"]
    assert kg.editions[opened["edition"]].text[start:end] == opened["quote"]


def test_a_document_row_tells_of_its_editions() -> None:
    kg = build_small()
    (row,) = [row for row in rows("documents", kg) if row["document"] == "city-2024"]
    assert (row["reviews"], row["plans"]) == ("2023", "2024")
    page, printed = row["editions"]
    assert (page["edition"], printed["edition"]) == ("city-2024", "city-2024-print")
    assert (printed["is_print"], printed["lacks"]) == (True, ["end"])
    assert printed["sha256"] == sha256(kg.editions["city-2024-print"].text.encode("utf-8")).hexdigest()


def test_an_issue_has_its_place() -> None:
    (row,) = rows("issues", build_small())
    assert (row["source"], row["kind"]) == ("city-2024-print", "second_edition")
