"""The mentions of an edition, found by the tagger; without spaCy, which takes a third of a second to load."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.mentions.tagger import Tagger
from kg.model import Edition, Mention, Outline, Span

BY = "tagger"
"""The recogniser's name in each mention that it finds."""

_WEIGHTS = Path(__file__).parent / "model/weights.npz"


@cache
def load_tagger(weights: Path = _WEIGHTS) -> Tagger:
    """The tagger with the weights that the package ships, or with those of a file that ``kg train`` wrote."""
    return Tagger.load(weights)


def find_mentions(edition: Edition, outline: Outline, weights: Path | None = None) -> tuple[Mention, ...]:
    """The mentions of an edition, flat, in order, each inside one sentence of its outline.

    The same as the pipeline finds; a Doc would cost as much again and tell no more. ``weights`` are those of another
    tagger than the one that the package ships.
    """
    tagger = load_tagger(weights) if weights else load_tagger()
    sentences = [(sentence.span.start, sentence.span.end) for sentence in outline.sentences]
    return tuple(
        Mention(edition.id, Span(start, end), edition.text[start:end], type_, score, BY)
        for start, end, type_, score in tagger.tag(edition.text, sentences)
    )
