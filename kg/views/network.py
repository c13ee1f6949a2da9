"""The network page: pyvis collects nodes and edges, our own template shows them with the layout of the graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from kg.graph import Graph, build_document_id
from kg.layout import Point, place_around, place_by_force
from kg.ontology import Ontology
from kg.views.cards import describe_cards
from kg.views.encodings import SIGNS
from kg.views.evidence import Evidence
from kg.views.pages import Head, build_head, render_page
from kg.views.site import Label, Site

MAX_VISIBLE = 2000
"""Above so many nodes a page opens on those that most documents name."""
_OPTIONS: Mapping[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"borderWidth": 1, "borderWidthSelected": 3, "chosen": False},
    "edges": {"smooth": False, "chosen": False, "selectionWidth": 0, "hoverWidth": 0, "width": 1},
    "interaction": {
        "dragNodes": False,
        "hideEdgesOnDrag": True,
        "hideEdgesOnZoom": True,
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
    },
}


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A type with its sign and how many entities of it the graph has."""

    type: str
    sign: str
    label: Label
    n_entities: int


@dataclass(frozen=True, slots=True)
class NetworkContext:
    """What ``network.html`` is rendered from."""

    head: Head
    ontology: Ontology
    legend: tuple[LegendEntry, ...]
    first_year: int
    last_year: int


def find_nodes(graph: Graph, ontology: Ontology) -> Iterator[dict[str, Any]]:
    """Every node as vis-network draws it; its names and its colour stand in the cards and the terms."""
    for node, values in graph.nodes(data=True):
        is_document = values["kind"] == "document"
        shape = "square" if is_document else ontology.types[values["type"]].shape
        yield {"id": node, "x": values["x"], "y": values["y"], "size": values["size"], "shape": shape}


def find_edges(graph: Graph) -> Iterator[dict[str, Any]]:
    """One line for all edges of one kind between two nodes: dashed where they only plan, an arrow for a relation."""
    lines: dict[tuple[str, str, str], list[str]] = {}
    for source, target, values in graph.edges(data=True):
        lines.setdefault((source, target, values["kind"]), []).append(values.get("modality", ""))
    for (source, target, kind), modalities in lines.items():
        yield {
            "from": source,
            "to": target,
            **({"kind": kind} if kind != "states" else {}),
            **({"width": min(0.5 + 0.5 * len(modalities), 4)} if len(modalities) > 1 else {}),
            **({"dashes": True} if set(modalities) == {"planned"} else {}),
            **({"arrows": {"to": {"enabled": True, "scaleFactor": 0.5}}} if kind != "states" else {}),
        }


def read_vis() -> str:
    """The vis-network library that pyvis carries (Apache-2.0 or MIT)."""
    path = files("pyvis") / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return path.read_text(encoding="utf-8")


def _collect(site: Site) -> dict[str, Any]:
    from pyvis.network import Network  # IPython, which it loads, costs a third of a second

    network = Network(directed=True)
    # Straight into the lists: add_edge compares with every edge before, from_nx changes the graph it is given.
    network.nodes = list(find_nodes(site.graph, site.ontology))
    network.edges = list(find_edges(site.graph))
    nodes, edges, *_ = network.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": _OPTIONS}


def place_forced(site: Site) -> dict[str, Point]:
    """The force layout: of all nodes, or above ``MAX_VISIBLE`` of what recurs, with the rest around its document."""
    documents = [build_document_id(document.id) for document in site.kg.documents]
    is_large = len(site.graph) > MAX_VISIBLE
    core = [e for e, tally in site.tallies.items() if not is_large or len(tally.documents) > 1]
    edges = [(source, target) for source, target in site.graph.edges()]
    points = place_by_force([*documents, *core], edges)
    rest: dict[str, list[str]] = {}
    for entity, tally in site.tallies.items():
        if entity not in points and tally.documents:
            rest.setdefault(build_document_id(tally.documents[0]), []).append(entity)
    for document, members in rest.items():
        points |= place_around(points[document], members)
    return points


def _describe(site: Site) -> dict[str, Any]:
    data = describe_cards(Evidence(site), list(site.kg.entities.values()))
    data["nodeOf"] = [build_document_id(document.id) for document in site.kg.documents]
    data["force"] = place_forced(site)
    data["maxVisible"] = MAX_VISIBLE
    data["defaults"] = {"min": "2", "view": "time"}
    return data | _collect(site)


def render_network(site: Site) -> str:
    """``network.html``."""
    parts = ("network.css", "labels.js", "network.js")
    head = build_head(site, "network.html", Label("网络", "Network"), parts, _describe(site), (read_vis(),))
    types = [entity.type for entity in site.kg.entities.values()]
    years = [int(title.when[:4]) for title in site.titles if title.when[:4].isdigit()]
    legend = tuple(
        LegendEntry(name, SIGNS[spec.shape], Label(spec.zh, spec.en), types.count(name))
        for name, spec in site.ontology.types.items()
    )
    context = NetworkContext(head, site.ontology, legend, min(years, default=0), max(years, default=0))
    return render_page("network.html", context)
