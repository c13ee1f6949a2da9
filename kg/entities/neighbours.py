"""Which names stand beside which: two spellings of one thing tend to be named in the same company."""

from __future__ import annotations

from collections.abc import Sequence

from kg.entities.names import Name

COMMON = 6
"""A name in more sentences than this is company to everything, and tells nothing."""


class Neighbourhood:
    """The rarer names that share a sentence with each name."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._names = names
        self._in_sentence: dict[tuple[str, int], list[int]] = {}
        for index, name in enumerate(names):
            if not name.division and len(name.sentences) <= COMMON:
                for sentence in name.sentences:
                    self._in_sentence.setdefault(sentence, []).append(index)

    def _beside(self, index: int) -> set[int]:
        sentences = self._names[index].sentences
        return {other for sentence in sentences for other in self._in_sentence.get(sentence, ())} - {index}

    def share(self, a: int, b: int) -> bool:
        """Whether two names that share no sentence are each named beside one and the same third."""
        if not self._names[a].sentences.isdisjoint(self._names[b].sentences):
            return False
        return not self._beside(a).isdisjoint(self._beside(b))
