"""What Gephi does with a GraphML file, by the rules of its importer: an emulation, for Gephi itself needs a screen.

Node key id ``d3`` and edge key id ``d7`` are taken for labels; some names become properties and no columns; an edge
whose id is known already is ignored; an edge whose ends are unknown makes new nodes.
"""

from dataclasses import dataclass, field

from lxml import etree

_NS = {"g": "http://graphml.graphdrawing.org/xmlns"}
_NODE_PROPERTIES = {"label", "x", "y", "z", "xpos", "ypos", "size", "r", "g", "b", "color"}
_EDGE_PROPERTIES = {"label", "edgelabel", "weight", "edge weight", "id", "edgeid", "r", "g", "b", "color"}
_TYPES = {
    "boolean": {"true": True, "false": False}.__getitem__,
    "int": int,
    "long": int,
    "float": float,
    "double": float,
}


@dataclass
class Workspace:
    """What Gephi shows after an import."""

    nodes: dict[str, dict] = field(default_factory=dict)
    edges: dict[str, dict] = field(default_factory=dict)
    node_columns: set[str] = field(default_factory=set)
    edge_columns: set[str] = field(default_factory=set)
    warnings: list[str] = field(default_factory=list)


def load(data: bytes) -> Workspace:
    """Import a GraphML file."""
    root, workspace = etree.fromstring(data), Workspace()
    keys = {key.get("id"): key for key in root.findall("g:key", _NS)}
    for key in keys.values():
        is_node = key.get("for") == "node"
        swallowed = _NODE_PROPERTIES if is_node else _EDGE_PROPERTIES
        if key.get("id") != ("d3" if is_node else "d7") and key.get("attr.name").lower() not in swallowed:
            (workspace.node_columns if is_node else workspace.edge_columns).add(key.get("attr.name"))
    for node in root.iterfind(".//g:node", _NS):
        if node.get("id") in workspace.nodes:
            workspace.warnings.append(f"node {node.get('id')} exists")
        workspace.nodes[node.get("id")] = _read_values(node, keys, "d3")
    for edge in root.iterfind(".//g:edge", _NS):
        ends = {end: edge.get(end) for end in ("source", "target")}
        if edge.get("id") in workspace.edges:
            workspace.warnings.append(f"edge {edge.get('id')} exists and is ignored")
            continue
        for end in ends.values():
            if end not in workspace.nodes:
                workspace.warnings.append(f"node {end} is made")
                workspace.nodes[end] = {}
        workspace.edges[edge.get("id")] = {**ends, **_read_values(edge, keys, "d7")}
    return workspace


def _read_values(element: etree._Element, keys: dict, label: str) -> dict:
    values = {}
    for data in element.findall("g:data", _NS):
        key = keys[data.get("key")]
        name = "label" if key.get("id") == label else key.get("attr.name")
        values[name] = _TYPES.get(key.get("attr.type"), str)(data.text or "")
    return values
