"""Names joined to things: the surest pairs first, and never two in one cluster that a veto sets apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product

from kg.entities.lexicon import load_names
from kg.entities.names import Name
from kg.entities.places import Seat, nests


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, by index, and what speaks for their being one."""

    a: int
    b: int
    features: tuple[str, ...]
    score: float


@dataclass(slots=True)
class _Cluster:
    """What all members of a cluster have in common, so that a veto is seen without looking at each."""

    members: list[int]
    seat: Seat
    is_shared: bool
    owns: set[str]
    kinds: set[str]
    years: set[str]
    enemies: set[int] = field(default_factory=set)


def _start(index: int, name: Name) -> _Cluster:
    owns, kinds, years = {name.own} - {""}, {name.form.kind} - {""}, {name.form.year} - {""}
    return _Cluster([index], name.seat, name.is_shared, owns, kinds, set() if name.type == "event" else years)


class Clusters:
    """A union of names that keeps apart what was judged different and what the names themselves set apart."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._of = [_start(index, name) for index, name in enumerate(names)]

    def part(self, a: int, b: int) -> None:
        """Keep two names apart for good."""
        self._of[a].enemies.add(b)
        self._of[b].enemies.add(a)

    def are_apart(self, a: int, b: int) -> bool:
        """Whether a judgement keeps members of the two clusters apart."""
        x, y = self._of[a], self._of[b]
        return not x.enemies.isdisjoint(y.members) or not y.enemies.isdisjoint(x.members)

    def are_one(self, a: int, b: int) -> bool:
        """Whether two names are joined."""
        return self._of[a] is self._of[b]

    def may_join(self, a: int, b: int) -> bool:
        """Whether no member of the one is set apart from a member of the other."""
        x, y = self._of[a], self._of[b]
        if not nests(x.seat, y.seat) or len(x.owns | y.owns) > 1 or len(x.years | y.years) > 1:
            return False
        if self.are_apart(a, b):
            return False
        agree = load_names().agree
        return all(agree(one, other) for one, other in product(sorted(x.kinds), sorted(y.kinds)))

    def join(self, a: int, b: int) -> None:
        """Make two clusters one, whatever speaks against it."""
        large, small = self._of[a], self._of[b]
        if large is small:
            return
        if len(large.members) < len(small.members):
            large, small = small, large
        is_shared = large.is_shared and small.is_shared
        large.seat = (min if is_shared else max)(large.seat, small.seat, key=len)
        large.is_shared = is_shared
        for mine, other in zip(
            (large.owns, large.kinds, large.years, large.enemies),
            (small.owns, small.kinds, small.years, small.enemies),
            strict=True,
        ):
            mine |= other  # type: ignore[operator]
        for index in small.members:
            self._of[index] = large
        large.members.extend(small.members)

    def seat(self, index: int) -> Seat:
        """Where the cluster of a name lies: the upper place's for what places below take part in, else the nearest."""
        return self._of[index].seat

    def groups(self) -> list[list[int]]:
        """Members of every cluster, sorted, in order of the first."""
        return sorted(sorted(cluster.members) for cluster in {id(c): c for c in self._of}.values())


def join_surest(clusters: Clusters, pairs: Iterable[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Join pairs in order of their score; the pairs that joined, and those that a veto in the clusters stopped."""
    joined, stopped = [], []
    for pair in sorted(pairs, key=lambda pair: (-pair.score, pair.a, pair.b)):
        if clusters.are_one(pair.a, pair.b):
            continue
        if clusters.may_join(pair.a, pair.b):
            clusters.join(pair.a, pair.b)
            joined.append(pair)
        else:
            stopped.append(pair)
    return joined, stopped
