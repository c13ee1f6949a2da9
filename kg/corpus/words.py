"""The words of ``schemas/lexicons/metadata.yaml``: what a text that holds them is."""

from __future__ import annotations

import re
from functools import cache

from kg.ontology import load_lexicon


@cache
def patterns(gives: str) -> tuple[re.Pattern[str], ...]:
    """The cues that give this, in the order of the lexicon."""
    return tuple(re.compile(entry.cue) for entry in load_lexicon("metadata") if entry.gives == gives)


def holds(text: str, gives: str, n: int = 1) -> bool:
    """Whether the text holds at least ``n`` different cues that give this.

    >>> holds("一年来，攻坚克难，成绩喜人。", "one_year"), holds("五年来，攻坚克难。", "one_year")
    (True, False)
    """
    return sum(bool(pattern.search(text)) for pattern in patterns(gives)) >= n
