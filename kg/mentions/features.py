"""What the tagger sees of a word: its own form, and where it stands in the structure of its sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import IntFlag
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float32]

PADS = 3
"""Empty rows that part two sentences: no window of the network reaches over them."""
PAD = ("", "")
"""The word and part of speech of the rows between sentences."""


class Table(NamedTuple):
    """An embedding of one feature."""

    name: str
    size: int
    """How many values are told apart; those of words are hashes, 0 is for none."""
    width: int


WORD_TABLES = (
    Table("word", 1 << 15, 48),
    Table("last", 1 << 12, 24),
    Table("last_two", 1 << 14, 48),
    Table("first", 1 << 12, 16),
    Table("first_two", 1 << 13, 24),
    Table("tag", 1 << 7, 12),
    Table("shape", 1 << 5, 8),
    Table("coarse_sense", 65, 16),
    Table("fine_sense", 513, 48),
    Table("is_cut", 2, 2),
    Table("level", 4, 4),
    Table("kind", 1 << 8, 8),
    Table("length", 8, 4),
)
"""What a word is by itself, whatever surrounds it."""
_HASHED = tuple(table.size for table in WORD_TABLES[:7])
"""Sizes of the tables whose rows are hashes of forms."""
MEANING_SIZE = 64
"""Width of the vector of a word's meaning, which is given and not learned here."""
MEANING_STEP = np.float32(0.5 / 127)
"""What one of its whole numbers stands for."""
STRUCTURES = (
    "mark_after", "before_mark", "before_stop", "verb", "before_break", "break_before", "break_after", "reach",
    "division_or_quote", "quote_size", "after_quote", "before_close", "after_etc",
)  # fmt: skip
"""What surrounds a word at any distance, each in a table of :data:`STRUCTURE_SIZE` rows."""
STRUCTURE_SIZE = 1 << 11

_MARKS = frozenset("，。；：、！？“”‘’（）《》()【】—…·-+%/~～,.;:")
_SHAPES = (
    ("digits", re.compile(r"[0-9.%]+")),
    ("latin", re.compile(r"[A-Za-z]+")),
    ("numeral", re.compile("[〇○零一二三四五六七八九十百千万亿两]+")),
)
_LOOSE_TAGS = frozenset(("c", "d", "p", "r", "uj", "ul", "uz", "ug", "ud", "uv", "y", "zg"))
"""Parts of speech that stand inside a name rarely."""
_BASE = np.uint64(1000003)
_NO_NAME = 0x9E3779B97F4A7C15
"""The fingerprint of a pad, which completes no name."""


class Kind(IntFlag):
    """What a word does to the structure of its sentence."""

    VERB = 2
    STOP = 4
    """，。；：！？"""
    MARK = 8
    OPEN = 16
    CLOSE = 32
    BREAK = 64
    """A name rarely goes on over it."""
    ETC = 128
    """等"""


_KINDS = {"“": Kind.OPEN, "《": Kind.OPEN, "”": Kind.CLOSE, "》": Kind.CLOSE, "等": Kind.ETC | Kind.BREAK}
_KINDS |= dict.fromkeys("，。；：！？", Kind.STOP | Kind.BREAK) | {"、": Kind.BREAK}


def hashed(text: str) -> int:
    """32 bits of a text, the same in every process."""
    return crc32(text.encode())


def find_shape(word: str) -> str:
    """The class of a word's form.

    >>> [find_shape(word) for word in ("2025", "十五五", "、", "长沙", "AI")]
    ['digits', 'numeral', '、', '2', 'latin']
    """
    if word in _MARKS:
        return word
    return next((name for name, pattern in _SHAPES if pattern.fullmatch(word)), str(min(5, len(word))))


def find_kind(word: str, tag: str) -> Kind:
    """What a word with its part of speech does to its sentence."""
    kind = _KINDS.get(word, Kind(0))
    if word in _MARKS:
        kind |= Kind.MARK
    if tag[:1] == "v" and len(word) > 1:
        kind |= Kind.VERB
    if tag in _LOOSE_TAGS or (tag == "v" and word not in _MARKS):
        kind |= Kind.BREAK
    return kind if (word, tag) != PAD else Kind.STOP | Kind.BREAK | Kind.OPEN | Kind.CLOSE | Kind.MARK


class Sense(NamedTuple):
    """What is known of a word's meaning; zeros where nothing is."""

    coarse: int
    """Its cluster among few."""
    fine: int
    """Its cluster among many."""
    row: int
    """The row of its vector."""
    cut: int
    """How many characters were cut off in front to find it."""


class Senses:
    """Meanings of words: clusters, coarse and fine, and vectors; a word without takes those of its longest ending."""

    def __init__(self, table: Mapping[str, NDArray[np.generic]]) -> None:
        self._rows: dict[int, int] = dict(zip(table["words"].tolist(), range(1, len(table["words"]) + 1), strict=True))
        self._coarse, self._fine = [0, *table["coarse"].tolist()], [0, *table["fine"].tolist()]
        self.vectors = np.concatenate([np.zeros((1, MEANING_SIZE), np.int8), table["vectors"].astype(np.int8)])
        """Whole numbers, by row."""

    def find(self, word: str) -> Sense:
        """What is known of a word, or of its longest ending that is known."""
        for cut in range(min(len(word), 6)):
            row = self._rows.get(hashed(word[cut:]))
            if row:
                return Sense(self._coarse[row], self._fine[row], row, cut)
        return Sense(0, 0, 0, 0)


