"""Examples -> the tagger's weights as arrays: rows of features, learning, packing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.mentions.decoding import LABELS
from kg.mentions.features import PADS, WordTable
from kg.mentions.gold import Example, read_examples, read_written
from kg.mentions.learning import Data, Settings, learn
from kg.mentions.packing import Packed, pack
from kg.mentions.senses import Senses
from kg.mentions.structure import DivisionNames, find_structure
from kg.mentions.tagger import load_levels, load_senses

_CALIBRATION = (0.8, 3.62)
"""Slope and shift of a logistic curve, fitted on five provinces left out."""

WRITTEN = ("written", "reports", "variants", "variants.more", "contrasts", "variants.third", "public")
"""Folders under `gold` with text that was written for training; the place in this row numbers their annotators, each
with habits of their own, so that a new one comes last."""

__all__ = ["is_left_out", "load_senses", "read_all", "train", "write_weights"]


def read_all(seeds: Path, practice: Path | None = None, practice_gold: Path | None = None) -> list[Example]:
    """The annotated seeds, what was written for training, and the practice reports where their texts are given.

    A variant counts as a sentence of the report (or of its window that begins at S: ``report@S``) after which it was
    written, so that both are left out together.
    """
    gold = seeds / "gold"
    examples = [*read_examples(gold / "seeds.dev.jsonl", seeds)]
    for source, folder in enumerate(WRITTEN, 2):
        examples += read_written(gold / folder, source)
    if practice:
        examples += read_examples(gold / "practice.more.jsonl", practice, source=1)
    if practice and practice_gold:
        examples += read_examples(practice_gold, practice)
    return examples


def is_left_out(example: Example, without: Sequence[str]) -> bool:
    """Whether an example, or that after which it was written, is of a document or of a window (``document@start``).

    >>> example = Example("report", 0, (120, 300), (130, 150), (), ())
    >>> is_left_out(example, ["report"]), is_left_out(example, ["report@120"]), is_left_out(example, ["report@300"])
    (True, True, False)
    """
    document, at, _ = example.document.partition("@")
    window = example.document if at else f"{document}@{example.window[0]}"
    return document in without or window in without


REPEATS = {0: 3, 1: 2}
"""How often a pass reads a sentence by its annotators; those of real reports weigh more than what was written."""


MEMBERS = 2
"""Networks that learn the same with other random numbers; the tagger takes the mean of their scores."""


def train(examples: Sequence[Example], senses: Senses, settings: Settings | None = None) -> Packed:
    """The weights of a tagger; the same examples and libraries give the same weights."""
    repeated = [e for example in examples if example.words for e in [example] * REPEATS.get(example.source, 1)]
    data, settings = build_data(repeated, senses), settings or Settings()
    packed: Packed = {"calibration": np.array(_CALIBRATION, np.float32), "senses": np.array(senses.checksum, np.int64)}
    for member in range(MEMBERS):
        model = learn(data, replace(settings, seed=settings.seed + member))
        packed |= {f"{member}.{name}": array for name, array in pack(model, data).items()}
    return packed


def build_data(examples: Sequence[Example], senses: Senses) -> Data:
    """Examples as numbers."""
    levels = load_levels()
    table, divisions = WordTable(senses, levels), DivisionNames(levels)
    rows = [0] * PADS
    for example in examples:
        rows += [*map(table.row.__getitem__, example.words), *[0] * PADS]
    laid = np.array(rows, np.int64)
    at = np.flatnonzero(laid)
    columns = table.columns()
    return Data(
        ids=columns.ids,
        meanings=senses.vectors[columns.meanings],
        words=laid[at],
        structure=find_structure(laid, columns, divisions)[at].astype(np.int16),
        labels=np.array([label for example in examples for label in label_words(example)], np.int64),
        sizes=np.array([len(example.words) for example in examples], np.int64),
        sources=np.array([example.source for example in examples], np.int64),
    )


def label_words(example: Example) -> list[int]:
    """The number of the label of each word."""
    labels = ["O"] * len(example.words)
    for first, last, kind in example.marks:
        parts = "S" if first == last else "B" + "I" * (last - first - 1) + "E"
        labels[first : last + 1] = [f"{part}-{kind}" for part in parts]
    return [LABELS.index(label) for label in labels]


def write_weights(path: Path, weights: Mapping[str, NDArray[np.generic]]) -> None:
    """The weights in a file, the same bytes for the same weights; not compressed, which loads faster."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, **weights)  # type: ignore[arg-type]
