"""The clauses of a sentence with each mention masked, so that a name's own words are never taken for a cue."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Mention, Span

MASK, PROGRAMME_MASK = "□", "◇"
_BREAK = re.compile("[，,。；;：:！!？?]")
_FILLER = re.compile(rf"(?:[{MASK}{PROGRAMME_MASK}、和及与以等的“”·\s]|一批|重大|重点|项目|工程)*")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between commas."""

    span: Span
    """In the edition."""
    masked: str
    """Its text with one character for each mention: ◇ for a programme, □ for any other."""
    offsets: tuple[int, ...]
    """Where each character of ``masked`` stands in the edition, and the clause's end."""

    @property
    def is_bare(self) -> bool:
        """Whether it only lists mentions, so that the predicate stands in another clause."""
        return bool(_FILLER.fullmatch(self.masked))

    def find_mask(self, mention: Span) -> int:
        """The place in ``masked`` of a mention's mask."""
        return bisect_right(self.offsets, mention.start) - 1

    def unmask(self, start: int, end: int) -> Span:
        """The span in the edition of a slice of ``masked``."""
        return Span(self.offsets[start], self.offsets[end])


def find_clauses(text: str, sentence: Span, mentions: Sequence[Mention]) -> list[Clause]:
    """The clauses of a sentence in order; ``mentions`` are those in it, in order.

    >>> text = "香炉洲大桥建成通车，入选智慧城市试点。"
    >>> bridge = Mention("e", Span(0, 5), "香炉洲大桥", "project", 1.0, "")
    >>> pilot = Mention("e", Span(12, 18), "智慧城市试点", "programme", 1.0, "")
    >>> [clause.masked for clause in find_clauses(text, Span(0, 19), [bridge, pilot])]
    ['□建成通车', '入选◇', '']
    """
    masked, offsets, at = "", [], sentence.start
    for mention in mentions:
        gap = range(at, mention.span.start)
        masked += text[at : mention.span.start] + (PROGRAMME_MASK if mention.type == "programme" else MASK)
        offsets += [*gap, mention.span.start]
        at = mention.span.end
    masked += text[at : sentence.end]
    offsets += range(at, sentence.end + 1)
    edges = [0, *(edge for match in _BREAK.finditer(masked) for edge in match.span()), len(masked)]
    return [
        Clause(Span(offsets[a], offsets[b]), masked[a:b], tuple(offsets[a : b + 1]))
        for a, b in zip(edges[::2], edges[1::2], strict=True)
    ]
