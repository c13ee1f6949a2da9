import io
from collections import Counter

import networkx as nx
import pytest
from lxml import etree

from tests.exports.files import write
from tests.exports.graphology import read_by_graphology
from tests.exports.schemas import load_schema
from tests.exports.test_graphml import as_written
from tests.records import Builder, build_hostile, build_small

NS = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
BOTH = ["graph.gexf", "graph-static.gexf"]
DRAWN = {"label", "x", "y", "size", "r", "g", "b", "weight"}


def parse(data: bytes) -> etree._Element:
    return etree.fromstring(data)


@pytest.mark.parametrize("build", [build_small, build_hostile])
@pytest.mark.parametrize("name", BOTH)
def test_networkx_reads_the_same_graph(name, build) -> None:
    data, graph = write(name, build())
    read = nx.read_gexf(io.BytesIO(data), version="1.3")
    nodes, edges = as_written(graph)
    assert {node: values["label"] for node, values in read.nodes(data=True)} == {
        n: v["label"] for n, v in nodes.items()
    }
    drawn = {node: values["viz"] for node, values in read.nodes(data=True)}
    assert {n: (v["position"]["x"], v["position"]["y"], v["size"]) for n, v in drawn.items()} == {
        n: (v["x"], v["y"], v["size"]) for n, v in nodes.items()
    }
    assert {edge["id"]: (s, t, edge["text"]) for s, t, edge in read.edges(data=True)} == {
        key: (s, t, values["text"]) for key, (s, t, values) in edges.items()
    }


@pytest.mark.parametrize("build", [build_small, build_hostile])
def test_gephi_keeps_parallel_edges(build) -> None:
    """Gephi keeps one edge for each source, target and kind."""
    edges = parse(write("graph.gexf", build())[0]).findall(".//g:edge", NS)
    kept = Counter((edge.get("source"), edge.get("target"), edge.get("kind")) for edge in edges)
    assert set(kept.values()) == {1}


def test_two_statements_of_one_document_differ_in_kind() -> None:
    kg = Builder().document("a", "长沙市", 2024, "[长赣高铁|project]开工。", "[长赣高铁|project]推进。").build()
    kinds = [edge.get("kind") for edge in parse(write("graph.gexf", kg)[0]).findall(".//g:edge", NS)]
    assert kinds == ["states", "states 2"]


def test_attribute_ids_are_their_titles_and_drawing_is_no_column() -> None:
    attributes = parse(write("graph.gexf", build_small())[0]).findall(".//g:attribute", NS)
    assert len(attributes) > len(DRAWN)
    assert [a.get("id") for a in attributes] == [a.get("title") for a in attributes]
    assert DRAWN.isdisjoint(a.get("id") for a in attributes)


def test_colours_have_no_alpha() -> None:
    colours = parse(write("graph.gexf", build_small())[0]).findall(".//viz:color", NS)
    assert {tuple(sorted(colour.attrib)) for colour in colours} == {("b", "g", "r")}


def test_spells_are_the_years_that_the_statements_speak_of() -> None:
    kg = (
        Builder()
        .document("a", "长沙市", 2022, "推进[长赣高铁|project|in_progress|planned|2021-2022]。")
        .document("b", "长沙市", 2025, "推进[长赣高铁|project|in_progress|planned|2025]。")
        .build()
    )
    root = parse(write("graph.gexf", kg)[0])

    def spells(element: etree._Element) -> list[tuple[str, str]]:
        return [(spell.get("start"), spell.get("end")) for spell in element.findall("g:spells/g:spell", NS)]

    node = root.find(".//g:node[@label='长赣高铁']", NS)
    assert spells(node) == [("2021-01-01", "2022-12-31"), ("2025-01-01", "2025-12-31")]
    assert [spells(edge) for edge in root.findall(".//g:edge", NS)] == [
        [("2021-01-01", "2022-12-31")],
        [("2025-01-01", "2025-12-31")],
    ]


def test_a_status_changes_over_the_years() -> None:
    """A report of a year outweighs a plan for it, a later stage an earlier one; a bare mention says nothing."""
    kg = (
        Builder()
        .document("a", "长沙市", 2022, "[长赣高铁|project|started|planned|2022-2024]开工。")
        .document("b", "长沙市", 2024, "[长赣高铁|project|in_progress|achieved|2023]推进。")
        .document("c", "长沙市", 2025, "[长赣高铁|project|none|none|2025]，[长赣高铁|project|operating|planned|2027]。")
        .build()
    )
    node = parse(write("graph.gexf", kg)[0]).find(".//g:node[@label='长赣高铁']", NS)
    told = [v.attrib for v in node.findall(".//g:attvalue", NS) if v.get("start")]
    changes = [(v["for"], v["value"], v["start"][:4], v["end"][:4]) for v in told]
    assert changes == [
        ("status", "started", "2022", "2022"),
        ("status", "in_progress", "2023", "2023"),
        ("status", "started", "2024", "2024"),
        ("status", "operating", "2027", "2027"),
        ("modality", "planned", "2022", "2022"),
        ("modality", "achieved", "2023", "2023"),
        ("modality", "planned", "2024", "2024"),
        ("modality", "planned", "2027", "2027"),
    ]
    assert {(v["start"][4:], v["end"][4:]) for v in told} == {("-01-01", "-12-31")}


