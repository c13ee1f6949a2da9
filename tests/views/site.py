"""A site around a graph made by hand."""

from __future__ import annotations

from kg.graph import build_graph
from kg.model import KnowledgeGraph
from kg.ontology import load_ontology
from kg.views import Label, Site


def make_site(kg: KnowledgeGraph) -> Site:
    return Site(kg, build_graph(kg, load_ontology()), load_ontology(), Label("政策", "Policy"), "zh")
