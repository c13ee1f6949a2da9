"""What the tagger sees of a word by itself: its form, its kind, its meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntFlag
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.mentions.prints import SPREAD, Codes, Integers, Prints
from kg.mentions.senses import Senses

Floats = NDArray[np.float32]

PADS = 3
"""Empty rows that part two sentences: no window of the network reaches over them."""
PAD = ("", "")
"""The word and part of speech of the rows between sentences."""


class Table(NamedTuple):
    """An embedding of one feature."""

    name: str
    size: int
    """How many values are told apart; those of forms are hashes, 0 is for none."""
    width: int


WORD_TABLES = (
    Table("word", 1 << 17, 48),
    Table("last", 1 << 14, 24),
    Table("last_two", 1 << 16, 48),
    Table("first", 1 << 14, 16),
    Table("first_two", 1 << 16, 24),
    Table("tag", 1 << 10, 12),
    Table("shape", 1 << 6, 8),
    Table("coarse_sense", 65, 16),
    Table("fine_sense", 513, 48),
    Table("is_cut", 2, 2),
    Table("level", 4, 4),
    Table("kind", 1 << 8, 8),
    Table("length", 8, 4),
)
"""What a word is by itself, whatever surrounds it."""
_SIZES = {table.name: table.size for table in WORD_TABLES}
_MARKS = "，。；：、！？“”‘’（）《》()【】—…·-+%/~～,.;:"
_DIGITS = "0123456789.%"
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_NUMERALS = "〇○零一二三四五六七八九十百千万亿两"
_LOOSE_TAGS = frozenset(("c", "d", "p", "r", "uj", "ul", "uz", "ug", "ud", "uv", "y", "zg"))
"""Parts of speech that stand inside a name rarely."""
_NO_NAME = SPREAD
"""The fingerprint of a pad: any number that completes no name."""
_LONGEST = 32
"""Characters by which a word is known; one of more, a dotted line or a number without end, by its two halves."""


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


_VERB, _MARK, _BREAK = int(Kind.VERB), int(Kind.MARK), int(Kind.BREAK)
"""As plain numbers, which join ten times faster."""
_OF_WORDS = (
    dict.fromkeys(_MARKS, _MARK)
    | dict.fromkeys("“《", int(Kind.MARK | Kind.OPEN))
    | dict.fromkeys("”》", int(Kind.MARK | Kind.CLOSE))
    | dict.fromkeys("，。；：！？", int(Kind.MARK | Kind.STOP | Kind.BREAK))
    | {"、": int(Kind.MARK | Kind.BREAK), "等": int(Kind.ETC | Kind.BREAK)}
    | {PAD[0]: int(Kind.STOP | Kind.BREAK | Kind.OPEN | Kind.CLOSE | Kind.MARK)}
)
"""What some words do to their sentence, whatever their part of speech."""


def _list_characters(characters: str, values: Sequence[int]) -> NDArray[np.uint8]:
    """A value for each code point of the basic plane, 0 for others."""
    table = np.zeros(1 << 16, np.uint8)
    table[[ord(char) for char in characters]] = values
    return table


_MARK_NUMBERS = _list_characters(_MARKS, range(1, len(_MARKS) + 1))
_CLASSES = np.bitwise_or.reduce(
    [_list_characters(chars, [1 << i] * len(chars)) for i, chars in enumerate((_DIGITS, _LATIN, _NUMERALS))]
)
_SHAPE_OF_CLASS = np.array([0, 6, 7, 0, 8, 0, 0, 0], np.int64)


def find_shapes(words: Codes) -> Integers:
    """Classes of forms: 1 to 5 the length, 6 digits, 7 Latin letters, 8 numerals, from 9 each punctuation mark.

    >>> find_shapes(Codes(["长沙", "5G", "12.5%", "AI", "二十", "，", "。"])).tolist()
    [2, 2, 6, 7, 8, 9, 10]
    """
    points = np.minimum(words.points, len(_CLASSES) - 1)
    is_behind = np.arange(words.width) >= words.lengths[:, None]
    classes = np.bitwise_and.reduce(np.where(is_behind, 7, _CLASSES[points]), 1)
    marks = _MARK_NUMBERS[points[:, 0]].astype(np.int64) * (words.lengths == 1)
    pure = _SHAPE_OF_CLASS[classes] * (words.lengths > 0)
    return np.where(marks > 0, 8 + marks, np.where(pure > 0, pure, np.minimum(words.lengths, 5)))


def find_kind(word: str, tag: str) -> int:
    """What a word with its part of speech does to its sentence, as a :class:`Kind`."""
    kind = _OF_WORDS.get(word, 0)
    if tag[:1] == "v" and len(word) > 1:
        kind |= _VERB
    is_loose = tag in _LOOSE_TAGS or (tag == "v" and not kind & _MARK)
    return kind | _BREAK if is_loose else kind


def _shorten(word: str) -> str:
    return word if len(word) <= _LONGEST else word[: _LONGEST // 2] + word[-_LONGEST // 2 :]


def _pick_rows(prints: Prints, size: int) -> Integers:
    """Rows of a table by hash."""
    return ((prints * SPREAD >> np.uint64(33)) % np.uint64(size - 1)).astype(np.int64) + 1


class _Rows(dict[tuple[str, str], int]):
    """Rows of words, given when they are first asked for."""

    def __missing__(self, key: tuple[str, str]) -> int:
        self[key] = row = len(self)
        return row


class Columns(NamedTuple):
    """What is known of each distinct word, a row each."""

    ids: Integers
    """Its rows in the tables."""
    meanings: Integers
    """The row of its meaning's vector."""
    kinds: NDArray[np.int16]
    lengths: Integers
    prints: Prints
    powers: Prints


