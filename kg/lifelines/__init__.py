"""An entity's statements in order of year and document, and what they tell when read in a row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from kg.lifelines.readings import choose_reading
from kg.lifelines.steps import Shelf
from kg.lifelines.telling import Teller
from kg.model import Document, Edition, Entity, Lifeline, Link, MentionKey, Statement
from kg.ontology import Ontology

__all__ = ["build_lifelines"]

Phases = Sequence[tuple[str, Sequence[Statement]]]
"""The name of each phase of a whole, and what is said of it."""


def _read(entity: str, statements: Sequence[Statement], phases: Phases, shelf: Shelf) -> Lifeline:
    steps = shelf.sort(statements)
    parts = [(name, shelf.sort(found)) for name, found in phases]
    of_phases = shelf.sort([statement for _, found in phases for statement in found])
    silent = shelf.find_silent(steps, of_phases)
    reading = choose_reading(steps, of_phases, shelf, silent)
    unnamed = [] if reading in ("completed", "mentioned") else [d for _, ds in sorted(silent.items()) for d in ds]
    names_places = len({d.place for d in (*(step.document for step in (*steps, *of_phases)), *unnamed)}) > 1
    zh, en = (Teller(language, shelf, names_places).tell(steps, parts, reading, unnamed) for language in ("zh", "en"))
    return Lifeline(entity, tuple(step.statement for step in steps), reading, zh, en)


def build_lifelines(
    entities: Mapping[str, Entity],
    entity_of: Mapping[MentionKey, str],
    statements: Sequence[Statement],
    echoes: Collection[MentionKey],
    documents: Sequence[Document],
    editions: Mapping[str, Edition],
    ontology: Ontology,
    links: Iterable[Link] = (),
) -> dict[str, Lifeline]:
    """The lifeline of every entity, by id; with it what is told of its phases, which ``links`` name."""
    shelf = Shelf(documents, editions, ontology)
    by_entity: dict[str, list[Statement]] = {entity: [] for entity in sorted(entities)}
    for statement in statements:
        if statement.mention.key not in echoes:
            by_entity[entity_of[statement.mention.key]].append(statement)
    phases: dict[str, list[tuple[str, Sequence[Statement]]]] = {entity: [] for entity in by_entity}
    for phase, whole in sorted({(link.source, link.target) for link in links if link.type == "phase_of"}):
        phases[whole].append((entities[phase].name, by_entity[phase]))
    return {entity: _read(entity, found, phases[entity], shelf) for entity, found in by_entity.items() if found}
