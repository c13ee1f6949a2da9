"""What people judged, applied before anything is weighed: it joins and parts whatever the features say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.entities.clusters import Clusters, Pair
from kg.entities.features import runs_through
from kg.entities.forms import squash
from kg.entities.names import Name
from kg.entities.places import nests
from kg.model import Judgement


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a list of judgements."""

    joined: tuple[Pair, ...]
    decided: frozenset[tuple[int, int]]
    """The pairs of names, by index, that need no further thought."""
    orphans: tuple[Judgement, ...]
    """Those that concern no two names of these texts, or that another judgement forbids."""


def apply_judgements(judgements: Sequence[Judgement], names: Sequence[Name], clusters: Clusters) -> Judged:
    """Part what was judged different, then join what was judged the same and is nowhere judged different."""
    spellings = _find_spellings(names)
    joined: list[Pair] = []
    decided: set[tuple[int, int]] = set()
    orphans: list[Judgement] = []
    for judgement in sorted(judgements, key=lambda j: (j.verdict, j.a, j.b, j.type)):
        pairs = _find_concerned(judgement, names, spellings)
        fitting = [pair for pair in pairs if judgement.verdict != "same" or not clusters.are_apart(*pair)]
        if not fitting and not _sets_type_apart(judgement, spellings):
            orphans.append(judgement)
        if judgement.verdict == "unsure":
            continue
        for a, b in fitting:
            decided.add((a, b))
            if judgement.verdict == "same":
                clusters.join(a, b)
                joined.append(Pair(a, b, (), 1.0))
            else:
                clusters.part(a, b)
    return Judged(tuple(joined), frozenset(decided), tuple(orphans))


def _find_spellings(names: Sequence[Name]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        for spelling in sorted({squash(text) for text in name.surfaces}):
            found.setdefault(spelling, []).append(index)
    return found


def _find_concerned(
    judgement: Judgement, names: Sequence[Name], spellings: dict[str, list[int]]
) -> list[tuple[int, int]]:
    """Pairs of names with the two spellings, one of the type, in places of which one lies in the other."""
    pairs = {
        (min(a, b), max(a, b))
        for a in spellings.get(squash(judgement.a), ())
        for b in spellings.get(squash(judgement.b), ())
        if a != b and judgement.type in (names[a].type, names[b].type)
    }
    return sorted((a, b) for a, b in pairs if nests(names[a].seat, names[b].seat) or runs_through(names[a], names[b]))


def _sets_type_apart(judgement: Judgement, spellings: dict[str, list[int]]) -> bool:
    """Whether it sets mentions of one type apart from the rest of a name, which is done where names are built."""
    return squash(judgement.a) == squash(judgement.b) and squash(judgement.a) in spellings
