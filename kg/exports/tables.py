"""The records as rows of plain values, in the columns that the JSON Schemas under ``schemas/`` declare."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from kg.graph import build_tallies
from kg.model import Document, Edition, KnowledgeGraph, Period, Relation, Span, Statement
from kg.ontology import Ontology

Row = dict[str, Any]
FindRows = Callable[[KnowledgeGraph, Ontology], Iterator[Row]]


def find_mention_rows(kg: KnowledgeGraph) -> Iterator[Row]:
    """Every mention of every edition with its statement, by edition and start."""
    document_of = kg.document_of
    for statement in sorted(kg.statements, key=lambda s: s.mention.key):
        mention = statement.mention
        yield {
            "edition": mention.edition,
            "document": document_of[mention.edition].id,
            "start": mention.span.start,
            "end": mention.span.end,
            "text": mention.text,
            "type": mention.type,
            "status": statement.status,
            "modality": statement.modality,
            "year": _format_period(statement.period),
            "entity": kg.entity_of[mention.key],
            "sentence": _format_span(statement.sentence),
            "section": _find_heading(kg, statement),
            "cue": [
                {"text": cue.text, "start": cue.span.start, "end": cue.span.end, "gives": cue.gives}
                for cue in statement.cues
            ],
            "relations": [_describe_relation(kg, mention.edition, relation) for relation in statement.relations],
            "score": round(mention.score, 4),
            "by": mention.by,
        }


def find_entity_rows(kg: KnowledgeGraph) -> Iterator[Row]:
    """Every entity with what counts for it, by id."""
    tallies = build_tallies(kg)
    for entity in kg.entities.values():
        tally = tallies[entity.id]
        yield {
            "entity": entity.id,
            "type": entity.type,
            "name": entity.name,
            "aliases": list(entity.aliases),
            "place": entity.place,
            "n_mentions": len(tally.statements),
            "documents": list(tally.documents),
            "first_year": tally.first_year,
            "last_year": tally.last_year,
        }


def find_lifeline_rows(kg: KnowledgeGraph, ontology: Ontology) -> Iterator[Row]:
    """The lifelines of what recurs, and of initiatives that were promised, by entity id."""
    tallies, document_of = build_tallies(kg), kg.document_of
    for lifeline in kg.lifelines.values():
        entity, documents = kg.entities[lifeline.entity], tallies[lifeline.entity].documents
        is_promised = any(step.modality == "planned" for step in lifeline.steps)
        if len(documents) > 1 or (entity.type in ontology.initiatives and is_promised):
            yield {
                "entity": entity.id,
                "name": entity.name,
                "type": entity.type,
                "documents": list(documents),
                "reading": lifeline.reading,
                "reading_zh": lifeline.reading_zh,
                "reading_en": lifeline.reading_en,
                "steps": [_describe_step(kg, document_of, step) for step in lifeline.steps],
            }


def find_document_rows(kg: KnowledgeGraph) -> Iterator[Row]:
    """Every document with its editions, by date."""
    for document in kg.documents:
        yield {
            "document": document.id,
            "title": document.title,
            "issuer": document.issuer,
            "place": document.place,
            "level": document.level,
            "kind": document.kind,
            "date": document.date,
            "reviews": _format_period(document.reviews),
            "plans": _format_period(document.plans),
            "editions": [_describe_edition(kg.editions[edition]) for edition in document.editions],
        }


def find_issue_rows(kg: KnowledgeGraph) -> Iterator[Row]:
    """Everything that was skipped or is doubtful."""
    for issue in kg.issues:
        yield {
            "source": issue.source,
            "kind": issue.kind,
            "message": issue.message,
            "start": issue.start,
            "end": issue.end,
        }


TABLES: dict[str, FindRows] = {
    "mentions": lambda kg, _: find_mention_rows(kg),
    "entities": lambda kg, _: find_entity_rows(kg),
    "lifelines": find_lifeline_rows,
    "documents": lambda kg, _: find_document_rows(kg),
    "issues": lambda kg, _: find_issue_rows(kg),
}
"""Table name to its rows."""


def _format_period(period: Period | None) -> str | None:
    return str(period) if period else None


def _format_span(span: Span) -> list[int]:
    return [span.start, span.end]


def _find_heading(kg: KnowledgeGraph, statement: Statement) -> str:
    edition = statement.mention.edition
    heading = kg.outlines[edition].sections[statement.section].heading
    return kg.editions[edition].text[heading.start : heading.end]


def _describe_relation(kg: KnowledgeGraph, edition: str, relation: Relation) -> Row:
    target = relation.target
    return {
        "type": relation.type,
        "start": target.start,
        "end": target.end,
        "entity": kg.entity_of[edition, target],
    }


def _describe_step(kg: KnowledgeGraph, document_of: Mapping[str, Document], step: Statement) -> Row:
    mention, sentence = step.mention, step.sentence
    return {
        "document": document_of[mention.edition].id,
        "edition": mention.edition,
        "year": _format_period(step.period),
        "status": step.status,
        "modality": step.modality,
        "text": mention.text,
        "start": mention.span.start,
        "end": mention.span.end,
        "sentence": _format_span(sentence),
        "quote": kg.editions[mention.edition].text[sentence.start : sentence.end],
    }


def _describe_edition(edition: Edition) -> Row:
    return {
        "edition": edition.id,
        "encoding": edition.encoding,
        "is_print": edition.is_print,
        "lacks": list(edition.lacks),
        "n_characters": len(edition.text),
        "sha256": sha256(edition.text.encode("utf-8", "surrogatepass")).hexdigest(),
    }
