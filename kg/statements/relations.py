"""Links that a clause itself says between its mentions: lies in, is part of, is a phase of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from kg.model import Mention, Relation, RelationType
from kg.ontology import load_lexicon

_LISTED = re.compile("[、和及与]|以及")
_BUNDLE = re.compile(r"[“\"]?(?:[一二三四五六七八九十百]+|\d+)(?:大|项|条|个|件|类|张)[^、]*$")
_DESIGNATION = re.compile("国家|全国|省级|中国|世界")
_PHASE = re.compile(r"[（(]?(?:[一二三四五六七八九十]|首)期(?:工程)?[)）]?|[东西南北]延线?|首开区|起步区")

Run = tuple[Mention, ...]
"""Mentions in one list, in order."""


def find_relations(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Relation]]:
    """The relations between the mentions of one clause, given in order; of lists first, then of phases."""
    runs = _find_runs(text, mentions)
    for left, right in pairwise(runs):
        between = text[left[-1].span.end : right[0].span.start]
        yield from _find_links(left, between, right)
    for run in runs:
        yield from _find_phases(run)


def _find_runs(text: str, mentions: Sequence[Mention]) -> list[Run]:
    """Lists of mentions: 关公湖、高岭、白霞 is one, and so is a mention that stands alone."""
    runs: list[Run] = []
    for mention in mentions:
        gap = text[runs[-1][-1].span.end : mention.span.start] if runs else ""
        if runs and _LISTED.fullmatch(gap):
            runs[-1] = (*runs[-1], mention)
        else:
            runs.append((mention,))
    return runs


def _find_links(left: Run, between: str, right: Run) -> Iterator[tuple[Mention, Relation]]:
    head = right[0]
    if between in ("", "等") and len(left) > 1 and _sums_up(head, left):
        yield from _link(left, "part_of", (head,))
    elif between == "" and left[-1].type == "place":
        yield from _link_after_places(left, right)
    elif kind := _find_linking_word(left, between, right):
        sources, targets = (right[:1], left) if kind == "before" else (left, right[:1])
        yield from _link(sources, "part_of" if head.type != "place" and kind == "after" else "located_in", targets)


def _sums_up(head: Mention, listed: Run) -> bool:
    """Whether what follows a list is what its members make up, a count of them or a designation that they share."""
    is_designation = head.type == "programme" and _DESIGNATION.match(head.text) is not None
    return _BUNDLE.match(head.text) is not None or (is_designation and all(m.type != "place" for m in listed))


def _link_after_places(left: Run, right: Run) -> Iterator[tuple[Mention, Relation]]:
    """What follows a place lies in it, and the first mention in all of a list of places: 郑州、洛阳试点城市."""
    for mention in right:
        is_shared = mention is right[0] and all(place.type == "place" for place in left) and mention.type != "place"
        kind: RelationType = "part_of" if mention.type == "place" else "located_in"
        yield from _link((mention,), kind, left if is_shared else left[-1:])


def _find_linking_word(left: Run, between: str, right: Run) -> str:
    """Which side of the words between is the link's source: ``after`` the left one, ``before`` the right one."""
    for pattern, relation, scope in _lexicon():
        source, target = (left, right[:1]) if scope == "after" else (right[:1], left)
        if pattern.fullmatch(between) and _fits(relation, source, target):
            return scope
    return ""


def _fits(relation: RelationType, source: Run, target: Run) -> bool:
    wants_place = relation == "located_in"
    is_place = all(mention.type == "place" for mention in target)
    no_place = all(mention.type != "place" for mention in source)
    return is_place == wants_place and no_place and (wants_place or target[0].type == "programme")


def _find_phases(run: Run) -> Iterator[tuple[Mention, Relation]]:
    for phase in run:
        for whole in run:
            if phase.text.startswith(whole.text) and _PHASE.fullmatch(phase.text[len(whole.text) :]):
                yield from _link((phase,), "phase_of", (whole,))


def _link(sources: Run, relation: RelationType, targets: Run) -> Iterator[tuple[Mention, Relation]]:
    for source in sources:
        for target in targets:
            yield source, Relation(relation, target.span)


@cache
def _lexicon() -> tuple[tuple[re.Pattern[str], RelationType, str], ...]:
    return tuple((re.compile(entry.cue), entry.gives, entry.scope) for entry in load_lexicon("relations"))
