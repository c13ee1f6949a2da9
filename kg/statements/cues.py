"""Cues of a lexicon in a clause: only the patterns whose words stand there are tried."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]  # the standard parser of patterns has no public name
from typing import Any

import ahocorasick_rs

from kg.ontology import Entry, load_lexicon
from kg.statements.clauses import MASK, PROGRAMME_MASK


@dataclass(frozen=True, slots=True)
class Match:
    """An entry of a lexicon and the slice of the masked clause that it found."""

    entry: Entry
    start: int
    end: int


class Lexicon:
    """The patterns of a lexicon, dispatched by the words without which they cannot match."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        patterns = [entry.cue.replace(MASK, f"[{MASK}{PROGRAMME_MASK}]") for entry in entries]
        self._entries = [(re.compile(pattern), entry) for pattern, entry in zip(patterns, entries, strict=True)]
        needed = [find_needed_words(pattern) for pattern in patterns]
        self._always = [i for i, words in enumerate(needed) if not words]
        words = sorted(set().union(*needed))
        self._owners = [[i for i, own in enumerate(needed) if word in own] for word in words]
        self._finder = ahocorasick_rs.AhoCorasick(words)

    def find(self, masked: str) -> tuple[Match, ...]:
        """Every match of every entry, in the order of the lexicon, then from the left."""
        hits = self._finder.find_matches_as_indexes(masked, overlapping=True)
        tried = sorted({*self._always, *(i for word, _, _ in hits for i in self._owners[word])})
        return tuple(
            Match(entry, match.start(), match.end())
            for pattern, entry in (self._entries[i] for i in tried)
            for match in pattern.finditer(masked)
            if match.end() > match.start()
        )


@cache
def _load(name: str) -> Lexicon:
    return Lexicon(load_lexicon(name))


@lru_cache(maxsize=1 << 16)
def find_cues(name: str, masked: str) -> tuple[Match, ...]:
    """The cues of a lexicon in a masked clause; clauses recur, so they are remembered."""
    return _load(name).find(masked)


def find_needed_words(pattern: str) -> frozenset[str]:
    """Words of which every match of a pattern holds at least one; empty where none can be told.

    >>> sorted(find_needed_words("(全线)?(通车|开通)(?!里程)")), sorted(find_needed_words("^[^，]以"))
    (['开通', '通车'], ['以'])
    """
    return _needed(parser.parse(pattern))


def _needed(sequence: Iterable[Any]) -> frozenset[str]:
    """The best of what each part of a sequence needs: the longer its shortest word, the fewer clauses hold it."""
    found: list[frozenset[str]] = []
    literal = ""
    for code, value in [*sequence, (None, None)]:
        if code is codes.LITERAL:
            literal += chr(value)
            continue
        if literal:
            found.append(frozenset({literal}))
            literal = ""
        found.append(_needed_by(code, value))
    return max(found, key=lambda words: min(map(len, words), default=0))


def _needed_by(code: Any, value: Any) -> frozenset[str]:
    if code is codes.BRANCH:
        branches = [_needed(branch) for branch in value[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    if code is codes.SUBPATTERN:
        return _needed(value[3])
    if code is codes.MAX_REPEAT and value[0] > 0:
        return _needed(value[2])
    if code is codes.ASSERT:
        return _needed(value[1])
    return frozenset()
