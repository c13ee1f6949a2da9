"""Relations between entities: what sentences say, and the whole that a phase's own name tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.entities.features import explain_longer
from kg.entities.lexicon import load_names
from kg.entities.names import Name
from kg.entities.places import nests
from kg.model import Entity, Link, MentionKey, Statement
from kg.ontology import Ontology

_LEAST, _MOST = 3, 8
"""Characters of a clipped name: fewer tell too little, more are no clipping."""


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


class _ClippedWholes:
    """Wholes by what a phase may leave of their names: 花博园首开区 of 花卉园艺博览园, 虞公港一期 of 虞公港联运枢纽."""

    def __init__(self, names: Sequence[Name], indices: Iterable[int]) -> None:
        self._names = names
        self._by_start: dict[str, list[int]] = {}
        self._by_ends: dict[str, list[int]] = {}
        for index in indices:
            stem = names[index].form.stem
            if names[index].form.phases or len(stem) <= _LEAST:
                continue
            self._by_ends.setdefault(stem[0] + stem[-1], []).append(index)
            for size in range(_LEAST, min(len(stem), _MOST + 1)):
                self._by_start.setdefault(stem[:size], []).append(index)

    def find(self, name: Name) -> list[int]:
        """The wholes that a phase's own name may be clipped from."""
        stem = name.form.stem
        if len(stem) < _LEAST:
            return []
        is_clipped = name.form.head and name.form.kind not in load_names().clippable and not name.form.numerals
        longer = self._by_start.get(stem, ()) if is_clipped else ()
        ends = self._by_ends.get(stem[0] + stem[-1], ())
        short_of = (i for i in ends if explain_longer(stem, self._names[i].form.stem) == "abbreviation")
        alike = (i for i in (*longer, *short_of) if self._names[i].type == name.type)
        fits = (i for i in alike if self._names[i].form.numerals == name.form.numerals)
        return [i for i in fits if nests(self._names[i].seat, name.seat) or nests(name.seat, self._names[i].seat)]


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
    clipped = _ClippedWholes(names, (index for found in wholes.values() for index in found))
    for name, source in zip(names, ids, strict=True):
        if not name.form.phases or entities[source].type not in targets:
            continue
        found = {ids[whole] for whole in _find_whole(name, names, wholes) or clipped.find(name)} - {source}
        if len(found) == 1:
            yield Link(source, "phase_of", found.pop(), name.statements[0])


def sort_links(links: Sequence[Link]) -> tuple[Link, ...]:
    """Links by their fields, each once."""
    keyed = {(link.source, link.type, link.target, link.evidence.mention.key): link for link in links}
    return tuple(link for _, link in sorted(keyed.items()))
