"""Resolution grows no faster than n log n: run with ``pytest tests/benchmarks --benchmark-only -s``."""

from __future__ import annotations

import random
from itertools import pairwise
from math import log

import pytest

from kg.divisions import load_divisions
from kg.entities import resolve_entities
from kg.model import Mention, Period, Span, Statement
from kg.ontology import load_ontology
from tests.entities.test_resolve import NEVER_ONE, ONE_THING
from tests.entities.world import build_document

CITY = "长沙市"
KEPT = frozenset("一二三四五六七八九十期号线“”()（）—、")
"""Characters that renaming leaves, so that phases and numbers stay what they are."""
N_NAMES = 1000
seconds: dict[int, float] = {}


def build_names() -> list[tuple[str, str]]:
    """A thousand names: those of the tests, renamed until there are enough."""
    known = [(name, kind) for a, b, kind in ONE_THING + NEVER_ONE for name in (a, b)]
    return [(rename(*known[i % len(known)], seed=i // len(known)), known[i % len(known)][1]) for i in range(N_NAMES)]


def rename(name: str, kind: str, seed: int) -> str:
    """A name of other characters, the same ones for the same seed; its head of two characters stays."""

    def other(character: str) -> str:
        return character if character in KEPT or not character.isalpha() else pick(character, seed)

    return name if seed == 0 or kind == "place" else "".join(map(other, name[:-2])) + name[-2:]


def pick(character: str, seed: int) -> str:
    return chr(random.Random(f"{seed}{character}").randrange(0x4E00, 0x9FA0))


def build_statements(copies: int) -> list[Statement]:
    rows = [(rename(name, kind, seed=1000 * copy), kind) for copy in range(copies) for name, kind in build_names()]
    return [
        Statement(
            Mention(f"{CITY}报告", Span(100 * n, 100 * n + len(name)), name, kind, 1.0, "hand"),
            Span(100 * n, 100 * n + 50),
            0,
            "in_progress",
            "planned",
            Period(2025, 2025),
            (),
            (),
        )
        for n, (name, kind) in enumerate(rows)
    ]


@pytest.mark.parametrize("copies", [1, 10, 100])
def test_the_cost_of_resolution(benchmark, copies: int) -> None:
    statements = build_statements(copies)
    arguments = (statements, [build_document(CITY)], (), load_divisions(), load_ontology())
    benchmark.pedantic(resolve_entities, args=arguments, rounds=1, iterations=1, warmup_rounds=copies < 100)
    seconds[len(statements)] = benchmark.stats.stats.min
    sizes = sorted(seconds)
    for small, large in pairwise(sizes):
        ratio = seconds[large] / seconds[small]
        allowed = 1.5 * large * log(large) / (small * log(small))
        print(f"\n{small} -> {large} mentions: {ratio:.1f} times the time, n log n is {allowed / 1.5:.1f}")  # noqa: T201  what the benchmark is for
        assert ratio < allowed
    assert seconds.get(100 * N_NAMES, 0) < 60
