"""What changed between two builds, or between two years of one: new, gone, advanced, slipped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from kg.errors import KGError
from kg.graph import find_counted
from kg.model import Document, Entity, KnowledgeGraph, Statement
from kg.ontology import Ontology

Kind = Literal["new", "gone", "advanced", "slipped"]
KINDS: tuple[Kind, ...] = ("new", "gone", "advanced", "slipped")


@dataclass(frozen=True, slots=True)
class Change:
    """One entity and how it changed."""

    change: Kind
    name: str
    type: str
    place: str | None
    before: str
    """What was told of it; empty for what is new."""
    after: str
    """What is told of it; empty for what is gone."""

    def to_row(self) -> dict[str, str | None]:
        """Plain values for JSON and CSV."""
        return asdict(self)


def compare_builds(old: KnowledgeGraph, new: KnowledgeGraph, ontology: Ontology) -> list[Change]:
    """Changes from one build to another, by kind and name; an entity is the same by its id or by a shared name."""
    twins = _find_twins(old, new)
    changes = [_describe("gone", old, e.id, None, None) for e in old.entities.values() if e.id not in twins.values()]
    for entity in new.entities.values():
        twin = twins.get(entity.id)
        if twin is None:
            changes.append(_describe("new", None, None, new, entity.id))
            continue
        before, after = old.lifelines[twin], new.lifelines[entity.id]
        if after.reading == "slipped" != before.reading:
            changes.append(_describe("slipped", old, twin, new, entity.id))
        elif _furthest(after.steps, ontology) > _furthest(before.steps, ontology):
            changes.append(_describe("advanced", old, twin, new, entity.id))
    return _sort(changes)


def _find_twins(old: KnowledgeGraph, new: KnowledgeGraph) -> dict[str, str]:
    """For an entity of the new build the one of the old: the same id, else the first that shares type and a name."""
    named: dict[tuple[str, str], str] = {}
    for entity in old.entities.values():
        for name in (entity.name, *entity.aliases):
            named.setdefault((entity.type, name), entity.id)
    twins = {key: key for key in new.entities if key in old.entities}
    taken = set(twins)
    for entity in new.entities.values():
        names = (entity.name, *entity.aliases)
        known = [named[entity.type, name] for name in names if (entity.type, name) in named]
        twin = next((key for key in known if key not in taken), None)
        if entity.id not in twins and twin:
            twins[entity.id] = twin
            taken.add(twin)
    return twins


def _describe(
    change: Kind, old: KnowledgeGraph | None, a: str | None, new: KnowledgeGraph | None, b: str | None
) -> Change:
    before = old.lifelines[a].reading_zh if old and a else ""
    after = new.lifelines[b].reading_zh if new and b else ""
    entity = new.entities[b] if new and b else old.entities[a] if old and a else None
    if entity is None:
        raise ValueError("a change is of one entity at least")
    return Change(change, entity.name, entity.type, entity.place, before, after)


def _furthest(steps: Iterable[Statement], ontology: Ontology) -> int:
    """The furthest stage of life that is reported, 0 for none."""
    order = list(ontology.statuses)
    return max((order.index(step.status) for step in steps if step.modality == "achieved"), default=0)


def _sort(changes: Iterable[Change]) -> list[Change]:
    return sorted(changes, key=lambda c: (KINDS.index(c.change), c.type, c.name, c.place or "", c.before, c.after))


def compare_years(kg: KnowledgeGraph, old: int, new: int, ontology: Ontology) -> list[Change]:
    """Changes from the documents of one year to those of another, of places that issued some in both.

    Raises KGError where no place has documents of both years.
    """
    documents = {document.id: document for document in kg.documents}
    of_year = {year: [d for d in documents.values() if (d.date or "").startswith(str(year))] for year in (old, new)}
    places = {d.place for d in of_year[old]} & {d.place for d in of_year[new]}
    if not places:
        known = sorted({(d.date or "")[:4] for d in documents.values()} - {""})
        raise KGError(f"no place has documents of both {old} and {new}; documents here are of {', '.join(known)}")
    told = {year: _gather(kg, [d for d in of_year[year] if d.place in places]) for year in (old, new)}
    changes = []
    for entity in kg.entities.values():
        before, after = told[old].get(entity.id, []), told[new].get(entity.id, [])
        change = _compare_steps(kg, entity, before, after, ontology)
        if change:
            words = (_tell(before, ontology), _tell(after, ontology))
            changes.append(Change(change, entity.name, entity.type, entity.place, *words))
    return _sort(changes)


def _gather(kg: KnowledgeGraph, documents: Sequence[Document]) -> Mapping[str, list[Statement]]:
    editions = {edition for document in documents for edition in document.editions}
    told: dict[str, list[Statement]] = {}
    for statement in find_counted(kg):
        if statement.mention.edition in editions:
            told.setdefault(kg.entity_of[statement.mention.key], []).append(statement)
    return told


def _compare_steps(
    kg: KnowledgeGraph, entity: Entity, before: Sequence[Statement], after: Sequence[Statement], ontology: Ontology
) -> Kind | None:
    if not before or not after:
        return "new" if after else "gone" if before else None
    if kg.lifelines[entity.id].reading == "slipped":
        return "slipped"
    is_told = any(step.modality != "none" for step in before)
    return "advanced" if is_told and _furthest(after, ontology) > _furthest(before, ontology) else None


def _tell(steps: Iterable[Statement], ontology: Ontology) -> str:
    """The stages of steps in a row: 计划2024年运营."""
    told = (
        f"{ontology.modalities[s.modality].zh}{s.period or ''}{ontology.statuses[s.status].zh}"
        for s in steps
        if s.modality != "none"
    )
    return "，".join(dict.fromkeys(told))
