"""Cytoscape JSON, for Cytoscape and cytoscape.js: the layout of the pages as a preset, all attributes as data."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from kg.graph import Graph, Scalar

_POSITION = ("x", "y")


def write_cytoscape(graph: Graph, file: BinaryIO) -> None:
    """Write the graph; ``value``, ``name`` and ``key`` are where Cytoscape and networkx look for ids and labels."""
    nodes = [
        {"data": {"id": node, "value": node, "name": values["label"], **_describe(values)}, "position": _place(values)}
        for node, values in graph.nodes(data=True)
    ]
    edges = [
        {"data": {"id": key, "key": key, "source": source, "target": target, **_describe(values)}}
        for source, target, key, values in graph.edges(keys=True, data=True)
    ]
    written = {"data": [], "directed": True, "multigraph": True, "elements": {"nodes": nodes, "edges": edges}}
    # A lone surrogate has no UTF-8: what backslashreplace writes is its escape in JSON.
    file.write(json.dumps(written, ensure_ascii=False, allow_nan=False).encode("utf-8", "backslashreplace"))


def _describe(values: dict[str, Any]) -> dict[str, Scalar]:
    return {name: value for name, value in values.items() if name not in _POSITION}


def _place(values: dict[str, Any]) -> dict[str, Scalar]:
    return {name: values[name] for name in _POSITION}