def test_what_changes_is_declared_as_dynamic_and_its_graph_too() -> None:
    root = parse(write("graph.gexf", build_small())[0])
    (dynamic,) = root.findall(".//g:attributes[@mode='dynamic']", NS)
    assert [a.get("id") for a in dynamic] == ["status", "modality"]
    graph = root.find("g:graph", NS).attrib
    assert (graph["mode"], graph["timeformat"], graph["timerepresentation"]) == ("dynamic", "date", "interval")


def test_the_static_twin_has_the_same_graph_and_no_time() -> None:
    one, twin = (parse(write(name, build_small())[0]) for name in BOTH)
    assert twin.find("g:graph", NS).get("mode") == "static"
    assert twin.findall(".//g:spell", NS) == []
    assert twin.xpath("//*[@start or @end]") == []
    for what in ("node", "edge"):
        assert [e.attrib for e in one.iterfind(f".//g:{what}", NS)] == [
            e.attrib for e in twin.iterfind(f".//g:{what}", NS)
        ]


@pytest.mark.parametrize("build", [build_small, build_hostile])
@pytest.mark.parametrize("name", BOTH)
def test_graphology_reads_the_same_nodes_edges_and_types(name, build) -> None:
    """It knows only one block of attributes, so what changes is undeclared to it; the twin it reads strictly."""
    data, graph = write(name, build())
    read = read_by_graphology("gexf", data, is_lax=name == "graph.gexf")
    nodes, edges = as_written(graph)
    assert read["nodes"] == {node: values["label"] for node, values in nodes.items()}
    assert read["edges"] == {key: [s, t, values["text"]] for key, (s, t, values) in edges.items()}
    assert read["numbers"] == {node: values["n_mentions"] for node, values in nodes.items()}


@pytest.mark.parametrize("build", [build_small, build_hostile])
@pytest.mark.parametrize("name", BOTH)
def test_the_file_is_valid_by_the_schema_of_gexf(name, build, tmp_path) -> None:
    """By that of 1.2, which no package has in 1.3: what is new is taken away, and viz: moves to where it was."""
    text = write(name, build())[0].decode("utf-8")
    for new, old in (("http://gexf.net/1.3/viz", "gexf"), ("http://gexf.net/1.3", "gexf"), ('"1.3"', '"1.2"')):
        text = text.replace(new, "http://www.gexf.net/1.2draft" if old == "gexf" else old)
    root = etree.fromstring(text.encode("utf-8"))
    for element in root.iter():
        for attribute in ("kind", "timerepresentation"):
            element.attrib.pop(attribute, None)
    load_schema("gexf.xsd", tmp_path).assertValid(root)


@pytest.mark.parametrize("build", [build_small, build_hostile])
@pytest.mark.parametrize("name", BOTH)
def test_elements_and_attributes_are_those_of_gexf_1_3(name, build) -> None:
    """The rules of the 1.3 schema that the writer touches, written out by hand."""
    allowed = {
        "gexf": {"version"},
        "graph": {"mode", "defaultedgetype", "timeformat", "timerepresentation"},
        "attributes": {"class", "mode"},
        "attribute": {"id", "title", "type"},
        "nodes": set(),
        "edges": set(),
        "node": {"id", "label"},
        "edge": {"id", "source", "target", "type", "kind", "label", "weight"},
        "attvalues": set(),
        "attvalue": {"for", "value", "start", "end"},
        "spells": set(),
        "spell": {"start", "end"},
        "color": {"r", "g", "b"},
        "position": {"x", "y", "z"},
        "size": {"value"},
    }
    root = parse(write(name, build())[0])
    declared = {
        kind: set(root.xpath(f"//g:attributes[@class='{kind}']/g:attribute/@id", namespaces=NS))
        for kind in ("node", "edge")
    }
    for element in root.iter():
        assert set(element.attrib) <= allowed[etree.QName(element).localname]
    for value in root.iterfind(".//g:attvalue", NS):
        assert value.get("for") in declared[etree.QName(value.getparent().getparent()).localname]
    assert all(len(spells) for spells in root.iterfind(".//g:spells", NS)), "an empty list of spells is invalid"
    assert {a.get("type") for a in root.iterfind(".//g:attribute", NS)} <= {"string", "integer", "double", "boolean"}
