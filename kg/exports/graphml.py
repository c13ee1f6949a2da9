"""GraphML for Gephi, Gephi Lite, yEd and igraph.

Gephi takes the key ids d3 and d7 for labels, keeps one edge for each edge id, and turns `label`, `x`, `y`, `size`,
`r`, `g`, `b` and `weight` into properties; so ids are v_NAME and e_NAME, edge ids are the unique keys of the graph,
and these names are used on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg.exports.markup import escape_text, format_attributes
from kg.graph import Graph, Scalar
from kg.ontology import Column, Ontology

_TYPES = {"string": "string", "int": "int", "float": "double", "boolean": "boolean"}
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.1/graphml.xsd">
"""


def write_graphml(graph: Graph, ontology: Ontology, file: BinaryIO) -> None:
    """Write the graph; attributes are those that ``schemas/graph.yaml`` declares."""
    file.write(_HEAD.encode("utf-8"))
    for line in _find_lines(graph, ontology):
        file.write(f"{line}\n".encode())


def _find_lines(graph: Graph, ontology: Ontology) -> Iterator[str]:
    yield from _declare("node", "v", ontology.node_columns)
    yield from _declare("edge", "e", ontology.edge_columns)
    yield '<graph id="G" edgedefault="directed">'
    for node, values in graph.nodes(data=True):
        yield f"<node{format_attributes(id=node)}>{_format_data('v', values)}</node>"
    for source, target, key, values in graph.edges(keys=True, data=True):
        ends = format_attributes(id=key, source=source, target=target)
        yield f"<edge{ends}>{_format_data('e', values)}</edge>"
    yield "</graph>\n</graphml>"


def _declare(domain: str, prefix: str, columns: Mapping[str, Column]) -> Iterator[str]:
    for name, column in columns.items():
        declared = {"for": domain, "attr.name": name, "attr.type": _TYPES[column.type]}
        yield f"<key{format_attributes(id=f'{prefix}_{name}', **declared)}/>"


def _format_data(prefix: str, values: Mapping[str, Scalar]) -> str:
    return "".join(f'<data key="{prefix}_{name}">{escape_text(value)}</data>' for name, value in values.items())
