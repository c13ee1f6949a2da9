import re
from collections import Counter
from pathlib import Path

import networkx as nx
import pytest
from lxml import etree

from kg.graph import DOCUMENT_COLOUR, Graph
from kg.ontology import load_ontology
from tests.exports import gephi
from tests.exports.files import write
from tests.exports.graphology import read_by_graphology
from tests.exports.schemas import load_schema
from tests.records import build_hostile, build_small

BUILDS = [build_small, build_hostile]
NS = {"g": "http://graphml.graphdrawing.org/xmlns"}
NMTOKEN = re.compile(r"[A-Za-z0-9._:-]+")
DRAWN = ("label", "x", "y", "size", "r", "g", "b")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def as_written(graph: Graph) -> tuple[dict, dict]:
    """Nodes and edges with the characters that no XML can hold taken out."""

    def clean(values: dict) -> dict:
        return {name: NOT_XML.sub("", v) if isinstance(v, str) else v for name, v in values.items()}

    nodes = {node: clean(values) for node, values in graph.nodes(data=True)}
    return nodes, {key: (s, t, clean(values)) for s, t, key, values in graph.edges(keys=True, data=True)}


@pytest.mark.parametrize("build", BUILDS)
def test_networkx_reads_all_of_it_back(build) -> None:
    data, graph = write("graph.graphml", build())
    read = nx.parse_graphml(data.decode("utf-8"))
    assert isinstance(read, nx.MultiDiGraph)
    assert as_written(read) == as_written(graph)


@pytest.mark.parametrize("build", BUILDS)
def test_igraph_reads_the_same_nodes_and_edges(build, tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph", reason="igraph is an independent reader, a test dependency only")
    data, graph = write("graph.graphml", build())
    path = tmp_path / "graph.graphml"
    path.write_bytes(data)
    read = igraph.Graph.Read_GraphML(str(path))
    nodes, edges = as_written(graph)
    assert {v["id"]: v["label"] for v in read.vs} == {node: values["label"] for node, values in nodes.items()}
    # igraph 1.0 gives edges the ids of nodes, whatever the file says, so they are compared by what they carry.
    ends = Counter((read.vs[e.source]["id"], read.vs[e.target]["id"], e["text"], e["start"]) for e in read.es)
    assert ends == Counter((source, target, v["text"], v["start"]) for source, target, v in edges.values())


@pytest.mark.parametrize("build", BUILDS)
def test_graphology_reads_the_same_nodes_and_edges(build) -> None:
    data, graph = write("graph.graphml", build())
    read = read_by_graphology("graphml", data)
    nodes, edges = as_written(graph)
    assert read["nodes"] == {node: values["label"] for node, values in nodes.items()}
    assert read["edges"] == {key: [s, t, values["text"]] for key, (s, t, values) in edges.items()}


@pytest.mark.parametrize("build", BUILDS)
def test_the_file_is_valid_by_the_schema_of_graphml(build, tmp_path: Path) -> None:
    schema = load_schema("graphml.xsd", tmp_path)
    schema.assertValid(etree.fromstring(write("graph.graphml", build())[0]))


@pytest.mark.parametrize("build", BUILDS)
def test_ids_are_unique_and_of_ascii_and_every_reference_is_met(build) -> None:
    """What the schema asks of ids, checked without it."""
    root = etree.fromstring(write("graph.graphml", build())[0])
    for path in ("g:key/@id", "//g:node/@id", "//g:edge/@id"):
        ids = root.xpath(path, namespaces=NS)
        assert len(set(ids)) == len(ids) > 0
        assert all(NMTOKEN.fullmatch(name) for name in ids)
    ends = set(root.xpath("//g:edge/@source | //g:edge/@target", namespaces=NS))
    assert ends <= set(root.xpath("//g:node/@id", namespaces=NS))


@pytest.mark.parametrize("build", BUILDS)
def test_gephi_keeps_everything(build) -> None:
    data, graph = write("graph.graphml", build())
    seen = gephi.load(data)
    nodes, edges = as_written(graph)
    assert seen.warnings == []
    assert seen.nodes == nodes
    assert seen.edges == {key: {"source": s, "target": t, **values} for key, (s, t, values) in edges.items()}


def test_gephi_makes_a_column_of_every_attribute_that_is_no_property_of_its_own() -> None:
    seen, ontology = gephi.load(write("graph.graphml", build_small())[0]), load_ontology()
    drawn = {"label", "x", "y", "size", "r", "g", "b"}
    assert seen.node_columns == set(ontology.node_columns) - drawn
    assert seen.edge_columns == set(ontology.edge_columns) - {"label", "weight"}


def test_gephi_would_lose_edges_of_a_file_that_networkx_wrote() -> None:
    """Why the writer is our own; and the emulation sees what it is made to see."""
    graph = nx.MultiDiGraph()
    graph.add_edges_from([("a", "b"), ("a", "b"), ("b", "a"), ("b", "c")])
    seen = gephi.load("".join(nx.generate_graphml(graph)).encode())
    assert len(seen.edges) == 2
    assert len(seen.warnings) == 2


def test_a_node_looks_as_on_the_pages() -> None:
    kg = build_small()
    data, graph = write("graph.graphml", kg)
    for node, values in gephi.load(data).nodes.items():
        assert [values[name] for name in DRAWN] == [graph.nodes[node][name] for name in DRAWN]
        kind, type_ = values["kind"], values["type"]
        colour = DOCUMENT_COLOUR if kind == "document" else load_ontology().types[type_].colour
        assert f"#{values['r']:02x}{values['g']:02x}{values['b']:02x}" == colour


def test_key_ids_are_named_after_their_attributes() -> None:
    keys = etree.fromstring(write("graph.graphml", build_small())[0]).findall("g:key", NS)
    assert [key.get("id") for key in keys] == [
        f"{'v' if key.get('for') == 'node' else 'e'}_{key.get('attr.name')}" for key in keys
    ]


def test_only_declared_keys_are_used_once_each() -> None:
    root = etree.fromstring(write("graph.graphml", build_hostile())[0])
    declared = set(root.xpath("g:key/@id", namespaces=NS))
    for element in root.xpath("//g:node | //g:edge", namespaces=NS):
        used = element.xpath("g:data/@key", namespaces=NS)
        assert len(set(used)) == len(used)
        assert declared.issuperset(used)
