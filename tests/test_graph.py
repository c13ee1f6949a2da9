import re
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SchemaError
from kg.graph import build_document_id, build_graph, build_tallies, check_attributes
from kg.layout import CELL_HEIGHT, CELL_WIDTH, Lane, place_on_time_axis
from kg.model import KnowledgeGraph
from kg.ontology import Column, load_ontology
from tests.records import Builder, build_hostile, build_small

ONTOLOGY = load_ontology()
NMTOKEN = re.compile(r"[A-Za-z0-9._:-]+")


def entity_id(kg: KnowledgeGraph, name: str) -> str:
    return next(entity.id for entity in kg.entities.values() if entity.name == name)


def test_documents_and_entities_are_nodes() -> None:
    kg = build_small()
    graph = build_graph(kg, ONTOLOGY)
    assert set(graph) == {build_document_id(d.id) for d in kg.documents} | set(kg.entities)
    report = graph.nodes[build_document_id("省-2025")]
    assert report["label"] == "湖南省2025年政府工作报告"
    assert (report["kind"], report["type"], report["date"]) == ("document", "government_work_report", "2025-01-14")


def test_an_entity_carries_its_names_and_its_years() -> None:
    kg = build_small()
    node = build_graph(kg, ONTOLOGY).nodes[entity_id(kg, "湘雅路过江通道")]
    assert node["aliases"] == "湘雅路隧道"
    assert (node["n_mentions"], node["n_documents"], node["first_year"], node["last_year"]) == (2, 2, 2024, 2024)
    assert node["reading"] == "continued"
    assert "place" not in node, "what is not known is left out"


def test_two_editions_of_one_document_count_once() -> None:
    kg = build_small()
    graph = build_graph(kg, ONTOLOGY)
    assert "city-2024-print" not in {edition for *_, edition in graph.edges(data="edition")}
    assert build_tallies(kg)[entity_id(kg, "长沙机场改扩建")].documents == ("city-2024", "city-2025", "省-2025")
    document = graph.nodes[build_document_id("city-2024")]
    assert document["editions"] == "city-2024 · city-2024-print"
    assert document["n_mentions"] == 6


def test_every_edge_leads_to_the_sentence_that_says_so() -> None:
    kg = build_small()
    for _, _, edge in build_graph(kg, ONTOLOGY).edges(data=True):
        text = kg.editions[edge["edition"]].text
        assert text[edge["start"] : edge["end"]] == edge["text"]
        assert text[edge["sentence_start"] : edge["sentence_end"]] == edge["quote"]
        assert edge["text"] in edge["quote"]


def test_a_statement_is_an_edge_from_its_document() -> None:
    kg = build_small()
    graph = build_graph(kg, ONTOLOGY)
    (edge,) = graph[build_document_id("city-2025")][entity_id(kg, "湘雅路过江通道")].values()
    assert (edge["kind"], edge["status"], edge["modality"], edge["label"]) == (
        "states",
        "operating",
        "achieved",
        "运营",
    )
    assert (edge["text"], edge["year"], edge["first_year"], edge["last_year"]) == ("湘雅路隧道", "2024", 2024, 2024)


def test_a_relation_is_an_edge_between_entities_with_its_evidence() -> None:
    kg = build_small()
    (edge,) = build_graph(kg, ONTOLOGY)[entity_id(kg, "圭塘河")][entity_id(kg, "滨河公园")].values()
    assert (edge["kind"], edge["text"]) == ("part_of", "圭塘河")
    assert edge["quote"] == "到2035年，圭塘河两岸建成滨河公园。"
    assert "status" not in edge, "the status belongs to the statement, not to the relation"


