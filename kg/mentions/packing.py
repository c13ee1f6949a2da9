"""What was learned, in whole numbers, as :mod:`kg.mentions.network` reads it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.mentions.features import WORD_TABLES, Floats
from kg.mentions.layers import Dense
from kg.mentions.learning import LEFT_OUT, Batch, Data, Model, lay_out
from kg.mentions.network import LAYOUT, LEVELS
from kg.mentions.senses import MEANING_SIZE, MEANING_STEP
from kg.mentions.structure import STRUCTURES

_MOST_WEIGHT = 127
_KEPT = 99.98
"""Per cent of the activations that are kept as they are; those beyond are cut off."""
_LEAST = 3
"""How often a pass must read a form for it to be known; half the rows of the tables are not, and are not missed."""
_SAMPLE = 400
"""At most so many sentences, on which the sizes of activations are measured."""

Packed = dict[str, NDArray[Any]]


def pack(model: Model, data: Data, least: int = _LEAST) -> Packed:
    """The model's weights in 8 bits, with the habits of the gold standard's annotators as its own.

    A form that the data, sentence by sentence as often as a pass reads it, have less often than ``least`` is unknown.
    """
    packed: Packed = {}
    steps = _find_steps(model, _take_sample(data))
    seen = np.bincount(data.words, minlength=len(data.ids))
    tables = [
        _know(p.value, np.bincount(data.ids[:, i], seen, len(p.value)) >= least, i)
        for i, p in enumerate(model.words.parameters)
    ]
    scales = [_scale(values) for values in tables]
    for table, values, scale in zip(WORD_TABLES, tables, scales, strict=True):
        packed |= _keep_rows(f"word.{table.name}", _round(values / scale))
    widths = [table.width for table in WORD_TABLES]
    inputs = np.repeat(np.array([*scales, MEANING_STEP], np.float32), [*widths, MEANING_SIZE])
    _pack_layer(packed, "vector", model.vector, inputs, steps[0])
    habit = model.habits.parameters[0].value[0]
    units = _pack_layer(packed, "window", model.window, steps[0], steps[1], habit)
    for i, (name, parameter) in enumerate(zip(STRUCTURES, model.structures.parameters, strict=True)):
        values = _know(parameter.value, np.bincount(data.structure[:, i], minlength=len(parameter.value)) > 0) / units
        step = max(1, int(np.ceil(np.abs(values).max() / _MOST_WEIGHT)))
        packed[f"structure.{name}"] = _round(values / step)
        packed[f"structure.{name}.step"] = np.array(step, np.int32)
    for i, layer in enumerate(model.looks):
        _pack_layer(packed, f"look{i}", layer, steps[1], steps[1])
    _pack_layer(packed, "output", model.output, steps[1], 1.0, model.biases.parameters[0].value[0])
    _check_sums(packed)
    return packed | {"layout": np.array(LAYOUT, np.int64)}


def _check_sums(packed: Packed) -> None:
    """Single precision must hold the greatest sum of every layer; it fails only if a layer is made much wider."""
    for name in (name.removesuffix(".weights") for name in packed if name.endswith(".weights")):
        most = _MOST_WEIGHT if name == "vector" else LEVELS
        greatest = int(np.abs(packed[f"{name}.weights"].astype(np.int64)).sum(0).max()) * most
        if greatest >= 1 << 24:
            raise ValueError(f"sums of the layer {name} may reach {greatest}, more than single precision holds")


def _know(values: Floats, known: NDArray[np.bool_], table: int = -1) -> Floats:
    """A table in which rows that nothing was learned of say nothing, or what a word says that is left out."""
    unknown = values[:1] if table in LEFT_OUT else np.float32(0)
    return np.where(known[:, None], values, unknown)


def _keep_rows(name: str, table: NDArray[np.int8]) -> Packed:
    """The first row of a table, and those that differ from it with their numbers."""
    rows = np.flatnonzero((table != table[0]).any(1))
    return {name: np.concatenate([table[:1], table[rows]]), f"{name}.rows": rows.astype(np.int32)}


def _scale(values: Floats) -> np.float32:
    return np.float32(max(float(np.abs(values).max()), 1e-6) / _MOST_WEIGHT)


def _round(values: NDArray[np.floating[Any]]) -> NDArray[np.int8]:
    rounded: NDArray[np.int8] = np.clip(np.rint(values), -_MOST_WEIGHT, _MOST_WEIGHT).astype(np.int8)
    return rounded


def _pack_layer(
    packed: Packed, name: str, layer: Dense, inputs: Any, step: float, more: Floats | float = 0.0
) -> Floats:
    """Adds a layer whose inputs are steps of a size; what one of the layer's whole numbers stands for, by output."""
    weights = layer.weights.value * np.reshape(inputs, (-1, 1)).astype(np.float32)
    units = np.maximum(np.abs(weights).max(0), 1e-9) / np.float32(_MOST_WEIGHT)
    packed[f"{name}.weights"] = _round(weights / units)
    packed[f"{name}.scale"] = (units / step).astype(np.float32)
    packed[f"{name}.bias"] = ((layer.bias.value + more) / step).astype(np.float32)
    return np.asarray(units)


def _take_sample(data: Data) -> Batch:
    """Sentences of the gold standard from its beginning to its end, or of all data if there is none."""
    sentences = np.flatnonzero(data.sources == 0)
    sentences = sentences if len(sentences) else np.arange(len(data.sizes))
    offsets = np.concatenate(([0], np.cumsum(data.sizes)))
    return lay_out(data, sentences[:: -(-len(sentences) // _SAMPLE)], offsets)


def _find_steps(model: Model, batch: Batch) -> tuple[float, float]:
    """The step of a word's vector, and the one that all layers after it share."""
    vectors, hidden = model.trace(batch)
    return _step(vectors), _step(hidden[batch.at])


def _step(values: Floats) -> float:
    positive = values[values > 0]
    return float(np.percentile(positive, _KEPT)) / LEVELS if positive.size else 1.0
