"""The tagger's network: a word's embeddings, a window around it, a wider look, and scores of labels.

All sums are sums of whole numbers that single precision holds exactly (weights of 8 bits, activations of 8), so that
every machine finds the same mentions, in whatever order its library adds.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from kg.errors import SchemaError
from kg.mentions.decoding import LABELS
from kg.mentions.features import MEANING_SIZE, PADS, WORD_TABLES, Columns, Floats, Integers, hashed
from kg.mentions.structure import STRUCTURE_SIZE, STRUCTURES

WINDOW = 2
"""Words to the left and to the right that the first layer sees."""
STRIDES = (3,)
"""How far to each side each layer after it looks; one was chosen for speed."""
LEVELS = 255
"""The greatest activation."""
LAYOUT = hashed(repr((WORD_TABLES, MEANING_SIZE, STRUCTURES, STRUCTURE_SIZE, WINDOW, STRIDES, PADS, LABELS)))
"""What weights must have been made for."""

Arrays = Mapping[str, NDArray[np.generic]]


class Layer:
    """Weights of 8 bits with a scale for each output, and the step of its activations."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self.weights = arrays[f"{name}.weights"].astype(np.float32)
        self._scale = arrays[f"{name}.scale"].astype(np.float32)
        self._bias = arrays[f"{name}.bias"].astype(np.float32)

    def finish(self, sums: Floats) -> Floats:
        """Sums of whole numbers as what they stand for."""
        sums *= self._scale
        sums += self._bias
        return sums

    def activate(self, sums: Floats) -> Floats:
        """Sums of whole numbers as activations, whole numbers from 0 to :data:`LEVELS`."""
        return np.clip(np.rint(self.finish(sums), out=sums), 0, LEVELS, out=sums)


class Network:
    """Scores of labels for rows of words; packed by :func:`kg.mentions.packing.pack`."""

    def __init__(self, arrays: Arrays, meanings: NDArray[np.int8]) -> None:
        """``meanings`` are the vectors of words by row (:class:`kg.mentions.features.Senses`)."""
        if int(arrays.get("layout", np.array(0))) != LAYOUT:
            raise SchemaError("these weights are of another version of the tagger; make them anew with kg train")
        self._meanings = meanings
        self._tables = [arrays[f"word.{table.name}"].astype(np.float32) for table in WORD_TABLES]
        self._structures = [
            arrays[f"structure.{name}"].astype(np.float32) * np.float32(arrays[f"structure.{name}.step"])
            for name in STRUCTURES
        ]
        names = ("vector", "window", *(f"look{i}" for i in range(len(STRIDES))), "output")
        self._vector, self._window, *self._looks, self._output = (Layer(arrays, name) for name in names)
        self._scratch: list[Floats] = []
        """Memory to compute in, so that a network serves one thread."""
        self._seen: list[Floats] = []
        """For each offset of the window what each distinct word adds there; with room for words to come."""
        self._known = 0
        """How many words that is known of."""

    def forget(self) -> None:
        """Drop what was kept of the words met so far, and the memory."""
        self._seen, self._scratch, self._known = [], [], 0

    def _meet(self, columns: Columns) -> None:
        """Compute what words met for the first time add to their neighbours."""
        known, words = self._known, len(columns.ids)
        ids = columns.ids[known:]
        if len(ids):
            looked_up = [table[ids[:, i]] for i, table in enumerate(self._tables)]
            meanings = self._meanings[columns.meanings[known:]].astype(np.float32)
            vectors = self._vector.activate(np.concatenate([*looked_up, meanings], 1) @ self._vector.weights)
            if not known:
                vectors[0] = 0  # the pad
            self._make_room(words)
            for seen, part in zip(self._seen, np.split(self._window.weights, 2 * WINDOW + 1), strict=True):
                np.matmul(vectors, part, out=seen[known:words])
            self._known = words

    def _make_room(self, words: int) -> None:
        """Room for so many words and half as many again, lest every report copies what was known before it."""
        if not self._seen or len(self._seen[0]) < words:
            shape = (words * 3 // 2, self._window.weights.shape[1])
            grown = [np.empty(shape, np.float32) for _ in range(2 * WINDOW + 1)]
            for old, new in zip(self._seen, grown, strict=False):
                new[: self._known] = old[: self._known]
            self._seen = grown

    def _borrow(self, rows: int) -> list[Floats]:
        """Three arrays of so many rows to compute in; new memory for each report would cost a fifth of the time."""
        if not self._scratch or len(self._scratch[0]) < rows:
            self._scratch = [np.empty((rows * 5 // 4, self._window.weights.shape[1]), np.float32) for _ in range(3)]
        return [array[:rows] for array in self._scratch]

    def score(self, rows: Integers, structure: Integers, columns: Columns) -> Floats:
        """How much speaks for each label of each row; sentences are parted by rows of 0."""
        self._meet(columns)
        pads = np.flatnonzero(rows == 0)
        hidden, side, more = self._borrow(len(rows))
        self._sum_window(rows, structure, hidden, side)
        self._window.activate(hidden)
        hidden[pads] = 0
        for layer, stride in zip(self._looks, STRIDES, strict=True):
            left, middle, right = np.split(layer.weights, 3)
            sums = np.matmul(hidden, middle, out=more)
            sums[stride:] += np.matmul(hidden[:-stride], left, out=side[stride:])
            sums[:-stride] += np.matmul(hidden[stride:], right, out=side[:-stride])
            hidden += layer.activate(sums)
            np.minimum(hidden, LEVELS, out=hidden)
            hidden[pads] = 0
        return self._output.finish(hidden @ self._output.weights)

    def _sum_window(self, rows: Integers, structure: Integers, sums: Floats, found: Floats) -> None:
        """Into ``sums`` for each row what its neighbours and its place in the sentence add; ``found`` is scratch."""
        np.take(self._seen[WINDOW], rows, 0, out=sums, mode="clip")
        for offset in (o for o in range(-WINDOW, WINDOW + 1) if o):
            low, high = max(0, -offset), len(rows) - max(0, offset)
            picked = rows[low + offset : high + offset]
            sums[low:high] += np.take(self._seen[offset + WINDOW], picked, 0, out=found[low:high], mode="clip")
        for table, picked in zip(self._structures, structure.T, strict=True):
            sums += np.take(table, picked, 0, out=found, mode="clip")
