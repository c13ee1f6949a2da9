"""Where each entity lies: the most exact place that its name, a sentence or its whole tells, else the issuing one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.entities.names import Name
from kg.entities.places import Seat, nests
from kg.model import Entity, Link, MentionKey, PlaceEvidence, RelationType

_RIVERS = ("江", "河", "流域")


@dataclass(frozen=True, slots=True, order=True)
class _Spot:
    """A place that evidence gives, and where that place itself stands."""

    seat: Seat
    name: str


def settle_places(
    entities: Mapping[str, Entity],
    seats: Mapping[str, Seat],
    links: Iterable[Link],
    areas: Mapping[tuple[str, MentionKey], str],
) -> dict[str, Entity]:
    """Entities by id, each in its most exact place; divisions stay where the register has them.

    Sentences come before the issuing place, and within the place of the name; a part lies where its whole lies.
    ``areas`` are of :func:`find_areas`.
    """
    links, spots = list(links), dict(seats)
    settled = dict(sorted(entities.items()))
    for (key, mention), target in sorted(areas.items()):
        area = _Spot((*seats[target], entities[target].name), entities[target].name)
        if _may_lie_in(settled[key], spots[key], area, "part_of"):
            settled[key] = replace(settled[key], place=area.name, place_evidence=PlaceEvidence("name", mention))
            spots[key] = area.seat
    for relation in ("located_in", "part_of", "phase_of"):
        told: dict[str, dict[_Spot, list[MentionKey]]] = {}
        for link in links:
            spot = _find_spot(link, settled, spots) if link.type == relation else None
            if spot and _may_lie_in(settled[link.source], spots[link.source], spot, relation):
                told.setdefault(link.source, {}).setdefault(spot, []).append(link.evidence.mention.key)
        for key, found in sorted(told.items()):
            best = _choose(found)
            evidence = PlaceEvidence("sentence" if relation == "located_in" else "whole", min(found[best]))
            settled[key], spots[key] = replace(settled[key], place=best.name, place_evidence=evidence), best.seat
    return settled


def find_areas(
    names: Sequence[Name], ids: Sequence[str], entities: Mapping[str, Entity]
) -> dict[tuple[str, MentionKey], str]:
    """For an entity and the mention that tells it, the area with whose name its own begins: 马栏山 for 马栏山产业园.

    ``ids`` are the entities of the names, in their order. A river runs too far to say where a thing lies.
    """
    areas: dict[str, str] = {}
    for name, key in zip(names, ids, strict=True):
        if entities[key].type == "place" and not entities[key].code and not name.form.key.endswith(_RIVERS):
            areas.setdefault(name.form.key, key)
    found = {}
    for name, key in zip(names, ids, strict=True):
        if entities[key].type in ("park", "project"):
            stem = name.form.stem
            area = next((areas[stem[:n]] for n in range(len(stem) - 2, 1, -1) if stem[:n] in areas), None)
            if area and area != key:
                found[key, name.statements[0].mention.key] = area
    return found


def _find_spot(link: Link, entities: Mapping[str, Entity], seats: Mapping[str, Seat]) -> _Spot | None:
    target = entities[link.target]
    if target.code:
        return _Spot(seats[link.target], target.name)
    if target.type == "place":
        return _Spot((*seats[link.target], target.name), target.name)
    return _Spot(seats[link.target], target.place) if target.place and link.type != "located_in" else None


def _may_lie_in(entity: Entity, seat: Seat, spot: _Spot, relation: RelationType) -> bool:
    """Whether a place adds to what is known: a sentence outdoes the issuer, all else must be more exact."""
    if spot.name == entity.name or entity.code:
        return False
    if relation == "located_in" and (entity.place_evidence is None or entity.place_evidence.rule == "issuer"):
        return True
    return bool(seat) and len(spot.seat) > len(seat) and nests(spot.seat, seat)


def _choose(spots: Mapping[_Spot, list[MentionKey]]) -> _Spot:
    """The most often told spot, or the most exact one within it."""
    counts = Counter({spot: len(keys) for spot, keys in spots.items()})
    first = min(counts, key=lambda spot: (-counts[spot], -len(spot.seat), spot))
    inside = [spot for spot in counts if spot.seat[: len(first.seat)] == first.seat]
    return min(inside, key=lambda spot: (-len(spot.seat), -counts[spot], spot))
