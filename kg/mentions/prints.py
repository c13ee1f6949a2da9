"""Fingerprints: hashes of 64 bits under which that of two joined texts follows from theirs, of many texts at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Prints = NDArray[np.uint64]

_BASE = 1000003
_BITS = (1 << 64) - 1
SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""Multiplied by it, fingerprints that are close come to lie apart."""


def fingerprint(text: str) -> int:
    """The fingerprint of a text, the same in every process.

    >>> power = pow(1000003, 2, 1 << 64)
    >>> fingerprint("长沙机场") == (fingerprint("长沙") * power + fingerprint("机场")) % (1 << 64)
    True
    """
    value = 0
    for char in text:
        value = (value * _BASE + ord(char) + 1) & _BITS
    return value


class Codes:
    """The code points of some texts and the fingerprints of all their parts at either end.

    >>> codes = Codes(["清河水库", "路"])
    >>> codes.last(2).tolist() == [fingerprint("水库"), fingerprint("路")]
    True
    >>> codes.first(1).tolist() == [fingerprint("清"), fingerprint("路")]
    True
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.lengths: Integers = np.array([len(text) for text in texts], np.int64)
        self.width = max(1, int(self.lengths.max(initial=0)))
        self.points = np.array(texts, f"U{self.width}").view(np.uint32).reshape(len(texts), self.width)
        """A row each, with zeros behind."""
        self._powers = np.multiply.accumulate(np.array([1, *[_BASE] * self.width], np.uint64))
        self._heads = np.zeros((self.width + 1, len(texts)), np.uint64)
        for i in range(self.width):
            longer = self._heads[i] * self._powers[1] + self.points[:, i] + np.uint64(1)
            self._heads[i + 1] = np.where(i < self.lengths, longer, self._heads[i])

    @property
    def prints(self) -> Prints:
        """Of the whole texts."""
        return np.asarray(self._heads[-1])

    @property
    def powers(self) -> Prints:
        """By which the fingerprint of what comes before a text is multiplied."""
        return self._powers[self.lengths]

    def first(self, size: int) -> Prints:
        """Of the first characters, or of the whole text if it has fewer."""
        return np.asarray(self._heads[min(size, self.width)])

    def last(self, size: int) -> Prints:
        """Of the last characters, or of the whole text if it has fewer."""
        return self.cut(np.arange(len(self.lengths)), np.maximum(self.lengths - size, 0))

    def cut(self, which: Integers, cuts: Integers | int) -> Prints:
        """Of some of the texts after so many characters, no more than they have, are cut off in front."""
        left: Prints = self.prints[which] - self._heads[cuts, which] * self._powers[self.lengths[which] - cuts]
        return left
