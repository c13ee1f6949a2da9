"""Layers that learn: tables of embeddings, dense weights, and what looks at neighbouring rows, with their gradients."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.mentions.features import Floats
from kg.mentions.prints import Integers


class Parameter:
    """Weights with the running means of their gradients (Adam, with decay apart)."""

    def __init__(self, value: NDArray[np.generic]) -> None:
        self.value: Floats = value.astype(np.float32)
        self._mean, self._square = np.zeros_like(self.value), np.zeros_like(self.value)

    def descend(self, gradient: Floats, rate: float, decay: float = 0.0, rows: Integers | slice = slice(None)) -> None:
        """One step; of a table only the rows that were used."""
        mean = self._mean[rows] * np.float32(0.9) + gradient * np.float32(0.1)
        square = self._square[rows] * np.float32(0.999) + gradient * gradient * np.float32(0.001)
        self._mean[rows], self._square[rows] = mean, square
        step = mean / (np.sqrt(square) + np.float32(1e-8)) + np.float32(decay) * self.value[rows]
        self.value[rows] -= np.float32(rate) * step


class Dense:
    """A layer with weights from every input to every output."""

    def __init__(self, inputs: int, outputs: int, draw: np.random.Generator) -> None:
        bound = (3 / inputs) ** 0.5
        self.weights = Parameter(draw.uniform(-bound, bound, (inputs, outputs)))
        self.bias = Parameter(np.zeros(outputs))
        self._inputs: Floats = np.zeros((0, inputs), np.float32)

    def forward(self, inputs: Floats) -> Floats:
        self._inputs = inputs
        return np.asarray(inputs @ self.weights.value + self.bias.value)

    def backward(self, gradient: Floats, rate: float, decay: float) -> Floats:
        """The gradient of the inputs; the weights take their step."""
        of_inputs = gradient @ self.weights.value.T
        self.weights.descend(self._inputs.T @ gradient, rate, decay)
        self.bias.descend(gradient.sum(0), rate)
        return np.asarray(of_inputs)


class Tables:
    """Embeddings: rows picked from a table for each feature, side by side or summed."""

    def __init__(self, shapes: Sequence[tuple[int, int]], spread: float, draw: np.random.Generator) -> None:
        self.parameters = [Parameter(draw.normal(0, spread, shape)) for shape in shapes]

    def forward(self, ids: Integers) -> list[Floats]:
        return [parameter.value[ids[:, i]] for i, parameter in enumerate(self.parameters)]

    def backward(self, ids: Integers, gradients: Sequence[Floats], rate: float) -> None:
        for i, (parameter, gradient) in enumerate(zip(self.parameters, gradients, strict=True)):
            rows, total = sum_by(ids[:, i], gradient)
            parameter.descend(total, rate, 0.0, rows)


def sum_by(keys: Integers, values: Floats) -> tuple[Integers, Floats]:
    """The distinct keys in order, and for each the sum of its values.

    >>> keys, sums = sum_by(np.array([2, 0, 2]), np.array([[1.0], [2.0], [4.0]], np.float32))
    >>> keys.tolist(), sums.tolist()
    ([0, 2], [[2.0], [5.0]])
    """
    order = np.argsort(keys, kind="stable")
    distinct, starts = np.unique(keys[order], return_index=True)
    return distinct, np.asarray(np.add.reduceat(values[order], starts, 0))


def look(values: Floats, offsets: Sequence[int]) -> Floats:
    """Values with those of the rows at the offsets, side by side; pads lie at both ends."""
    return np.concatenate([np.roll(values, -offset, 0) for offset in offsets], 1)


def unlook(gradient: Floats, offsets: Sequence[int]) -> Floats:
    """The gradient of the values from that of what :func:`look` made of them."""
    parts = np.split(gradient, len(offsets), 1)
    return np.asarray(sum(np.roll(part, offset, 0) for part, offset in zip(parts, offsets, strict=True)))
