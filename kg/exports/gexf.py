"""GEXF 1.3 for Gephi, with the years of nodes and edges as spells, so that its timeline plays them.

A node's `status` and `modality` change over the years. Attribute ids equal their titles and colours have no alpha,
for Gephi Lite; parallel edges differ in `kind`, for Gephi keeps one edge for each source, target and kind. The static
twin has no time at all, for readers that know none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import BinaryIO

from kg.exports.markup import format_attributes
from kg.graph import Graph, Scalar
from kg.ontology import Column, Ontology

_TYPES = {"string": "string", "int": "integer", "float": "double", "boolean": "boolean"}
_DRAWN = frozenset({"label", "x", "y", "size", "r", "g", "b", "weight"})
"""Columns that GEXF has a place of its own for."""
_CHANGING = ("status", "modality")
"""Attributes of edges that a node has, too, year by year."""
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
"""
_DYNAMIC = '<graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">'
_STATIC = '<graph mode="static" defaultedgetype="directed">'


def write_gexf(graph: Graph, ontology: Ontology, file: BinaryIO, *, is_dynamic: bool = True) -> None:
    """Write the graph; attributes are those that ``schemas/graph.yaml`` declares."""
    file.write(_HEAD.encode("utf-8"))
    for line in _find_lines(graph, ontology, is_dynamic=is_dynamic):
        file.write(f"{line}\n".encode())


def _find_lines(graph: Graph, ontology: Ontology, *, is_dynamic: bool) -> Iterator[str]:
    yield _DYNAMIC if is_dynamic else _STATIC
    if is_dynamic:
        changing = {name: ontology.edge_columns[name] for name in _CHANGING}
        yield from _declare("node", changing, mode="dynamic")
    # graphology-gexf keeps the last block of a class only, so the block with most columns comes last.
    yield from _declare("node", ontology.node_columns)
    yield from _declare("edge", ontology.edge_columns)
    yield "<nodes>"
    for node, values in graph.nodes(data=True):
        told = [edge for *_, edge in graph.in_edges(node, data=True)]
        shown = _find_years([*told, *(edge for *_, edge in graph.out_edges(node, data=True))])
        yield f"<node{format_attributes(id=node, label=values['label'])}>"
        yield _format_values(values, _find_changes(told, ontology) if is_dynamic else ())
        yield f"{_format_spells(shown) if is_dynamic else ''}{_format_drawing(values)}</node>"
    yield "</nodes>\n<edges>"
    for source, target, key, edge, kind in _find_kinds(graph):
        ends = {"id": key, "source": source, "target": target, "type": "directed", "kind": kind}
        yield f"<edge{format_attributes(**ends, label=edge['label'], weight=edge['weight'])}>"
        yield f"{_format_values(edge)}{_format_spells(_find_years([edge])) if is_dynamic else ''}</edge>"
    yield "</edges>\n</graph>\n</gexf>"


def _find_kinds(graph: Graph) -> Iterator[tuple[str, str, str, Mapping[str, Scalar], str]]:
    """Every edge with its kind, numbered where two of one kind have the same ends."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for source, target, key, values in graph.edges(keys=True, data=True):
        ends = source, target, str(values["kind"])
        seen[ends] += 1
        yield source, target, key, values, ends[2] if seen[ends] == 1 else f"{ends[2]} {seen[ends]}"


def _declare(domain: str, columns: Mapping[str, Column], mode: str = "static") -> Iterator[str]:
    yield f'<attributes class="{domain}" mode="{mode}">'
    for name, column in columns.items():
        if name not in _DRAWN:
            yield f"<attribute{format_attributes(id=name, title=name, type=_TYPES[column.type])}/>"
    yield "</attributes>"


def _format_values(values: Mapping[str, Scalar], changes: Iterable[tuple[str, Scalar, int, int]] = ()) -> str:
    rows = [
        f"<attvalue{format_attributes(**{'for': name, 'value': value})}/>"
        for name, value in values.items()
        if name not in _DRAWN
    ]
    for name, value, first, last in changes:
        when = {"start": f"{first:04d}-01-01", "end": f"{last:04d}-12-31"}
        rows.append(f"<attvalue{format_attributes(**{'for': name, 'value': value}, **when)}/>")
    return f"<attvalues>{''.join(rows)}</attvalues>"


def _format_drawing(values: Mapping[str, Scalar]) -> str:
    colour = format_attributes(r=values["r"], g=values["g"], b=values["b"])
    position = format_attributes(x=values["x"], y=values["y"], z=0.0)
    return f"<viz:color{colour}/><viz:position{position}/><viz:size{format_attributes(value=values['size'])}/>"


def _edge_years(values: Mapping[str, Scalar]) -> range:
    return range(int(values.get("first_year", 0)), int(values.get("last_year", -1)) + 1)


def _find_years(edges: Iterable[Mapping[str, Scalar]]) -> set[int]:
    """All years that the edges speak of: where an edge is shown, so are its ends."""
    return {year for values in edges for year in _edge_years(values)}


def _find_changes(edges: Iterable[Mapping[str, Scalar]], ontology: Ontology) -> Iterator[tuple[str, Scalar, int, int]]:
    """Name, value, first and last year of each attribute that changes, from the statements of the edges.

    In one year a report outweighs a plan and a later stage an earlier one.
    """
    stages, weights = list(ontology.statuses), {"none": 0, "planned": 1, "achieved": 2}
    told: dict[int, tuple[int, int, Mapping[str, Scalar]]] = {}
    for values in edges:
        if values["kind"] == "states" and values["status"] != "none":
            rank = weights[str(values["modality"])], stages.index(str(values["status"]))
            for year in _edge_years(values):
                if year not in told or told[year][:2] < rank:
                    told[year] = (*rank, values)
    for name in _CHANGING:
        years = [(year, str(told[year][2][name])) for year in sorted(told)]
        # A run of years with one value: the year less its place in the row is the same all along.
        for (_, value), run in groupby(enumerate(years), key=lambda item: (item[1][0] - item[0], item[1][1])):
            found = [year for _, (year, _) in run]
            yield name, value, found[0], found[-1]


def _format_spells(years: Iterable[int]) -> str:
    """Unbroken runs of years; nothing, which means always, where no year is known."""
    known = sorted(years)
    firsts = [year for year in known if year - 1 not in known]
    lasts = [year for year in known if year + 1 not in known]
    spells = (f'<spell start="{a:04d}-01-01" end="{b:04d}-12-31"/>' for a, b in zip(firsts, lasts, strict=True))
    return f"<spells>{''.join(spells)}</spells>" if known else ""
