"""Candidate pairs: enough to find what is one, few enough to stay linear."""

from __future__ import annotations

from kg.divisions import load_divisions
from kg.entities.blocking import find_pairs
from kg.entities.names import build_names
from tests.entities.world import build_document, build_statement


def count_pairs(n: int) -> int:
    """Pairs among names that all end alike and often begin alike."""
    names = [chr(0x4E00 + i // 50) + chr(0x6E00 + i % 50) + "湾产业园" for i in range(n)]
    statements = [build_statement("长沙市", name, "park", 100 * i) for i, name in enumerate(names)]
    return len(find_pairs(build_names(statements, [build_document("长沙市")], (), load_divisions())))


def test_twice_the_names_give_about_twice_the_pairs() -> None:
    assert count_pairs(3000) < 2.5 * count_pairs(1500)
