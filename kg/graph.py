"""Fold the records of a build into one ``networkx.MultiDiGraph``, every edge of which leads to a quoted sentence."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from math import sqrt
from typing import TypeAlias

import networkx as nx

from kg.errors import SchemaError
from kg.layout import Lane, Point, parse_time, place_on_time_axis
from kg.model import Document, Entity, KnowledgeGraph, Statement
from kg.ontology import Column, Ontology

Graph: TypeAlias = "nx.MultiDiGraph[str]"
Scalar = str | int | float | bool

SEPARATOR = " · "
"""Joins what one attribute holds several of: aliases, editions."""
DOCUMENT_COLOUR = "#334155"
_TYPES: Mapping[str, type] = {"string": str, "int": int, "float": float, "boolean": bool}
_DOCUMENT_SIZE = 24.0


@dataclass(frozen=True, slots=True)
class Tally:
    """What counts for one entity, echoes left out."""

    statements: tuple[Statement, ...]
    documents: tuple[str, ...]
    """Ids of the documents that name it, in order of time."""
    first_year: int | None
    last_year: int | None


def build_tallies(kg: KnowledgeGraph) -> dict[str, Tally]:
    """The tally of every entity, by entity id."""
    statements: dict[str, list[Statement]] = {entity: [] for entity in kg.entities}
    for statement in find_counted(kg):
        statements[kg.entity_of[statement.mention.key]].append(statement)
    order = {edition: (i, d.id) for i, d in enumerate(kg.documents) for edition in d.editions}
    return {entity: _count(found, order) for entity, found in statements.items()}


def find_counted(kg: KnowledgeGraph) -> Iterator[Statement]:
    """The statements that are no echo of the same words in another edition."""
    return (statement for statement in kg.statements if statement.mention.key not in kg.echoes)


def _count(statements: list[Statement], order: Mapping[str, tuple[int, str]]) -> Tally:
    periods = [statement.period for statement in statements if statement.period]
    return Tally(
        statements=tuple(statements),
        documents=tuple(document for _, document in sorted({order[s.mention.edition] for s in statements})),
        first_year=min((period.first for period in periods), default=None),
        last_year=max((period.last for period in periods), default=None),
    )


def build_id(prefix: str, *fields: str | int) -> str:
    """An ASCII id, an XML NMTOKEN, from the fewest fields that identify a thing.

    >>> build_id("d", "长沙市2024年政府工作报告")
    'd.b7549b64a2c702e3'
    """
    return f"{prefix}.{sha256(json.dumps(fields).encode('ascii')).hexdigest()[:16]}"


def build_document_id(stem: str) -> str:
    """The node id of a document."""
    return build_id("d", stem)


def build_statement_id(edition: str, start: int, end: int) -> str:
    """The id of what is said at a place of an edition: of the mention there, and of its edge."""
    return build_id("e", edition, start, end)


def check_attributes(
    values: Mapping[str, Scalar | None], columns: Mapping[str, Column], where: str
) -> dict[str, Scalar]:
    """The values that are not None, in the order in which the columns are declared.

    Raises SchemaError on an undeclared name or a value that is not exactly of the declared type.
    """
    for name, value in values.items():
        if name not in columns:
            raise SchemaError(f"{where}: undeclared attribute {name!r}; declare it in schemas/graph.yaml")
        if value is not None and type(value) is not _TYPES[columns[name].type]:
            raise SchemaError(
                f"{where}: {name} is {value!r}, not a {columns[name].type}; mend it or schemas/graph.yaml"
            )
    return {name: value for name in columns if (value := values.get(name)) is not None}


def build_graph(kg: KnowledgeGraph, ontology: Ontology) -> Graph:
    """Documents and entities as nodes; counted statements and relations as edges.

    Attributes are those of ``schemas/graph.yaml``. The key of an edge is unique in the whole graph.
    """
    graph: Graph = nx.MultiDiGraph()
    tallies = build_tallies(kg)
    points = _place(kg, ontology, tallies)
    document_of = kg.document_of
    n_mentions = Counter(document_of[statement.mention.edition].id for statement in find_counted(kg))
    for document in kg.documents:
        node = build_document_id(document.id)
        values = _describe_document(document, n_mentions[document.id]) | _draw(
            DOCUMENT_COLOUR, _DOCUMENT_SIZE, points[node]
        )
        graph.add_node(node, **check_attributes(values, ontology.node_columns, f"document {document.id}"))
    for entity in kg.entities.values():
        tally = tallies[entity.id]
        size = round(6 + 5 * sqrt(len(tally.documents)), 1)
        colour = ontology.types[entity.type].colour
        values = _describe_entity(kg, entity, tally) | _draw(colour, size, points[entity.id])
        graph.add_node(entity.id, **check_attributes(values, ontology.node_columns, f"entity {entity.id}"))
    for source, target, key, values in _find_edges(kg, ontology):
        graph.add_edge(source, target, key, **check_attributes(values, ontology.edge_columns, f"edge {key}"))
    return graph


def _place(kg: KnowledgeGraph, ontology: Ontology, tallies: Mapping[str, Tally]) -> dict[str, Point]:
    """A lane for each type; what recurs stands next to the line of documents, what is named once outside."""

    def rank(entity: Entity) -> tuple[int, int, str]:
        tally = tallies[entity.id]
        return -len(tally.documents), -len(tally.statements), entity.id

    ranked = sorted(kg.entities.values(), key=rank)
    of_type = {name: [entity.id for entity in ranked if entity.type == name] for name in ontology.types}
    above = _find_upper({name: len(members) for name, members in of_type.items()})
    lanes = [
        Lane(name in above, tuple(e for e in members if (len(tallies[e].documents) > 1) is recurs))
        for recurs in (True, False)
        for name, members in of_type.items()
    ]
    named_in = {entity: [build_document_id(d) for d in tally.documents] for entity, tally in tallies.items()}
    return place_on_time_axis(_find_times(kg), named_in, lanes)


def _find_upper(sizes: Mapping[str, int]) -> set[str]:
    """The types that go above the line, so that both sides hold about as many.

    >>> sorted(_find_upper({"park": 3, "place": 4, "programme": 9, "project": 5}))
    ['park', 'programme']
    """
    upper: set[str] = set()
    weights = {True: 0, False: 0}
    for name in sorted(sizes, key=lambda name: (-sizes[name], name)):
        is_upper = weights[True] <= weights[False]
        weights[is_upper] += sizes[name]
        upper |= {name} if is_upper else set()
    return upper


def _find_times(kg: KnowledgeGraph) -> dict[str, float]:
    """The time of each document: its date, else the years that it tells of, else after all others."""
    times: dict[str, float | None] = {}
    for document in kg.documents:
        period = document.plans or document.reviews
        told = float(period.first) if period else None
        times[build_document_id(document.id)] = parse_time(document.date) if document.date else told
    last = max((time for time in times.values() if time is not None), default=0.0)
    return {node: last if time is None else time for node, time in times.items()}


def _describe_document(document: Document, n_mentions: int) -> dict[str, Scalar | None]:
    return {
        "label": document.title,
        "kind": "document",
        "type": document.kind,
        "place": document.place,
        "n_mentions": n_mentions,
        "issuer": document.issuer,
        "level": document.level,
        "date": document.date,
        "editions": SEPARATOR.join(document.editions),
    }


def _describe_entity(kg: KnowledgeGraph, entity: Entity, tally: Tally) -> dict[str, Scalar | None]:
    return {
        "label": entity.name,
        "kind": "entity",
        "type": entity.type,
        "place": entity.place,
        "aliases": SEPARATOR.join(entity.aliases) or None,
        "n_mentions": len(tally.statements),
        "n_documents": len(tally.documents),
        "first_year": tally.first_year,
        "last_year": tally.last_year,
        "reading": kg.lifelines[entity.id].reading,
    }


def _draw(colour: str, size: float, point: Point) -> dict[str, Scalar | None]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return {"x": point[0], "y": point[1], "size": size, "r": red, "g": green, "b": blue}


def _find_edges(kg: KnowledgeGraph, ontology: Ontology) -> Iterator[tuple[str, str, str, dict[str, Scalar | None]]]:
    """Source, target, key and values of each edge; a key hashes the place of its evidence."""
    document_of = kg.document_of
    for statement in find_counted(kg):
        mention = statement.mention
        source = build_document_id(document_of[mention.edition].id)
        key = build_statement_id(mention.edition, mention.span.start, mention.span.end)
        values: dict[str, Scalar | None] = {
            "label": ontology.statuses[statement.status].zh,
            "kind": "states",
            "status": statement.status,
            "modality": statement.modality,
        }
        yield source, kg.entity_of[mention.key], key, values | _describe_evidence(kg, statement)
    for link in kg.links:
        mention = link.evidence.mention
        source, target = kg.entities[link.source].id, kg.entities[link.target].id
        key = build_id("e", mention.edition, mention.span.start, mention.span.end, link.type, target)
        values = {"label": ontology.relations[link.type].zh, "kind": link.type}
        yield source, target, key, values | _describe_evidence(kg, link.evidence)


def _describe_evidence(kg: KnowledgeGraph, statement: Statement) -> dict[str, Scalar | None]:
    mention, period, sentence = statement.mention, statement.period, statement.sentence
    return {
        "year": str(period) if period else None,
        "first_year": period.first if period else None,
        "last_year": period.last if period else None,
        "text": mention.text,
        "quote": kg.editions[mention.edition].text[sentence.start : sentence.end],
        "edition": mention.edition,
        "start": mention.span.start,
        "end": mention.span.end,
        "sentence_start": sentence.start,
        "sentence_end": sentence.end,
        "score": round(mention.score, 4),
        "weight": 1.0,
    }
