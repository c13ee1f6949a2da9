"""What the tagger sees of a word by itself: its form, its kind, its meaning."""

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

    @property
    def is_own(self) -> bool:
        """Whether it is known of the word itself."""
        return self.row > 0 and self.cut == 0


class Senses:
    """Meanings of words: clusters, coarse and fine, and vectors; a word without takes those of its longest ending."""

    def __init__(self, table: Mapping[str, NDArray[np.generic]]) -> None:
        self._rows: dict[int, int] = dict(zip(table["words"].tolist(), range(1, len(table["words"]) + 1), strict=True))
        self._coarse, self._fine = [0, *table["coarse"].tolist()], [0, *table["fine"].tolist()]
        self.vectors = np.concatenate([np.zeros((1, MEANING_SIZE), np.int8), table["vectors"].astype(np.int8)])
        """Whole numbers, by row."""
        self.checksum = crc32(b"".join(table[name].tobytes() for name in ("words", "coarse", "fine", "vectors")))
        """By which weights know the senses that they were learned with."""

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
