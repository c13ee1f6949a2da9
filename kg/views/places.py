"""The places page: which place lies in which, and what is planned and reported in each."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Span
from kg.ontology import Ontology
from kg.views.cards import describe_cards
from kg.views.evidence import Evidence
from kg.views.gazetteer import find_seats
from kg.views.pages import Head, build_head, render_page
from kg.views.site import Label, Site


@dataclass(frozen=True, slots=True)
class PlacesContext:
    """What ``places.html`` is rendered from."""

    head: Head
    ontology: Ontology


def find_beside(site: Site, places: set[str]) -> dict[str, list[str]]:
    """For each place, the initiatives that a sentence names together with it."""
    kg = site.kg
    named: dict[tuple[str, Span], list[str]] = {}
    for statement in kg.statements:
        found = named.setdefault((statement.mention.edition, statement.sentence), [])
        found.append(kg.entity_of[statement.mention.key])
    beside: dict[str, set[str]] = {}
    for entities in named.values():
        here = [kg.entities[entity] for entity in entities]
        initiatives = {entity.id for entity in here if entity.type in site.ontology.initiatives}
        for place in {entity.name for entity in here if entity.type == "place"} & places:
            beside.setdefault(place, set()).update(initiatives)
    return {place: sorted(found) for place, found in sorted(beside.items())}


def render_places(site: Site) -> str:
    """``places.html``."""
    initiatives = [entity for entity in site.kg.entities.values() if entity.type in site.ontology.initiatives]
    places = {entity.place for entity in initiatives if entity.place} | set(site.parents) | set(site.parents.values())
    data = describe_cards(Evidence(site), initiatives)
    data["beside"] = find_beside(site, places)
    data["seats"] = find_seats(site.kg, places)
    parts = ("places.css", "places.js")
    head = build_head(site, "places.html", Label("地方", "Places"), parts, data)
    return render_page("places.html", PlacesContext(head, site.ontology))
