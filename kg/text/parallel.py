"""Sentences that two editions of one document share, found by the character trigrams they have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kg.model import Sentence, Span

_ENOUGH = 0.6
"""Share of the shorter sentence's trigrams; a print's slips and broken ends cost some."""


def find_parallels(
    text: str, sentences: Sequence[Sentence], fuller: str, fuller_sentences: Sequence[Sentence]
) -> Mapping[Span, Span]:
    """For each sentence of a text, the sentence of the fuller edition that says the same; none where none does.

    >>> one, other = "香炉州大桥建成通车运营。新开工学校三所。", "今年，香炉洲大桥建成通车运营。"
    >>> def split(text):
    ...     ends = [i + 1 for i, c in enumerate(text) if c == "。"]
    ...     return [Sentence(Span(a, b), 0, "none", None) for a, b in zip([0, *ends], ends)]
    >>> find_parallels(one, split(one), other, split(other))
    {Span(start=0, end=12): Span(start=0, end=15)}
    """
    shelf: dict[str, list[int]] = {}
    grams = [_trigrams(fuller[s.span.start : s.span.end]) for s in fuller_sentences]
    for i, found in enumerate(grams):
        for gram in sorted(found):
            shelf.setdefault(gram, []).append(i)
    parallels = {}
    for sentence in sentences:
        own = _trigrams(text[sentence.span.start : sentence.span.end])
        shared = Counter(i for gram in own for i in shelf.get(gram, ()))
        best = max(shared, key=lambda i: (shared[i], -i), default=None)
        if best is not None and shared[best] >= _ENOUGH * min(len(own), len(grams[best])):
            parallels[sentence.span] = fuller_sentences[best].span
    return parallels


def _trigrams(sentence: str) -> frozenset[str]:
    plain = "".join(c for c in sentence if c.isalnum())
    return frozenset(plain[i : i + 3] for i in range(len(plain) - 2))
