"""The tagger's network: a word's embeddings, a window around it, a wider look, and scores of labels.

All sums are sums of whole numbers that single precision or 16 bits hold exactly (weights of 8 bits, activations of 8;
what each word adds to a window in sixteenths of an activation's step), so that every machine finds the same mentions,
in whatever order its library adds.
"""

from __future__ import annotations

from collections.abc import Mapping
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from kg.errors import SchemaError
from kg.mentions.decoding import LABELS
from kg.mentions.features import PADS, WORD_TABLES, Columns, Floats
from kg.mentions.prints import Integers, fingerprint
from kg.mentions.senses import MEANING_SIZE
from kg.mentions.structure import COMMON, SELDOM, STRUCTURE_SIZE, STRUCTURES

WINDOW = 2
"""Words to the left and to the right that the first layer sees."""
STRIDES = (3,)
"""How far to each side each layer after it looks; one was chosen for speed."""
LEVELS = 255
"""The greatest activation."""
_SHIFT = 4
_FINE = 1 << _SHIFT
"""Parts of the step of an activation in which the window is summed, in 16 bits: twice as fast as single precision."""
_MOST_SUM = (1 << 15) - 1
_TABLES = (fingerprint("长沙"), WORD_TABLES, MEANING_SIZE, STRUCTURES, STRUCTURE_SIZE)
LAYOUT = crc32(repr((_TABLES, WINDOW, STRIDES, PADS, LABELS)).encode())
"""What weights must have been made for."""

_OTHER_VERSION = "these weights are of another version of the tagger; make them anew with kg train"

Arrays = Mapping[str, NDArray[np.generic]]
Shorts = NDArray[np.int16]


def split_members(weights: Arrays) -> list[Arrays]:
    """The arrays of each network of a committee, which are named ``0.window.scale``, ``1.window.scale``."""
    numbers = sorted({int(name.partition(".")[0]) for name in weights if name[0].isdigit()})
    if not numbers:
        raise SchemaError(_OTHER_VERSION)
    return [
        {name.partition(".")[2]: array for name, array in weights.items() if name.startswith(f"{number}.")}
        for number in numbers
    ]


