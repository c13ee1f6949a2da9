"""What resolution hands on: entities, links, why names were joined or left for review, and what it could not apply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import Doubt, Entity, Join, Judgement, Link, MentionKey


@dataclass(frozen=True, slots=True)
class Resolution:
    """Mentions as things of the world."""

    entities: Mapping[str, Entity]
    """By id, sorted."""
    entity_of: Mapping[MentionKey, str]
    links: tuple[Link, ...]
    """What sentences say and what names themselves tell; by source, type, target and evidence."""
    joins: tuple[Join, ...]
    """By entity, the surest first."""
    doubts: tuple[Doubt, ...]
    """The surest first."""
    orphans: tuple[Judgement, ...] = ()
    """Judgements that concern nothing in these texts."""
