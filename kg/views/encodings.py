"""How types, statuses and modalities look, as the ontology declares it: colours become style, marks become signs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.ontology import Ontology

SIGNS: Mapping[str, str] = {"dot": "●", "square": "■", "diamond": "◆", "triangle": "▲", "star": "★"}
"""A sign for each shape of vis-network that ``schemas/types/`` uses."""


def _luminance(colour: str) -> float:
    channels = (value / 255 for value in bytes.fromhex(colour.removeprefix("#")))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def choose_ink(colour: str) -> str:
    """Black or white, whichever stands out more on a colour: by WCAG always 4.5 to 1 or better.

    >>> choose_ink("#d98c00"), choose_ink("#0b6b57")
    ('#000000', '#ffffff')
    """
    luminance = _luminance(colour)
    return "#ffffff" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 else "#000000"


def render_colours(ontology: Ontology) -> str:
    """Style rules that set ``--colour`` and ``--on`` for each status and type."""
    named = {f"status-{name}": term.colour for name, term in ontology.statuses.items()}
    named |= {f"type-{name}": spec.colour for name, spec in ontology.types.items()}
    return "\n".join(f".{n}{{--colour:{colour};--on:{choose_ink(colour)}}}" for n, colour in named.items()) + "\n"


def describe_terms(ontology: Ontology) -> dict[str, Any]:
    """The labels and marks that scripts need, by table and name."""
    return {
        "types": {
            n: {"zh": t.zh, "en": t.en, "mark": SIGNS[t.shape], "colour": t.colour, "initiative": t.is_initiative}
            for n, t in ontology.types.items()
        },
        "statuses": {
            n: {"zh": t.zh, "en": t.en, "mark": t.mark, "colour": t.colour, "ink": choose_ink(t.colour)}
            for n, t in ontology.statuses.items()
        },
        "modalities": {n: {"zh": t.zh, "en": t.en} for n, t in ontology.modalities.items()},
        "relations": {n: {"zh": t.zh, "en": t.en} for n, t in ontology.relations.items()},
        "readings": {n: {"zh": t.zh, "en": t.en} for n, t in ontology.readings.items()},
    }
