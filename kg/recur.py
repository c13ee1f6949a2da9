"""What recurs: the entities that more than one document names, filtered and in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from kg.graph import Tally, build_tallies
from kg.model import Document, Entity, KnowledgeGraph, Lifeline


@dataclass(frozen=True, slots=True)
class Recurrence:
    """An entity that several documents name, and where it stands."""

    entity: str
    name: str
    type: str
    aliases: tuple[str, ...]
    place: str | None
    documents: tuple[str, ...]
    """In order of their dates."""
    years: str
    """First and last year that a statement speaks of; empty if none tells a year."""
    statuses: tuple[str, ...]
    """Every status stated of it, in order, doubles left out."""
    latest_status: str
    latest_modality: str
    reading: str
    reading_zh: str
    reading_en: str
    issuers: tuple[str, ...]
    """The places whose documents name it, in order of their first naming."""
    named_first: str
    """The place that named it first; empty where only one names it, or where the dates do not tell."""

    @staticmethod
    def columns() -> list[str]:
        return [field.name for field in fields(Recurrence)]

    def to_row(self) -> dict[str, Any]:
        """Plain values for JSON and CSV."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()}


def find_recurrences(
    kg: KnowledgeGraph,
    *,
    type_: str | None = None,
    place: str | None = None,
    status: str | None = None,
    min_documents: int = 2,
    reading: str | None = None,
    across_levels: bool = False,
) -> list[Recurrence]:
    """What recurs, the most often named first, then by first year and name.

    Filters that are None let all pass; ``place`` may be part of a place's name; ``status`` is one of any step.
    ``across_levels`` keeps what places of several levels name: a province and its city.
    """
    tallies = build_tallies(kg)
    documents = {document.id: document for document in kg.documents}
    found = [
        _build_recurrence(entity, tallies[entity.id], kg.lifelines[entity.id], documents)
        for entity in kg.entities.values()
        if len(tallies[entity.id].documents) >= min_documents
        and type_ in (None, entity.type)
        and (place or "") in (entity.place or "")
        and reading in (None, kg.lifelines[entity.id].reading)
        and (not across_levels or len({documents[d].level for d in tallies[entity.id].documents}) > 1)
    ]
    kept = [item for item in found if status is None or status in item.statuses]
    return sorted(kept, key=lambda item: (-len(item.documents), item.years, item.name, item.entity))


def _find_first(named_in: Sequence[Document]) -> tuple[tuple[str, ...], str]:
    """The places that name something in order of their first naming, and the one that was first if dates tell."""
    dates: dict[str, str] = {}
    for document in named_in:
        date = document.date or ""
        dates[document.place] = min(dates.get(document.place, date), date)
    places = sorted(dates, key=lambda place: (dates[place], place))
    if len(places) < 2 or dates[places[1]].startswith(dates[places[0]]):  # the same day, or no more than the year known
        return tuple(places), ""
    return tuple(places), places[0]


def _build_recurrence(
    entity: Entity, tally: Tally, lifeline: Lifeline, documents: Mapping[str, Document]
) -> Recurrence:
    steps = lifeline.steps
    issuers, first = _find_first([documents[document] for document in tally.documents])
    latest = next((step for step in reversed(steps) if step.status != "none"), steps[-1])
    return Recurrence(
        entity=entity.id,
        name=entity.name,
        type=entity.type,
        aliases=entity.aliases,
        place=entity.place,
        documents=tally.documents,
        years="-".join(str(year) for year in sorted({tally.first_year, tally.last_year} - {None}, key=str)),
        statuses=tuple(dict.fromkeys(step.status for step in steps)),
        latest_status=latest.status,
        latest_modality=latest.modality,
        reading=lifeline.reading,
        reading_zh=lifeline.reading_zh,
        reading_en=lifeline.reading_en,
        issuers=issuers,
        named_first=first,
    )
