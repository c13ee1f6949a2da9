"""Which predicate governs a mention, and the status that it gives (``schemas/lexicons/status.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from kg.model import Cue, Mention, Span, Status
from kg.ontology import load_ontology
from kg.statements.clauses import MASK, PROGRAMME_MASK, Clause, find_clauses
from kg.statements.cues import Match, find_cues

_WON = ("approved", "recognised")
_LIST_OF_AREAS = re.compile("(?:等[^，。、]{0,4})?(?:片区|新城|商圈|街区|组团|城镇圈)")
"""What follows a list whose items are areas: 湘阴、九华片区, 华苑、水西等特色宜居片区."""
_DEVELOPS = re.compile(
    "等|建设|开发|片区|面貌|城镇圈|发展|能级|环境|引领|提速|更?高(?:质量|标准)|(?:一体|同城)化"
    "|(?:绿色|现代化|城市|综合|转型|振兴|联动)+(?:发展|转型|建设|承载|功能|更新)"
)
"""What follows an area of which the clause tells how it is developed."""

Side = Literal["before", "after"]


class Found(NamedTuple):
    """A cue in a clause, on one side of the mention."""

    clause: Clause
    match: Match
    distance: int
    """Characters between the cue and the mention, other mentions counted as one."""

    @property
    def status(self) -> Status:
        """What the cue's entry in the lexicon gives."""
        return self.match.entry.gives  # type: ignore[return-value]

    @property
    def cue(self) -> Cue:
        """The words themselves."""
        start, end = self.match.start, self.match.end
        return Cue(self.clause.unmask(start, end), self.clause.masked[start:end], "status")


def read_status(clauses: Sequence[Clause], mention: Span, default: Status) -> tuple[Status, Cue | None]:
    """The status that a mention's sentence gives it, with the words that say so; the default where none does.

    The mention's own clause speaks first; a bare list takes the predicate of the next clause, then of the one before.
    """
    own = _own(clauses, mention)
    i, at = clauses.index(own), own.find_mask(mention)
    after, before = _find_side(own, "after", at + 1), _find_side(own, "before", at)
    if not before and not after and own.is_bare:
        after = [found for clause in clauses[i + 1 : i + 2] for found in _find_side(clause, "after", 0)]
    if not before and not after and own.is_bare:
        previous = clauses[max(i - 1, 0) : i]
        before = [found for clause in previous for found in _find_side(clause, "before", len(clause.masked))]
    chosen = _choose(before, after)
    return (chosen.status, chosen.cue) if chosen else (default, None)


def read_place_status(clauses: Sequence[Clause], mention: Mention) -> tuple[Status, Cue | None]:
    """The status of a place: it wins an honour or a pilot as the subject of a clause; it is built where it is an area.

    Elsewhere a place is only where something is, or who acts.
    """
    status, cue = read_status(clauses, mention.span, "none")
    clause = _own(clauses, mention.span)
    at = clause.find_mask(mention.span)
    opens = not clause.masked[:at].strip("、和与及□◇—")
    if cue is None or (status in _WON and opens and cue.span.start >= mention.span.end):
        return status, cue
    follows = clause.masked[at + 1 :].lstrip("、和与及□◇")
    is_area = mention.text.endswith(load_ontology().types["place"].heads) or bool(_LIST_OF_AREAS.match(follows))
    holds_next = clause.masked.startswith((MASK, PROGRAMME_MASK), at + 1)
    governs = not holds_next and (not follows or follows.startswith(cue.text) or bool(_DEVELOPS.match(follows)))
    return (status, cue) if is_area and governs else ("none", None)


def read_example(sentence: str) -> Status:
    """The status that a lexicon's example gives to its first □, which stands for a project.

    >>> read_example("加快□建设，△△建成"), read_example("力争□建成通车"), read_example("□")
    ('in_progress', 'operating', 'none')
    """
    at = sentence.find(MASK)
    clauses = find_clauses(sentence, Span(0, len(sentence)), ())
    return read_status(clauses, Span(at, at + 1), "none")[0]


def _own(clauses: Sequence[Clause], mention: Span) -> Clause:
    return next(clause for clause in clauses if mention.start < clause.span.end or clause is clauses[-1])


def _find_side(clause: Clause, side: Side, border: int) -> list[Found]:
    """The cues of a clause before the border, or from it on."""
    cues = [match for match in find_cues("status", clause.masked) if match.entry.scope in ("", side)]
    if side == "after":
        return [Found(clause, match, match.start - border) for match in cues if match.start >= border]
    return [Found(clause, match, border - match.end) for match in cues if match.end <= border]


def _choose(before: Sequence[Found], after: Sequence[Found]) -> Found | None:
    """A cue marked first, else of what follows the mention, else of what precedes it, the furthest stage, then nearest.

    What only says that work goes on yields to what says how far it has come.
    """
    firsts = [found for found in (*after, *before) if found.match.entry.first]
    if firsts:
        return min(firsts, key=lambda found: found.distance)
    for side in (_specific(after), _specific(before), after, before):
        if side:
            return max(side, key=lambda found: (_stage(found.status), -found.distance))
    return None


def _specific(cues: Sequence[Found]) -> list[Found]:
    return [found for found in cues if found.status != "in_progress"]


@cache
def _stage(status: Status) -> int:
    return list(load_ontology().statuses).index(status)
