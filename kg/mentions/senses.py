"""Meanings of words: clusters and vectors, known of words and of their endings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from kg.errors import SchemaError
from kg.mentions.prints import Codes, Integers

MEANING_SIZE = 64
"""Width of the vector of a word's meaning, which is given and not learned here."""
MEANING_STEP = np.float32(0.5 / 127)
"""What one of its whole numbers stands for."""
_MOST_CUT = 5
"""How many characters are cut off in front at most to find a meaning."""


class Found(NamedTuple):
    """What is known of the meanings of some words, by word; zeros where nothing is."""

    coarse: Integers
    """Clusters among few."""
    fine: Integers
    """Clusters among many."""
    rows: Integers
    """Rows of vectors."""
    cuts: Integers
    """How many characters were cut off in front to find them."""

    @property
    def is_own(self) -> NDArray[np.bool_]:
        """Whether it is known of the word itself."""
        return np.asarray((self.rows > 0) & (self.cuts == 0))


class Senses:
    """Meanings of words; a word without takes those of its longest ending."""

    def __init__(self, table: Mapping[str, NDArray[np.generic]]) -> None:
        """``words`` are fingerprints in rising order, the other columns go with them."""
        self._prints = words = np.asarray(table["words"], np.uint64)
        if table["words"].dtype != np.uint64 or not len(words) or (words[1:] <= words[:-1]).any():
            raise SchemaError("senses.npz is of another version; take the one that belongs to this code")
        self._coarse, self._fine = (np.append(0, table[name]).astype(np.int64) for name in ("coarse", "fine"))
        self.vectors = np.concatenate([np.zeros((1, MEANING_SIZE), np.int8), table["vectors"].astype(np.int8)])
        """Whole numbers, by row."""
        self.checksum = crc32(b"".join(table[name].tobytes() for name in ("words", "coarse", "fine", "vectors")))
        """By which weights know the senses that they were learned with."""

    def find(self, words: Codes) -> Found:
        """What is known of words, or of their longest endings that are known."""
        rows, cuts = np.zeros((2, len(words.lengths)), np.int64)
        unknown = np.arange(len(rows))
        for cut in range(min(words.width, _MOST_CUT + 1)):
            unknown = unknown[words.lengths[unknown] > cut]
            prints = words.cut(unknown, cut)
            places = np.minimum(np.searchsorted(self._prints, prints), len(self._prints) - 1)
            is_known = self._prints[places] == prints
            rows[unknown[is_known]] = places[is_known] + 1
            cuts[unknown[is_known]] = cut
            unknown = unknown[~is_known]
        return Found(self._coarse[rows], self._fine[rows], rows, cuts)
