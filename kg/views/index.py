"""The first page: what was read, what is missing, the numbers, the most telling initiatives, the way to all pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from kg.graph import build_document_id
from kg.model import Document, Edition, Entity, Issue, Lifeline
from kg.ontology import Ontology, Term
from kg.pinyin import render_sound
from kg.views.encodings import SIGNS
from kg.views.pages import Head, build_head, render_page
from kg.views.recurrence import Mark, build_cells, find_recurring
from kg.views.site import Label, ShortTitle, Site

_N_TOLD = 6
_N_SHARED = 8
_STORIES = ("slipped", "completed", "new", "silent")
ISSUES = {
    "unreadable": Label("读不了", "unreadable"),
    "empty": Label("没有内容", "empty"),
    "not_a_report": Label("不像报告", "not a report"),
    "no_year": Label("看不出年份", "no year"),
    "incomplete": Label("不完整", "incomplete"),
    "second_edition": Label("另一文本", "second edition"),
    "catalogue": Label("目录", "catalogue"),
    "orphaned_judgement": Label("判断无所指", "orphaned judgement"),
    "slip": Label("疑似笔误", "slip of the print"),
}


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition with the page where it is read."""

    edition: Edition
    file: str


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document with what was read of it."""

    document: Document
    kind: Term
    level: Term
    editions: tuple[EditionRow, ...]
    n_mentions: int


@dataclass(frozen=True, slots=True)
class TypeRow:
    """The numbers of one type."""

    type: str
    sign: str
    label: Label
    n_mentions: int
    n_entities: int
    n_recurring: int


@dataclass(frozen=True, slots=True)
class Told:
    """An initiative with its reading, and its marks by document where they are shown."""

    entity: Entity
    sign: str
    lifeline: Lifeline
    marks: tuple[tuple[ShortTitle, tuple[Mark, ...]], ...]


@dataclass(frozen=True, slots=True)
class Story:
    """The initiatives of one reading: how many, and the most telling."""

    reading: str
    term: Term
    n: int
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """Two documents and how many initiatives both name."""

    a: ShortTitle
    b: ShortTitle
    n: int


@dataclass(frozen=True, slots=True)
class IndexContext:
    """What ``index.html`` is rendered from."""

    head: Head
    ontology: Ontology
    documents: tuple[DocumentRow, ...]
    types: tuple[TypeRow, ...]
    stories: tuple[Story, ...]
    top: tuple[Told, ...]
    shared: tuple[Shared, ...]
    places: tuple[tuple[str, int], ...]
    issues: tuple[tuple[Issue, Label], ...]
    n_editions: int


def _count_types(site: Site) -> tuple[TypeRow, ...]:
    rows = []
    for name, spec in site.ontology.types.items():
        found = [site.graph.nodes[entity.id] for entity in site.kg.entities.values() if entity.type == name]
        n_mentions, n_recurring = sum(v["n_mentions"] for v in found), sum(v["n_documents"] > 1 for v in found)
        rows.append(TypeRow(name, SIGNS[spec.shape], Label(spec.zh, spec.en), n_mentions, len(found), n_recurring))
    return tuple(rows)


def _describe_document(site: Site, document: Document) -> DocumentRow:
    return DocumentRow(
        document=document,
        kind=site.ontology.kinds[document.kind],
        level=site.ontology.levels[document.level],
        editions=tuple(EditionRow(site.kg.editions[e], site.readers[e]) for e in document.editions),
        n_mentions=site.graph.nodes[build_document_id(document.id)]["n_mentions"],
    )


def _tell(site: Site, entity: Entity) -> Told:
    cells = build_cells(site, entity)
    marks = tuple((site.titles[i], marks) for i, (marks, _) in cells.items())
    sign = SIGNS[site.ontology.types[entity.type].shape]
    return Told(entity, sign, site.kg.lifelines[entity.id], marks)


def find_stories(site: Site) -> tuple[Story, ...]:
    """For each telling reading its initiatives, those that most documents name first."""
    stories = []
    for reading in _STORIES:
        found = [e for e in _find_initiatives(site) if site.kg.lifelines[e.id].reading == reading]
        told = tuple(_tell(site, entity) for entity in found[:_N_TOLD])
        stories.append(Story(reading, site.ontology.readings[reading], len(found), told))
    return tuple(stories)


def _find_initiatives(site: Site) -> Sequence[Entity]:
    """What most documents, then most statements, tell of comes first; projects and parks before programmes."""

    def rank(entity: Entity) -> tuple[int, bool, int, str]:
        tally = site.tallies[entity.id]
        return -len(tally.documents), entity.type == "programme", -len(tally.statements), entity.id

    return sorted((e for e in site.kg.entities.values() if e.type in site.ontology.initiatives), key=rank)


def find_shared(site: Site) -> tuple[Shared, ...]:
    """The pairs of documents that have most initiatives in common."""
    counts: dict[tuple[int, int], int] = {}
    for entity in find_recurring(site):
        if entity.type in site.ontology.initiatives:
            turns = [site.order[document] for document in site.tallies[entity.id].documents]
            for pair in combinations(sorted(turns), 2):
                counts[pair] = counts.get(pair, 0) + 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_N_SHARED]
    return tuple(Shared(site.titles[a], site.titles[b], n) for (a, b), n in ranked)


def _count_places(site: Site) -> tuple[tuple[str, int], ...]:
    """Every place, and how many initiatives lie right in it."""
    counts: dict[str, int] = {place: 0 for pair in site.parents.items() for place in pair}
    for entity in _find_initiatives(site):
        if entity.place:
            counts[entity.place] = counts.get(entity.place, 0) + 1
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _describe(site: Site) -> dict[str, Any]:
    found = [
        [
            e.id,
            e.name,
            e.type,
            site.kg.lifelines[e.id].reading,
            [*e.aliases, e.place or "", *map(render_sound, (e.name, *e.aliases))],
        ]
        for e in sorted(site.kg.entities.values(), key=lambda e: (-len(site.tallies[e.id].documents), e.name, e.id))
    ]
    return {**site.describe(), "found": found, "places": [place for place, _ in _count_places(site)]}


def render_index(site: Site) -> str:
    """``index.html``."""
    head = build_head(site, "index.html", Label("概览", "Overview"), ("index.css", "index.js"), _describe(site))
    recurring = [entity for entity in find_recurring(site) if entity.type in site.ontology.initiatives]
    context = IndexContext(
        head=head,
        ontology=site.ontology,
        documents=tuple(_describe_document(site, document) for document in site.kg.documents),
        types=_count_types(site),
        stories=find_stories(site),
        top=tuple(_tell(site, entity) for entity in recurring[: 2 * _N_TOLD]),
        shared=find_shared(site),
        places=_count_places(site),
        issues=tuple((issue, ISSUES.get(issue.kind, Label(issue.kind, issue.kind))) for issue in site.kg.issues),
        n_editions=len(site.kg.editions),
    )
    return render_page("index.html", context)