class WordTable:
    """One row for each distinct (word, part of speech); the first is the pad."""

    def __init__(self, senses: Senses, levels: Mapping[str, int]) -> None:
        self._senses, self._levels = senses, levels
        self.row = _Rows({PAD: 0})
        """The row of each word; asking for that of a new one makes it."""
        pad = self._describe([PAD])
        self._columns = pad._replace(ids=pad.ids * 0, prints=np.array([_NO_NAME]))

    def __len__(self) -> int:
        return len(self.row)

    def columns(self) -> Columns:
        """What is known of the words met so far."""
        known = len(self._columns.ids)
        if known < len(self.row):
            fresh = self._describe(list(islice(self.row, known, None)))
            pairs = zip(self._columns, fresh, strict=True)
            self._columns = Columns(*(np.concatenate(pair) for pair in pairs))  # type: ignore[arg-type]
        return self._columns

    def _describe(self, keys: Sequence[tuple[str, str]]) -> Columns:
        words = [_shorten(word) for word, _ in keys]
        codes = Codes(words)
        found = self._senses.find(codes)
        lengths = np.array([len(word) for word, _ in keys])
        kinds = np.array([find_kind(word, tag) for word, tag in keys], np.int16)
        prints = {
            "word": codes.prints, "last": codes.last(1), "last_two": codes.last(2), "first": codes.first(1),
            "first_two": codes.first(2), "tag": Codes([tag for _, tag in keys]).prints,
        }  # fmt: skip
        ids = {name: _pick_rows(of_forms, _SIZES[name]) for name, of_forms in prints.items()} | {
            "shape": find_shapes(codes), "coarse_sense": found.coarse, "fine_sense": found.fine,
            "is_cut": np.minimum(found.cuts, 1), "level": np.array([self._levels.get(word, 0) for word in words]),
            "kind": kinds, "length": np.minimum(lengths, 7),
        }  # fmt: skip
        laid = np.stack([ids[table.name] for table in WORD_TABLES], 1)
        return Columns(laid, found.rows, kinds, lengths, codes.prints, codes.powers)
