"""One entity from the names that were joined: its name, its type, its id and where its name or its issuer puts it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from kg.divisions import Divisions
from kg.entities.names import Name
from kg.entities.places import Seat
from kg.entities.slips import Slip
from kg.model import Entity, EntityType, PlaceEvidence

_BREAK = re.compile(r"\s*\n\s*")


def _choose_name(group: Sequence[Name]) -> Name:
    """The name that is written out and most frequent; a clipped one only where there is no other."""

    def rank(name: Name) -> tuple[bool, int, int, str, Seat]:
        is_clipped = not name.form.head and any(other.form.head for other in group)
        return is_clipped, -len(name.statements), -len(name.form.key), name.form.key, name.seat

    return min(group, key=rank)


def _choose_type(group: Sequence[Name]) -> EntityType:
    counts = Counter(s.mention.type for name in group for s in name.statements)
    return min(counts, key=lambda kind: (-counts[kind], kind))


def _hash(*fields: str) -> str:
    """An id from the fewest stable fields."""
    return f"e.{sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()[:12]}"


def _name_seat(seat: Seat, divisions: Divisions) -> str | None:
    """Full name of the nearest place of a seat; None for the whole country."""
    if not seat:
        return None
    return divisions.by_code[seat[-1]].name if seat[-1] in divisions.by_code else seat[-1]


def _tidy(text: str) -> str:
    r"""A name as written, without the line breaks of a print and a bracket that is never closed.

    >>> _tidy("中国电信中南智\n\n能算力中心")
    '中国电信中南智能算力中心'
    """
    joined = _BREAK.sub("", text)
    return joined.rstrip("（(《“") or joined


def build_entity(group: Sequence[Name], seat: Seat, divisions: Divisions, slips: Sequence[Slip] = ()) -> Entity:
    """The entity of joined names that lies at a seat; a slip never gives it its name where there is another."""
    wrong = {slip.text for slip in slips}
    best = _choose_name([name for name in group if not set(name.surfaces) <= wrong] or group)
    title = best.division.name if best.division else _tidy(best.surface)
    aliases = tuple(sorted({_tidy(text) for name in group for text in name.surfaces} - {title}))
    misprints = tuple(alias for alias in aliases if alias in wrong)
    if best.division:
        key, place = _hash("place", best.division.code), _name_seat(best.seat[:-1], divisions)
        evidence = PlaceEvidence("division", None)
        return Entity(key, "place", title, aliases, place, evidence, best.division.code, misprints)
    key, place = _hash(best.type, best.form.key, "/".join(best.seat)), _name_seat(seat, divisions)
    told_by = _find_evidence(group) if place else None
    return Entity(key, _choose_type(group), title, aliases, place, told_by, None, misprints)


def _find_evidence(group: Sequence[Name]) -> PlaceEvidence:
    """The first mention whose own name tells the place, else the first mention at all."""
    telling = [name for name in group if name.own]
    first = min(statement.mention.key for name in telling or group for statement in name.statements)
    return PlaceEvidence("name" if telling else "issuer", first)
