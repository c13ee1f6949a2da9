"""A conditional random field by stochastic gradient: sparse features, dropout, weights shared among labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kg.mentions.decoding import LABELS, TYPES

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
_N = len(LABELS)


@dataclass(frozen=True, slots=True)
class Settings:
    """How to learn; the values were chosen on documents left out."""

    epochs: int = 4
    rate: float = 0.05
    dropout: float = 0.6
    """Share of the features that each word does without in each pass."""
    batch: int = 2000
    """Words in a step."""
    l2: float = 1e-6
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Data:
    """Words of all sentences in a row."""

    features: sparse.csr_matrix
    labels: Integers
    sizes: Integers
    """Words of each sentence."""
    sparse: NDArray[np.bool_]
    """Sentences that were annotated less densely: they have a bias of their own, which is thrown away."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned."""

    features: Floats
    bias: Floats


def share_labels() -> Floats:
    """Columns of weights to labels: one for each label, each part of a mention, and each type."""
    parts = [[float(label.startswith(part)) for label in LABELS] for part in "BIES"]
    kinds = [[float(label.endswith(kind)) for label in LABELS] for kind in TYPES]
    return np.concatenate([np.eye(_N), parts, kinds]).astype(np.float32)


def allow_transitions() -> NDArray[np.bool_]:
    """Whether a label may follow another."""
    table = np.zeros((_N, _N), bool)
    for i, before in enumerate(LABELS):
        for j, after in enumerate(LABELS):
            goes_on = after[0] in "IE" and before[2:] == after[2:]
            table[i, j] = after[0] in "OBS" if before[0] in "OES" else goes_on
    return table


_ALLOWED = allow_transitions()
_FIRST = np.array([label[0] in "OBS" for label in LABELS], np.float32)
_LAST = np.array([label[0] in "OES" for label in LABELS], np.float32)


def compute_marginals(scores: Floats, sizes: Integers) -> Floats:
    """Chances of the labels of each word (sentence, word, label), by the forward-backward algorithm."""
    length = scores.shape[1]
    local = np.exp(scores - scores.max(2, keepdims=True))
    step = _ALLOWED.astype(np.float32)
    forward, backward = np.zeros_like(local), np.zeros_like(local)
    reached = _FIRST * local[:, 0]
    for i in range(length):
        if i:
            reached = (forward[:, i - 1] @ step) * local[:, i]
        forward[:, i] = reached / reached.sum(1, keepdims=True)
    last = np.arange(length)[None] == (sizes - 1)[:, None]
    left = np.broadcast_to(_LAST, reached.shape)
    for i in range(length - 1, -1, -1):
        left = np.where(last[:, i, None], _LAST, left)
        backward[:, i] = left
        left = (left * local[:, i]) @ step.T
        left /= left.sum(1, keepdims=True)
    chances = forward * backward
    return np.asarray(chances / chances.sum(2, keepdims=True), np.float32)


class Parameter:
    """Weights with the sum of their squared gradients (AdaGrad)."""

    def __init__(self, *shape: int) -> None:
        self.value: Floats = np.zeros(shape, np.float32)
        self._squares: Floats = np.full(shape, 1e-2, np.float32)

    def descend(self, gradient: Floats, rate: float, rows: Integers | slice = slice(None)) -> None:
        self._squares[rows] += gradient * gradient
        self.value[rows] -= rate * gradient / np.sqrt(self._squares[rows])


class Learner:
    """One run of learning."""

    def __init__(self, data: Data, settings: Settings) -> None:
        self._data, self._settings = data, settings
        self._shared = share_labels()
        self._features = Parameter(data.features.shape[1], len(self._shared))
        self._bias, self._sparse_bias = Parameter(_N), Parameter(_N)
        self._random = np.random.default_rng(settings.seed)
        self._offsets = np.concatenate(([0], np.cumsum(data.sizes)))

    def run(self) -> Weights:
        """The weights, averaged over the second half of the epochs."""
        epochs = self._settings.epochs
        total = np.zeros_like(self._features.value)
        for epoch in range(epochs):
            batches = list(self._batches())
            for i, batch in enumerate(batches):
                done = (epoch + i / len(batches)) / epochs
                self._step(batch, self._settings.rate * (1 - 0.9 * done))
            if epoch >= epochs // 2:
                total += self._features.value
        mean = (total @ self._shared / (epochs - epochs // 2)).astype(np.float32)
        return Weights(mean, self._bias.value)

    def _batches(self) -> Iterator[Integers]:
        """Sentences of about the same length, in random order."""
        sizes = self._data.sizes
        order = np.argsort(sizes + self._random.random(len(sizes)) * 6, kind="stable")
        ends = np.cumsum(sizes[order])
        groups = np.split(order, np.searchsorted(ends, np.arange(self._settings.batch, ends[-1], self._settings.batch)))
        for i in self._random.permutation(len(groups)):
            if len(groups[i]):
                yield groups[i]

    def _step(self, sentences: Integers, rate: float) -> None:
        data = self._data
        rows = np.concatenate([np.arange(self._offsets[k], self._offsets[k + 1]) for k in sentences])
        sizes = data.sizes[sentences]
        owner = np.repeat(np.arange(len(sentences)), sizes)
        place = np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        is_sparse = data.sparse[sentences][owner]
        features, used = self._drop(data.features[rows])
        mine = self._features.value[used]
        scores = np.zeros((len(sentences), sizes.max(), _N), np.float32)
        bias = self._bias.value + is_sparse[:, None] * self._sparse_bias.value
        scores[owner, place] = (features @ mine) @ self._shared + bias
        gradient = compute_marginals(scores, sizes)[owner, place]
        gradient[np.arange(len(rows)), data.labels[rows]] -= 1
        penalty = self._settings.l2 * len(rows) * mine
        self._features.descend(features.T @ (gradient @ self._shared.T) + penalty, rate, used)
        self._bias.descend(gradient.sum(0), rate)
        self._sparse_bias.descend((gradient * is_sparse[:, None]).sum(0), rate)

    def _drop(self, features: sparse.csr_matrix) -> tuple[sparse.csr_matrix, Integers]:
        """Features with some left out and the others made up for them; and which columns are used."""
        keep = self._random.random(len(features.data), dtype=np.float32) > self._settings.dropout
        used, columns = np.unique(features.indices, return_inverse=True)
        values = keep.astype(np.float32) / np.float32(1 - self._settings.dropout)
        return sparse.csr_matrix((values, columns, features.indptr), shape=(features.shape[0], len(used))), used
