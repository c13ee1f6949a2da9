"""The records and the graph as flat rows, for whatever holds one value in a cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kg.exports.tables import (
    Row,
    find_document_rows,
    find_entity_rows,
    find_issue_rows,
    find_lifeline_rows,
    find_mention_rows,
)
from kg.graph import SEPARATOR, Graph, build_statement_id
from kg.model import KnowledgeGraph
from kg.ontology import Ontology

FindFlatRows = Callable[[KnowledgeGraph, Graph, Ontology], Iterator[Row]]


def _find_nodes(graph: Graph) -> Iterator[Row]:
    return ({"id": node, **values} for node, values in graph.nodes(data=True))


def _find_edges(graph: Graph) -> Iterator[Row]:
    edges = graph.edges(keys=True, data=True)
    return ({"id": key, "source": source, "target": target, **values} for source, target, key, values in edges)


def _find_documents(kg: KnowledgeGraph) -> Iterator[Row]:
    for row in find_document_rows(kg):
        editions = row.pop("editions")
        yield {**row, "n_editions": len(editions)}


def _find_editions(kg: KnowledgeGraph) -> Iterator[Row]:
    for document in find_document_rows(kg):
        for rank, edition in enumerate(document["editions"], start=1):
            yield {**edition, "document": document["document"], "rank": rank, "lacks": _join(edition["lacks"])}


def _find_entities(kg: KnowledgeGraph, ontology: Ontology) -> Iterator[Row]:
    for row in find_entity_rows(kg):
        yield {
            **row,
            "aliases": _join(row["aliases"]),
            "is_initiative": row["type"] in ontology.initiatives,
            "n_documents": len(row["documents"]),
            "documents": _join(row["documents"]),
        }


def _find_mentions(kg: KnowledgeGraph) -> Iterator[Row]:
    echoes = {build_statement_id(edition, span.start, span.end) for edition, span in kg.echoes}
    for row in find_mention_rows(kg):
        mention = build_statement_id(row["edition"], row["start"], row["end"])
        (start, end), _ = row.pop("sentence"), row.pop("relations")
        yield {
            **row,
            "mention": mention,
            "name": kg.entities[row["entity"]].name,
            "cue": _join(cue["text"] for cue in row["cue"]),
            "quote": kg.editions[row["edition"]].text[start:end],
            "sentence_start": start,
            "sentence_end": end,
            "is_echo": mention in echoes,
        }


def _find_relations(kg: KnowledgeGraph) -> Iterator[Row]:
    for row in find_mention_rows(kg):
        for relation in row["relations"]:
            yield {
                "mention": build_statement_id(row["edition"], row["start"], row["end"]),
                "type": relation["type"],
                "target": build_statement_id(row["edition"], relation["start"], relation["end"]),
            }


def _find_lifelines(kg: KnowledgeGraph, ontology: Ontology) -> Iterator[Row]:
    for row in find_lifeline_rows(kg, ontology):
        documents, steps = row.pop("documents"), row.pop("steps")
        yield {**row, "n_documents": len(documents), "documents": _join(documents), "n_steps": len(steps)}


def _find_steps(kg: KnowledgeGraph, ontology: Ontology) -> Iterator[Row]:
    for line in find_lifeline_rows(kg, ontology):
        for number, step in enumerate(line["steps"], start=1):
            mention = build_statement_id(step["edition"], step["start"], step["end"])
            told = {name: step[name] for name in ("document", "year", "status", "modality", "text", "quote")}
            yield {"entity": line["entity"], "name": line["name"], "step": number, **told, "mention": mention}


def _find_issues(kg: KnowledgeGraph) -> Iterator[Row]:
    return ({"issue": number, **row} for number, row in enumerate(find_issue_rows(kg), start=1))


def _join(values: Iterable[str]) -> str | None:
    """Several values in one cell; None where there is none."""
    return SEPARATOR.join(values) or None


FLAT: dict[str, FindFlatRows] = {
    "nodes": lambda _kg, graph, _ontology: _find_nodes(graph),
    "edges": lambda _kg, graph, _ontology: _find_edges(graph),
    "documents": lambda kg, _graph, _ontology: _find_documents(kg),
    "editions": lambda kg, _graph, _ontology: _find_editions(kg),
    "entities": lambda kg, _graph, ontology: _find_entities(kg, ontology),
    "mentions": lambda kg, _graph, _ontology: _find_mentions(kg),
    "relations": lambda kg, _graph, _ontology: _find_relations(kg),
    "lifelines": lambda kg, _graph, ontology: _find_lifelines(kg, ontology),
    "steps": lambda kg, _graph, ontology: _find_steps(kg, ontology),
    "issues": lambda kg, _graph, _ontology: _find_issues(kg),
}
"""Table name to its flat rows; a table stands after those that it refers to. A missing column is None."""
