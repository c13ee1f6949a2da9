"""The recurrence page: what several documents name, by documents grouped by issuer and in order of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kg.model import Entity, Modality, Statement, Status
from kg.ontology import Ontology
from kg.views.cards import describe_cards
from kg.views.evidence import Evidence
from kg.views.pages import Head, build_head, render_page
from kg.views.site import Label, Site


@dataclass(frozen=True, slots=True)
class Mark:
    """The furthest status that a document tells in one modality."""

    status: Status
    modality: Modality


@dataclass(frozen=True, slots=True)
class RecurrenceContext:
    """What ``recurrence.html`` is rendered from."""

    head: Head
    ontology: Ontology
    n_rows: int


def find_marks(statements: Sequence[Statement], ontology: Ontology) -> tuple[Mark, ...]:
    """What is reported, then what is planned, each at its furthest stage; a bare mention only without either."""
    stages = list(ontology.statuses)
    marks: list[Mark] = []
    for modality in ("achieved", "planned"):
        told: list[Status] = [s.status for s in statements if s.modality == modality]
        if told:
            marks.append(Mark(max(told, key=stages.index), modality))
    return tuple(marks) or (Mark("none", "none"),) * bool(statements)


def build_cells(site: Site, entity: Entity) -> dict[int, tuple[tuple[Mark, ...], int]]:
    """By place of the document in the row of all: its marks, and how many statements they stand for."""
    told: dict[int, list[Statement]] = {}
    for statement in site.tallies[entity.id].statements:
        told.setdefault(site.order[site.document_of[statement.mention.edition].id], []).append(statement)
    return {i: (find_marks(here, site.ontology), len(here)) for i, here in sorted(told.items())}


def find_recurring(site: Site) -> list[Entity]:
    """The entities that more than one document names, the most recurrent first."""

    def rank(entity: Entity) -> tuple[int, int, str, str]:
        tally = site.tallies[entity.id]
        return -len(tally.documents), -len(tally.statements), entity.name, entity.id

    return sorted((e for e in site.kg.entities.values() if len(site.tallies[e.id].documents) > 1), key=rank)


def _describe_cells(site: Site, entity: Entity) -> list[Any]:
    return [
        [i, [[mark.status, mark.modality] for mark in marks], n] for i, (marks, n) in build_cells(site, entity).items()
    ]


def order_columns(site: Site) -> list[int]:
    """Documents by issuer, the higher level first, and in order of time within each."""
    levels, documents = list(site.ontology.levels), site.kg.documents
    keys = [(levels.index(d.level), d.place, d.issuer, i) for i, d in enumerate(documents)]
    return [key[-1] for key in sorted(keys)]


def render_recurrence(site: Site) -> str:
    """``recurrence.html``."""
    recurring = find_recurring(site)
    data = describe_cards(Evidence(site), recurring)
    data["cells"] = {entity.id: _describe_cells(site, entity) for entity in recurring}
    data["columns"] = order_columns(site)
    data["defaults"] = {"sort": "documents", "columns": "issuer"}
    parts = ("recurrence.css", "recurrence.js")
    head = build_head(site, "recurrence.html", Label("复现", "Recurrence"), parts, data)
    return render_page("recurrence.html", RecurrenceContext(head, site.ontology, len(recurring)))
