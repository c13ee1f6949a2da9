"""The lifelines page: for each initiative a line through the years, with its reading in words beside it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.ontology import Ontology
from kg.views.cards import describe_cards
from kg.views.evidence import Evidence
from kg.views.pages import Head, build_head, render_page
from kg.views.site import Label, Site


@dataclass(frozen=True, slots=True)
class LifelinesContext:
    """What ``lifelines.html`` is rendered from."""

    head: Head
    ontology: Ontology
    n_lines: int


def render_lifelines(site: Site) -> str:
    """``lifelines.html``."""
    initiatives = [entity for entity in site.kg.entities.values() if entity.type in site.ontology.initiatives]
    data = describe_cards(Evidence(site), initiatives)
    data["defaults"] = {"sort": "documents"}
    parts = ("lifelines.css", "lifelines.js")
    head = build_head(site, "lifelines.html", Label("生命线", "Lifelines"), parts, data)
    return render_page("lifelines.html", LifelinesContext(head, site.ontology, len(initiatives)))
