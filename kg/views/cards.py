"""Everything that the pages know of one entity, as their scripts get it."""

from __future__ import annotations

from typing import Any

from kg.model import Entity
from kg.pinyin import render_sound
from kg.views.evidence import Evidence
from kg.views.tracks import find_silences, find_slips, find_unseen


def describe_card(evidence: Evidence, entity: Entity) -> dict[str, Any]:
    """Names, place, documents, reading, and the steps of the lifeline with their quotes."""
    site = evidence.site
    tally, lifeline = site.tallies[entity.id], site.kg.lifelines[entity.id]
    return {
        "name": entity.name,
        "aliases": entity.aliases,
        "type": entity.type,
        "place": entity.place or "",
        "sounds": [render_sound(name) for name in (entity.name, *entity.aliases)],
        "documents": [site.order[document] for document in tally.documents],
        "years": [tally.first_year, tally.last_year] if tally.first_year else [],
        "reading": lifeline.reading,
        "told": {"zh": lifeline.reading_zh, "en": lifeline.reading_en},
        "steps": [evidence.describe_step(step) for step in lifeline.steps],
        "slips": find_slips(site, lifeline),
        "silences": find_silences(site, lifeline),
        "unseen": find_unseen(site, lifeline),
    }


def describe_cards(evidence: Evidence, entities: list[Entity]) -> dict[str, Any]:
    """The cards of entities by id, with the sentences and the terms that they lean on."""
    cards = {entity.id: describe_card(evidence, entity) for entity in entities}
    return {
        **evidence.site.describe(),
        "cards": cards,
        "sentences": evidence.sentences,
        "citations": evidence.citations,
    }