def find_ids(word: str, tag: str, kind: Kind, sense: Sense, level: int) -> tuple[int, ...]:
    """A word's row in each of :data:`WORD_TABLES`."""
    forms = (word, f"l{word[-1:]}", f"k{word[-2:]}", f"f{word[:1]}", f"g{word[:2]}", tag, find_shape(word))
    hashes = [hashed(form) % (size - 1) + 1 for form, size in zip(forms, _HASHED, strict=True)]
    return (*hashes, sense.coarse, sense.fine, min(sense.cut, 1), level, int(kind) & 0xFF, min(len(word), 7))


def fingerprint(text: str) -> int:
    """A hash of 64 bits under which the hash of two joined texts follows from theirs."""
    value = 0
    for char in text:
        value = (value * int(_BASE) + ord(char) + 1) & 0xFFFFFFFFFFFFFFFF
    return value


class _Rows(dict[tuple[str, str], int]):
    """Rows of words, made when they are first asked for."""

    def __init__(self, make: Callable[[tuple[str, str]], int]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: tuple[str, str]) -> int:
        return self._make(key)


class Columns(NamedTuple):
    """What is known of each distinct word, a row each."""

    ids: Integers
    """Its rows in the tables."""
    meanings: Integers
    """The row of its meaning's vector."""
    hashes: NDArray[np.uint64]
    kinds: NDArray[np.int16]
    lengths: NDArray[np.int32]
    prints: NDArray[np.uint64]
    powers: NDArray[np.uint64]


class WordTable:
    """One row for each distinct (word, part of speech); the first is the pad."""

    def __init__(self, senses: Senses, levels: Mapping[str, int]) -> None:
        self._senses, self._levels = senses, levels
        self.row = _Rows(self._add)
        """The row of each word; asking for that of a new one makes it."""
        self._fresh: list[tuple[tuple[int, ...], int, int, int, int, int, int]] = []
        self._columns: Columns | None = None
        self._add(PAD)

    def __len__(self) -> int:
        return len(self.row)

    def _add(self, key: tuple[str, str]) -> int:
        word, tag = key
        sense = self._senses.find(word)
        kind = find_kind(word, tag)
        ids = find_ids(word, tag, kind, sense, self._levels.get(word, 0))
        power = pow(int(_BASE), len(word), 1 << 64)
        print_ = fingerprint(word)
        if key == PAD:
            ids, print_ = (0,) * len(ids), _NO_NAME
        self._fresh.append((ids, sense.row, hashed(word), int(kind), len(word), print_, power))
        self.row[key] = found = len(self.row)
        return found

    def columns(self) -> Columns:
        """What is known of the words met so far."""
        if self._fresh:
            types = (np.int64, np.int64, np.uint64, np.int16, np.int32, np.uint64, np.uint64)
            fresh = [np.array(c, t) for c, t in zip(zip(*self._fresh, strict=True), types, strict=True)]
            known = self._columns or [column[:0] for column in fresh]
            self._columns = Columns(*(np.concatenate([a, b]) for a, b in zip(known, fresh, strict=True)))
            self._fresh = []
        assert self._columns is not None
        return self._columns


class DivisionNames:
    """Names of administrative divisions of several words, found by the fingerprints of their words."""

    def __init__(self, levels: Mapping[str, int]) -> None:
        pairs = sorted((fingerprint(name), level) for name, level in levels.items())
        self._prints = np.array([p for p, _ in pairs], np.uint64)
        self._levels = np.array([level for _, level in pairs], np.int64)
        self._seen = np.zeros(1 << 16, bool)
        self._seen[self._slots(self._prints)] = True

    @staticmethod
    def _slots(prints: NDArray[np.uint64]) -> NDArray[np.uint64]:
        return (prints * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(48)

    def positions(self, prints: NDArray[np.uint64], powers: NDArray[np.uint64]) -> Integers:
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
    word, kind = columns.hashes[rows], columns.kinds[rows]
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
    division = divisions.positions(columns.prints[rows], columns.powers[rows])
    chunk = np.minimum(right - at, 5) * 8 + np.minimum(at - left, 5)
    quote = division + 8 * inside + 16 * (word[first] % np.uint64(61)).astype(np.int64) * inside
    found = (
        name(after, 1), name(after - 1, 2), name(end - 1, 3), name(verb, 4), name(right - 1, 5), name(left, 6),
        name(right, 7), chunk, quote, np.minimum(close - first, 12) * inside,
        name(np.minimum(close + 1, top), 8) * inside, name(close - 1, 9) * inside,
        name(np.minimum(etc + 1, top), 10) * has(Kind.ETC)[etc],
    )  # fmt: skip
    return np.stack(found, 1)
