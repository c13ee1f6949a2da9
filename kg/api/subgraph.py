"""The part of a knowledge graph in which only some statements count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.model import KnowledgeGraph, Lifeline, MentionKey, Period, Statement

Years = int | tuple[int, int]


def select(
    kg: KnowledgeGraph,
    *,
    types: Iterable[str] | None = None,
    years: Years | None = None,
    place: str | None = None,
    statuses: Iterable[str] | None = None,
) -> KnowledgeGraph:
    """What is left where only statements that pass count: their documents, entities, links and steps.

    A statement passes a filter that is None. ``years`` asks for a period that touches them, ``place`` for a part of
    the name of the entity's place or of the document's.
    """
    type_set = None if types is None else set(types)
    status_set = None if statuses is None else set(statuses)
    asked = None if years is None else Period(years, years) if isinstance(years, int) else Period(*years)
    document_of = kg.document_of

    def passes(statement: Statement) -> bool:
        entity = kg.entities[kg.entity_of[statement.mention.key]]
        places = entity.place or "", document_of[statement.mention.edition].place
        return (
            (type_set is None or entity.type in type_set)
            and (status_set is None or statement.status in status_set)
            and (asked is None or _touches(statement.period, asked))
            and (place is None or any(place in name for name in places))
        )

    return _restrict(kg, [statement for statement in kg.statements if passes(statement)])


def _touches(period: Period | None, asked: Period) -> bool:
    return period is not None and period.first <= asked.last and asked.first <= period.last


def _restrict(kg: KnowledgeGraph, kept: list[Statement]) -> KnowledgeGraph:
    counted = {kg.entity_of[s.mention.key] for s in kept if s.mention.key not in kg.echoes}
    kept = [statement for statement in kept if kg.entity_of[statement.mention.key] in counted]
    keys = {statement.mention.key for statement in kept}
    own = {statement.mention.key: _drop_relations(statement, keys) for statement in kept}
    entity_of = {key: kg.entity_of[key] for key in own}
    entities = set(entity_of.values())
    documents = tuple(d for d in kg.documents if any(edition in d.editions for edition, _ in own))
    editions = {edition for document in documents for edition in document.editions}
    links = [x for x in kg.links if x.evidence.mention.key in own and {x.source, x.target} <= entities]
    return replace(
        kg,
        documents=documents,
        editions={name: edition for name, edition in kg.editions.items() if name in editions},
        outlines={name: outline for name, outline in kg.outlines.items() if name in editions},
        statements=tuple(own.values()),
        entities={name: entity for name, entity in kg.entities.items() if name in entities},
        entity_of=entity_of,
        echoes=kg.echoes & keys,
        links=tuple(replace(link, evidence=own[link.evidence.mention.key]) for link in links),
        lifelines={e: _cut(line, own) for e, line in kg.lifelines.items() if e in entities},
    )


def _drop_relations(statement: Statement, keys: set[MentionKey]) -> Statement:
    edition = statement.mention.edition
    return replace(statement, relations=tuple(r for r in statement.relations if (edition, r.target) in keys))


def _cut(lifeline: Lifeline, own: dict[MentionKey, Statement]) -> Lifeline:
    return replace(lifeline, steps=tuple(own[s.mention.key] for s in lifeline.steps if s.mention.key in own))