class Layer:
    """Weights of 8 bits with a scale for each output, and the step of its activations."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self.weights = _read(arrays, f"{name}.weights")
        self._scale = _read(arrays, f"{name}.scale")
        self._bias = _read(arrays, f"{name}.bias")

    def finish(self, sums: Floats) -> Floats:
        """Sums of whole numbers as what they stand for."""
        sums *= self._scale
        sums += self._bias
        return sums

    def activate(self, sums: Floats) -> Floats:
        """Sums of whole numbers as activations, whole numbers from 0 to :data:`LEVELS`."""
        return np.clip(np.rint(self.finish(sums), out=sums), 0, LEVELS, out=sums)

    def refine(self, sums: Floats, most: int) -> Shorts:
        """A part of the sums in fine steps, none beyond ``most``."""
        return _round(sums * (self._scale * _FINE), most)

    def refine_bias(self, most: int) -> Shorts:
        """What every sum has besides in fine steps, with the half step that makes cutting off a rounding."""
        return _round(self._bias * _FINE + _FINE // 2, most)


def _fill(arrays: Arrays, name: str, size: int) -> NDArray[np.int8]:
    """A table of which the first row and those that differ from it are given."""
    given = np.asarray(arrays[name], np.int8)
    table = np.empty((size, given.shape[1]), np.int8)
    table[:] = given[0]
    table[arrays[f"{name}.rows"].astype(np.int64)] = given[1:]
    return table


def _read(arrays: Arrays, name: str) -> Floats:
    return np.asarray(arrays[name], np.float32)


def _round(values: Floats, most: int) -> Shorts:
    rounded: Shorts = np.clip(np.rint(values), -most, most).astype(np.int16)
    return rounded


class Network:
    """Scores of labels for rows of words; packed by :func:`kg.mentions.packing.pack`."""

    def __init__(self, arrays: Arrays, meanings: NDArray[np.int8]) -> None:
        """``meanings`` are the vectors of words by row (:class:`kg.mentions.senses.Senses`)."""
        if int(arrays.get("layout", np.array(0))) != LAYOUT:
            raise SchemaError(_OTHER_VERSION)
        self._meanings = meanings
        self._tables = [_fill(arrays, f"word.{table.name}", table.size) for table in WORD_TABLES]
        names = ("vector", "window", *(f"look{i}" for i in range(len(STRIDES))), "output")
        self._vector, self._window, *self._looks, self._output = (Layer(arrays, name) for name in names)
        share = _MOST_SUM // 2 // (len(STRUCTURES) + 2 * len(SELDOM) + 1)
        self._structures = [
            self._window.refine(_read(arrays, f"structure.{name}") * _read(arrays, f"structure.{name}.step"), share)
            for name in STRUCTURES
        ]
        self._structures[0] += self._window.refine_bias(share)
        for table in self._structures[len(COMMON) :]:
            self._structures[0] += table[0]
            table -= table[0].copy()
        room = _MOST_SUM - sum(int(np.abs(table).max()) for table in self._structures)
        self._most = room // (2 * WINDOW + 1)
        """What a word may add to a sum at most, lest it grows beyond 16 bits; what is more is cut, which is seldom."""
        self._floats: list[Floats] = []
        self._shorts: list[Shorts] = []
        """Memory to compute in, so that a network serves one thread."""
        self._seen: list[Shorts] = []
        """For each offset of the window what each distinct word adds there; with room for words to come."""
        self._known = 0
        """How many words that is known of."""

    def forget(self) -> None:
        """Drop what was kept of the words met so far, and the memory."""
        self._seen, self._floats, self._shorts, self._known = [], [], [], 0

    def _meet(self, columns: Columns) -> None:
        """Compute what words met for the first time add to their neighbours."""
        known, words = self._known, len(columns.ids)
        ids = columns.ids[known:]
        if len(ids):
            looked_up = [table[ids[:, i]] for i, table in enumerate(self._tables)]
            known_of = np.concatenate([*looked_up, self._meanings[columns.meanings[known:]]], 1).astype(np.float32)
            vectors = self._vector.activate(known_of @ self._vector.weights)
            if not known:
                vectors[0] = 0  # the pad
            self._make_room(words)
            for seen, part in zip(self._seen, np.split(self._window.weights, 2 * WINDOW + 1), strict=True):
                seen[known:words] = self._window.refine(vectors @ part, self._most)
            self._known = words

    def _make_room(self, words: int) -> None:
        """Room for so many words and half as many again, lest every report copies what was known before it."""
        if not self._seen or len(self._seen[0]) < words:
            shape = (words * 3 // 2, self._window.weights.shape[1])
            grown = [np.empty(shape, np.int16) for _ in range(2 * WINDOW + 1)]
            for old, new in zip(self._seen, grown, strict=False):
                new[: self._known] = old[: self._known]
            self._seen = grown

    def _borrow(self, rows: int) -> tuple[list[Floats], list[Shorts]]:
        """Arrays of so many rows to compute in; new memory for each report would cost a fifth of the time."""
        if not self._floats or len(self._floats[0]) < rows:
            shape = (rows * 5 // 4, self._window.weights.shape[1])
            self._floats = [np.empty(shape, np.float32) for _ in range(3)]
            self._shorts = [np.empty(shape, np.int16) for _ in range(2)]
        return [array[:rows] for array in self._floats], [array[:rows] for array in self._shorts]

    def score(self, rows: Integers, structure: Integers, columns: Columns) -> Floats:
        """How much speaks for each label of each row; sentences are parted by rows of 0."""
        self._meet(columns)
        pads = np.flatnonzero(rows == 0)
        (hidden, side, more), shorts = self._borrow(len(rows))
        hidden[...] = self._activate_window(rows, structure, *shorts)
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

    def _activate_window(self, rows: Integers, structure: Integers, sums: Shorts, found: Shorts) -> Shorts:
        """The activations that each row's neighbours and its place in the sentence give; two arrays to compute in."""
        np.take(self._seen[WINDOW], rows, 0, out=sums, mode="clip")
        for offset in (o for o in range(-WINDOW, WINDOW + 1) if o):
            low, high = max(0, -offset), len(rows) - max(0, offset)
            picked = rows[low + offset : high + offset]
            sums[low:high] += np.take(self._seen[offset + WINDOW], picked, 0, out=found[low:high], mode="clip")
        common = len(COMMON)
        for table, picked in zip(self._structures[:common], structure.T[:common], strict=True):
            sums += np.take(table, picked, 0, out=found, mode="clip")
        for table, picked in zip(self._structures[common:], structure.T[common:], strict=True):
            concerned = np.flatnonzero(picked)
            sums[concerned] += table[picked[concerned]]
        sums >>= _SHIFT
        return np.clip(sums, 0, LEVELS, out=sums)
