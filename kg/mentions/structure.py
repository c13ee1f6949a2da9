"""Where a word stands in the structure of its sentence: what surrounds it at any distance."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from kg.mentions.features import Columns, Kind
from kg.mentions.prints import SPREAD, Integers, Prints, fingerprint

COMMON = (
    "mark_after", "before_mark", "before_stop", "verb", "before_break", "break_before", "break_after", "reach",
)  # fmt: skip
SELDOM = ("division_or_quote", "quote_size", "after_quote", "before_close", "after_etc")
"""Row 0 for most words: no quotation mark, no name of a division, no 等 concerns them."""
STRUCTURES = COMMON + SELDOM
"""What surrounds a word at any distance, each in a table of :data:`STRUCTURE_SIZE` rows."""
STRUCTURE_SIZE = 1 << 11


class DivisionNames:
    """Names of administrative divisions of several words, found by the fingerprints of their words."""

    def __init__(self, levels: Mapping[str, int]) -> None:
        pairs = sorted((fingerprint(name), level) for name, level in levels.items())
        self._prints = np.array([p for p, _ in pairs], np.uint64)
        self._levels = np.array([level for _, level in pairs], np.int64)
        self._seen = np.zeros(1 << 16, bool)
        self._seen[self._slots(self._prints)] = True

    @staticmethod
    def _slots(prints: Prints) -> Prints:
        return (prints * SPREAD) >> np.uint64(48)

    def positions(self, prints: Prints, powers: Prints) -> Integers:
        """For each word 2 * level where a name of two to four words begins, 2 * level - 1 inside it, else 0."""
        out = np.zeros(len(prints), np.int64)
        joined = prints
        for extra in range(1, 4):
            joined = joined[:-1] * powers[extra:] + prints[extra:]
            hits = np.flatnonzero(self._seen[self._slots(joined)])
            found = np.minimum(np.searchsorted(self._prints, joined[hits]), len(self._prints) - 1)
            right = self._prints[found] == joined[hits]
            starts, levels = hits[right], self._levels[found[right]]
            out[starts] = 2 * levels
            for step in range(1, extra + 1):
                out[starts + step] = 2 * levels - 1
        return out


def _last(mask: NDArray[np.bool_]) -> Integers:
    """For each row the last marked row at or before it, 0 if none."""
    return np.maximum.accumulate(np.where(mask, np.arange(len(mask)), 0))


def _before(mask: NDArray[np.bool_]) -> Integers:
    """For each row the last marked row before it."""
    return np.concatenate(([0], _last(mask)[:-1]))


def _next(mask: NDArray[np.bool_]) -> Integers:
    """For each row the first marked row at or after it, the last row if none."""
    top = len(mask) - 1
    return np.minimum.accumulate(np.where(mask, np.arange(len(mask)), top)[::-1])[::-1]


def _after(mask: NDArray[np.bool_]) -> Integers:
    """For each row the first marked row after it."""
    return np.concatenate((_next(mask)[1:], [len(mask) - 1]))


def find_structure(rows: Integers, columns: Columns, divisions: DivisionNames) -> Integers:
    """Rows in the tables of :data:`STRUCTURES` for each word; ``rows`` begins and ends with pads."""
    word, kind = columns.prints[rows], columns.kinds[rows]
    at, top = np.arange(len(rows)), len(rows) - 1

    def has(flag: int) -> NDArray[np.bool_]:
        return np.asarray((kind & flag) != 0)

    def name(which: Integers, salt: int) -> Integers:
        mixed = (word[which] * np.uint64(2654435761) + np.uint64(salt * 40503)) >> np.uint64(7)
        return (mixed % np.uint64(STRUCTURE_SIZE - 1) + np.uint64(1)).astype(np.int64)

    mark, stop, broken = has(Kind.MARK), has(Kind.STOP), has(Kind.BREAK)
    after, end, verb = _after(mark), _after(stop), _before(has(Kind.VERB | Kind.STOP))
    left, right = _before(broken), _after(broken)
    etc = _next(has(Kind.ETC | Kind.STOP))
    opens, closes = has(Kind.OPEN), has(Kind.CLOSE)
    first = _last(opens | np.concatenate(([False], closes[:-1])))
    inside = opens[first] & (rows[first] != 0)
    close = _next(closes)
    division = divisions.positions(word, columns.powers[rows])
    chunk = np.minimum(right - at, 5) * 8 + np.minimum(at - left, 5)
    quote = division + 8 * inside + 16 * (word[first] % np.uint64(61)).astype(np.int64) * inside
    found = (
        name(after, 1), name(after - 1, 2), name(end - 1, 3), name(verb, 4), name(right - 1, 5), name(left, 6),
        name(right, 7), chunk, quote, np.minimum(close - first, 12) * inside,
        name(np.minimum(close + 1, top), 8) * inside, name(close - 1, 9) * inside,
        name(np.minimum(etc + 1, top), 10) * has(Kind.ETC)[etc],
    )  # fmt: skip
    return np.stack(found, 1)
