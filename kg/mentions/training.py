"""Examples -> the tagger's weights as arrays: features, invented variants of the sentences, learning, packing."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kg.mentions.decoding import LABELS
from kg.mentions.features import REACH, DivisionNames, Integers, Senses, WordTable, find_surroundings, hashed
from kg.mentions.gold import Example, read_examples, read_written
from kg.mentions.learning import Data, Learner, Settings, Weights
from kg.mentions.tagger import load_levels, load_senses

_AROUND = 1 << 40
"""Keys from here on are buckets of surroundings; those below are own features, 2**32 for each offset."""
_LEAST = 2
"""A feature must be seen so often."""
_SMALL = 0.02
"""Weights nearer to 0 are left out."""
_BIAS = 0.25
"""What O is held back by, so that as many mentions are found as there are."""
_CALIBRATION = (0.71, -0.63)
"""Slope and shift of a logistic curve, fitted on five provinces left out."""
_VARIANTS = 1
_SWAPPED = 0.7
"""Share of the mentions that a variant replaces."""

__all__ = ["load_senses", "read_all", "train", "write_weights"]


def read_all(seeds: Path, practice: Path | None = None, practice_gold: Path | None = None) -> list[Example]:
    """The annotated seeds, the written documents, and the practice reports where their texts are given."""
    examples = [*read_examples(seeds / "gold/seeds.dev.jsonl", seeds), *read_written(seeds / "gold/written")]
    if practice:
        examples += read_examples(seeds / "gold/practice.more.jsonl", practice, sparse=True)
    if practice and practice_gold:
        examples += read_examples(practice_gold, practice)
    return examples


def train(
    examples: Sequence[Example], senses: Senses, settings: Settings | None = None
) -> dict[str, NDArray[np.generic]]:
    """The weights of a tagger; the same examples give the same weights."""
    extractor = Extractor(senses)
    keys, counts = np.unique(extractor.extract(examples), return_counts=True)
    keys = keys[(counts >= _LEAST) & (keys >= 0)]
    everything = [*examples, *(v for i in range(_VARIANTS) for v in swap_mentions(examples, seed=i + 1))]
    data = Data(
        features=_index(extractor.extract(everything), keys),
        labels=np.array([label for example in everything for label in label_words(example)], np.int64),
        sizes=np.array([len(example.words) for example in everything], np.int64),
        sparse=np.array([example.sparse for example in everything], bool),
    )
    return pack_weights(keys, Learner(data, settings or Settings()).run())


def swap_mentions(examples: Sequence[Example], seed: int) -> Iterator[Example]:
    """Variants in which mentions stand in each other's places, quoted ones in those of quoted ones, types kept."""
    draw = random.Random(seed)  # noqa: S311  a variant, not a secret
    names: dict[tuple[str, bool], list[tuple[tuple[str, str], ...]]] = {}
    for example in examples:
        for first, last, kind in example.marks:
            names.setdefault((kind, _is_quoted(example, first)), []).append(example.words[first : last + 1])
    for example in examples:
        if example.marks:
            words: list[tuple[str, str]] = []
            marks, done = [], 0
            for first, last, kind in example.marks:
                words += example.words[done:first]
                same = draw.random() >= _SWAPPED
                name = example.words[first : last + 1] if same else draw.choice(names[kind, _is_quoted(example, first)])
                marks.append((len(words), len(words) + len(name) - 1, kind))
                words += name
                done = last + 1
            yield replace(example, words=(*words, *example.words[done:]), marks=tuple(marks))


def _is_quoted(example: Example, first: int) -> bool:
    return example.words[first][0] in ("“", "《")


def label_words(example: Example) -> list[int]:
    """The number of the label of each word."""
    labels = ["O"] * len(example.words)
    for first, last, kind in example.marks:
        parts = "S" if first == last else "B" + "I" * (last - first - 1) + "E"
        labels[first : last + 1] = [f"{part}-{kind}" for part in parts]
    return [LABELS.index(label) for label in labels]


class Extractor:
    """Features as numbers, which tell what they count for: own ones their offset, surroundings their bucket."""

    def __init__(self, senses: Senses) -> None:
        levels = load_levels()
        self._table, self._divisions = WordTable(senses, levels), DivisionNames(levels)

    def extract(self, examples: Sequence[Example]) -> Integers:
        """Keys of features, a row for each word; -1 where there are fewer."""
        rows = [0] * REACH
        for example in examples:
            rows += [*map(self._table.row.__getitem__, example.words)] + [0] * REACH
        laid = np.array(rows, np.int64)
        at = np.flatnonzero(laid)
        around = [
            buckets[at].astype(np.int64) + _AROUND for buckets in find_surroundings(laid, self._table, self._divisions)
        ]
        own = self._own_keys()
        return np.concatenate(
            [np.stack(around, 1), *(own[o + REACH][laid[at + o]] for o in range(-REACH, REACH + 1))], 1
        )

    def _own_keys(self) -> list[Integers]:
        """For each offset the keys of each row's own features."""
        found = [[(hashed(feature), reach) for feature, reach in self._table.own(key)] for key in self._table.row]
        width = max(map(len, found))
        tables = []
        for offset in range(-REACH, REACH + 1):
            base = (offset + REACH) << 32
            keys = [[base + value if abs(offset) <= reach else -1 for value, reach in pairs] for pairs in found]
            tables.append(np.array([row + [-1] * (width - len(row)) for row in keys], np.int64))
        return tables


def _index(found: Integers, keys: Integers) -> sparse.csr_matrix:
    """A row for each word with 1 in the column of each feature that is among the keys."""
    columns = np.minimum(np.searchsorted(keys, found), len(keys) - 1)
    known = keys[columns] == found
    ends = np.concatenate(([0], np.cumsum(known.sum(1))))
    return sparse.csr_matrix((np.ones(ends[-1], np.float32), columns[known], ends), shape=(len(found), len(keys)))


def pack_weights(keys: Integers, weights: Weights) -> dict[str, NDArray[np.generic]]:
    """The weights as the tagger reads them, those of features in 8 bits."""
    values = np.where(np.abs(weights.features) < _SMALL, 0, weights.features)
    scale = np.abs(values).max() / 127
    small = np.round(values / scale).astype(np.int8)
    used = small.any(1)
    is_own = keys < _AROUND
    around = used & ~is_own
    own, where = np.unique(keys[used & is_own] & 0xFFFFFFFF, return_inverse=True)
    own_weights = np.zeros((len(own), 2 * REACH + 1, len(LABELS)), np.int8)
    own_weights[where, keys[used & is_own] >> 32] = small[used & is_own]
    bias = weights.bias.copy()
    bias[0] -= _BIAS
    return {
        "own": own.astype(np.uint32),
        "own_weights": own_weights,
        "buckets": (keys[around] - _AROUND).astype(np.uint32),
        "bucket_weights": small[around],
        "bias": bias,
        "scale": np.array(scale, np.float32),
        "calibration": np.array(_CALIBRATION, np.float32),
    }


def write_weights(path: Path, weights: Mapping[str, NDArray[np.generic]]) -> None:
    """The weights in a file, the same bytes for the same weights."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **weights)  # type: ignore[arg-type]
