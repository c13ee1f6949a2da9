"""Relations between entities: what sentences say, and the whole that a phase's own name tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.entities.names import Name
from kg.entities.places import nests
from kg.model import Entity, Link, MentionKey, Statement
from kg.ontology import Ontology


def lift_relations(statements: Sequence[Statement], entity_of: Mapping[MentionKey, str]) -> Iterator[Link]:
    """A link for each relation of a statement whose target is a mention of another entity."""
    for statement in statements:
        source = entity_of[statement.mention.key]
        for relation in statement.relations:
            target = entity_of.get((statement.mention.edition, relation.target))
            if target is not None and target != source:
                yield Link(source, relation.type, target, statement)


def _find_whole(
    name: Name, names: Sequence[Name], wholes: Mapping[tuple[str, tuple[str, ...]], Sequence[int]]
) -> list[int]:
    """The nearest whole: first without the last phase only, then without the one before it."""
    phases = name.form.phases
    for length in range(len(phases) - 1, -1, -1):
        found = wholes.get((name.form.stem, phases[:length]), ())
        fitting = [i for i in found if nests(names[i].seat, name.seat) and names[i].own in ("", name.own)]
        if fitting:
            return fitting
    return []


def link_phases(
    names: Sequence[Name], ids: Sequence[str], entities: Mapping[str, Entity], ontology: Ontology
) -> Iterator[Link]:
    """A ``phase_of`` link from each phase to the one whole that its name tells: 金驰能源(三期) to 金驰能源.

    ``ids`` are the entities of the names, in their order.
    """
    targets = ontology.relations["phase_of"].targets
    wholes: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for index, name in enumerate(names):
        if entities[ids[index]].type in targets and not name.division:
            wholes.setdefault((name.form.stem, name.form.phases), []).append(index)
    for name, source in zip(names, ids, strict=True):
        found = {ids[whole] for whole in _find_whole(name, names, wholes)} - {source}
        if len(found) == 1 and entities[source].type in targets:
            yield Link(source, "phase_of", found.pop(), name.statements[0])


def sort_links(links: Sequence[Link]) -> tuple[Link, ...]:
    """Links by their fields, each once."""
    keyed = {(link.source, link.type, link.target, link.evidence.mention.key): link for link in links}
    return tuple(link for _, link in sorted(keyed.items()))
