"""The pages that a build writes: self-contained, opened from disk, no request."""

from __future__ import annotations

from collections.abc import Callable

from kg.graph import Graph
from kg.model import KnowledgeGraph
from kg.ontology import Ontology
from kg.views.index import render_index
from kg.views.lifelines import render_lifelines
from kg.views.network import render_network
from kg.views.places import render_places
from kg.views.reader import render_reader
from kg.views.recurrence import render_recurrence
from kg.views.site import Label, Site

VIEWS: dict[str, Callable[[Site], str]] = {
    "index.html": render_index,
    "recurrence.html": render_recurrence,
    "lifelines.html": render_lifelines,
    "network.html": render_network,
    "places.html": render_places,
}
"""Relative file name to the function that renders it; the reader has a page for each edition beside them."""

_NAME = Label("政策知识图谱", "Policy knowledge graph")


def render_views(
    kg: KnowledgeGraph, graph: Graph, ontology: Ontology, *, title: str = "", lang: str = "zh"
) -> dict[str, str]:
    """Every page as HTML, by relative file name; to be written as UTF-8.

    ``title`` stands at the head of all pages; ``lang`` is the language they open in, ``zh`` or ``en``.
    """
    site = Site(kg, graph, ontology, Label(title, title) if title else _NAME, lang)
    pages = {name: render(site) for name, render in VIEWS.items()}
    return pages | {f"reader/{file}": render_reader(site, edition) for edition, file in site.readers.items()}
