"""Which editions are texts of one document: by the share of the shorter one's words that stand in the other.

Containment of 5-character shingles tells; resemblance (Jaccard, simhash) does not, for a print may be half as long.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.corpus.metadata import Metadata
from kg.model import Edition

CONTAINMENT = 0.5
"""Reports of two years of one city share under 0.2, two texts of one report over 0.8."""

_LETTER = re.compile(r"[^\W_]")
_SHINGLE = 5
_MODULUS = 16
"""One shingle in so many is kept."""
_BYTES = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """An edition with what is known of it."""

    edition: Edition
    metadata: Metadata
    edition_of: str | None = None


Group = tuple[Candidate, ...]
"""Editions of one document, the fullest first."""


def build_groups(candidates: Sequence[Candidate]) -> list[Group]:
    """Editions put together by document, in order of the fullest one's id.

    Only texts of one place (or of none known) and of one kind, given within a year of each other, are compared;
    an edition of which the catalogue says what it is an edition of is not compared at all.
    """
    blocks: dict[str, list[list[Candidate]]] = {}
    told = [c for c in candidates if c.edition_of]
    for candidate in sorted((c for c in candidates if not c.edition_of), key=_order):
        place = candidate.metadata.place or ""
        nearby = blocks.get(place, []) if place else [group for block in blocks.values() for group in block]
        group = _find_group(candidate, nearby)
        if group is None:
            blocks.setdefault(place, []).append([candidate])
        else:
            group.append(candidate)
    groups = [group for block in blocks.values() for group in block]
    for candidate in told:
        group = next((g for g in groups if candidate.edition_of in [c.edition.id for c in g]), None)
        if group is None:
            groups.append([candidate])
        else:
            group.append(candidate)
    return sorted((tuple(sorted(group, key=_fullness)) for group in groups), key=lambda group: group[0].edition.id)


@lru_cache(maxsize=2048)
def sketch(text: str) -> frozenset[int]:
    r"""Hashes of a fixed sample of the text's shingles of Han characters, letters and digits.

    >>> sketch("长株潭一体化，加快推进。") == sketch("长株潭\n一体化加快推进")
    True
    """
    letters = "".join(_LETTER.findall(text)).encode("utf-32-le")
    width = _SHINGLE * _BYTES
    hashes = (zlib.crc32(letters[i : i + width]) for i in range(0, len(letters) - width + 1, _BYTES))
    return frozenset(h for h in hashes if h % _MODULUS == 0)


def containment(a: frozenset[int], b: frozenset[int]) -> float:
    """The share of the smaller sketch that the larger holds, 0 to 1."""
    return len(a & b) / max(1, min(len(a), len(b)))


def _find_group(candidate: Candidate, groups: Iterable[list[Candidate]]) -> list[Candidate] | None:
    """The group whose fullest edition shares the most with the candidate, if that is enough."""
    own = sketch(candidate.edition.text)
    shares = [
        (containment(own, sketch(group[0].edition.text)), i, group)
        for i, group in enumerate(groups)
        if _may_be_one(candidate.metadata, group[0].metadata)
    ]
    share, _, best = max(shares, key=lambda found: (found[0], -found[1]), default=(0.0, 0, None))
    return best if share >= CONTAINMENT else None


def _may_be_one(a: Metadata, b: Metadata) -> bool:
    if a.kind != b.kind and "other" not in (a.kind, b.kind):
        return False
    return a.date is None or b.date is None or abs(int(a.date[:4]) - int(b.date[:4])) <= 1


def _order(candidate: Candidate) -> tuple[str, bool, int, str]:
    """Block by block, those without a place last, so that few sketches are held at a time."""
    place = candidate.metadata.place
    return place or "\U0010ffff", *_fullness(candidate)


def _fullness(candidate: Candidate) -> tuple[bool, int, str]:
    edition = candidate.edition
    return bool(edition.lacks), -len(_LETTER.findall(edition.text)), edition.id