@pytest.mark.parametrize("build", [build_small, build_hostile])
def test_attributes_are_declared_and_of_their_type(build) -> None:
    types = {"string": str, "int": int, "float": float, "boolean": bool}
    graph = build_graph(build(), ONTOLOGY)
    for rows, columns in (
        ([values for _, values in graph.nodes(data=True)], ONTOLOGY.node_columns),
        ([values for *_, values in graph.edges(data=True)], ONTOLOGY.edge_columns),
    ):
        for values in rows:
            assert {name: type(value) for name, value in values.items()} == {
                name: types[columns[name].type] for name in values
            }


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"colour": "red"}, "undeclared attribute 'colour'"),
        ({"start": "7"}, "start is '7', not a int"),
        ({"start": True}, "start is True, not a int"),
        ({"start": 7.0}, "start is 7.0, not a int"),
    ],
)
def test_an_undeclared_name_or_a_wrong_type_stops_the_build(values, complaint) -> None:
    with pytest.raises(SchemaError, match=complaint):
        check_attributes(values, {"start": Column("int", "Start")}, "edge e.1")


def test_ids_and_keys_are_ascii_and_unique_in_the_whole_graph() -> None:
    graph = build_graph(build_hostile(), ONTOLOGY)
    keys = [key for *_, key in graph.edges(keys=True)]
    assert len(set(keys)) == len(keys)
    assert all(NMTOKEN.fullmatch(name) for name in [*graph, *keys])


def test_a_new_document_moves_no_key() -> None:
    builder = Builder().document("a", "长沙市", 2024, "推进[兴联路大桥|project|in_progress|planned]建设。")
    before = set(build_graph(builder.build(), ONTOLOGY).edges(keys=True))
    builder.document("b", "长沙市", 2025, "[兴联路大桥|project|operating|achieved]通车。")
    after = set(build_graph(builder.build(), ONTOLOGY).edges(keys=True))
    assert before < after


def test_the_same_records_give_the_same_graph() -> None:
    one, other = (build_graph(build_small(), ONTOLOGY) for _ in range(2))
    assert nx.utils.graphs_equal(one, other)


def test_documents_stand_in_order_of_time_and_entities_between_those_that_name_them() -> None:
    kg = build_small()
    nodes = build_graph(kg, ONTOLOGY).nodes
    first, second, third = (nodes[build_document_id(d)]["x"] for d in ("city-2024", "city-2025", "省-2025"))
    assert first < second < third
    assert first < nodes[entity_id(kg, "湘雅路过江通道")]["x"] < second


def test_a_graph_without_documents_is_empty() -> None:
    assert len(build_graph(Builder().build(), ONTOLOGY)) == 0


def test_a_document_without_date_stands_where_the_years_it_plans_begin() -> None:
    builder = Builder()
    for year in (2021, 2025, 2023):
        builder.document(f"report-{year}", "长沙市", year, "推进[长赣高铁|project]建设。")
    dated, undated = builder.documents[:2], builder.documents[2]
    values = {name: getattr(undated, name) for name in type(undated).__dataclass_fields__}
    builder.documents = [*dated, type(undated)(**{**values, "date": None})]
    nodes = build_graph(builder.build(), ONTOLOGY).nodes
    x = {year: nodes[build_document_id(f"report-{year}")]["x"] for year in (2021, 2023, 2025)}
    assert x[2021] < x[2023] < x[2025]


@given(
    times=st.lists(st.floats(1990, 2040), max_size=8),
    named=st.lists(st.tuples(st.integers(0, 3), st.sets(st.integers(0, 7))), max_size=80),
)
def test_no_two_marks_share_a_place(times, named) -> None:
    documents = {f"d{i}": time for i, time in enumerate(times)}
    named_in = {f"e{i}": [f"d{j}" for j in sorted(js) if j < len(times)] for i, (_, js) in enumerate(named)}
    lanes = [Lane(lane < 2, tuple(f"e{i}" for i, (of, _) in enumerate(named) if of == lane)) for lane in range(4)]
    points = place_on_time_axis(documents, named_in, lanes)
    assert set(points) == set(documents) | set(named_in)
    for (x, y), (u, v) in combinations(points.values(), 2):
        assert abs(x - u) >= CELL_WIDTH - 0.2 or abs(y - v) >= CELL_HEIGHT - 0.2
