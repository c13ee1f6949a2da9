"""Gradient descent for the tagger's network: what the numpy of :mod:`kg.mentions.network` computes, in fractions.

The loss is that of a conditional random field with fixed transitions: the legal labellings of a sentence compete.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.mentions.decoding import LABELS
from kg.mentions.features import PADS, WORD_TABLES, Floats
from kg.mentions.layers import Dense, Tables, look, sum_by, unlook
from kg.mentions.network import STRIDES, WINDOW
from kg.mentions.prints import Integers
from kg.mentions.senses import MEANING_SIZE, MEANING_STEP
from kg.mentions.structure import STRUCTURE_SIZE, STRUCTURES

_N = len(LABELS)
LEFT_OUT = tuple(i for i, table in enumerate(WORD_TABLES) if table.name in ("word", "last_two"))
"""Tables that learning does without now and then, so that words never met are read by their other features."""
_OFFSETS = range(-WINDOW, WINDOW + 1)


@dataclass(frozen=True, slots=True)
class Settings:
    """How to learn; the values were chosen on documents left out."""

    vector: int = 128
    """Width of a word's vector."""
    hidden: int = 64
    """Width of the layers after it."""
    epochs: int = 6
    rate: float = 2e-3
    dropout: float = 0.35
    """Share of the inputs that each layer does without."""
    word_dropout: float = 0.45
    """Share of the words of a batch that are known by their other features only."""
    structure_dropout: float = 0.3
    batch: int = 900
    """Words in a step."""
    decay: float = 1e-3
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Data:
    """Words of all sentences in a row, as they stand; pads are put between them batch by batch."""

    ids: Integers
    """Of each distinct word its rows in the word tables."""
    meanings: NDArray[np.int8]
    """Of each distinct word the vector of its meaning, in whole numbers."""
    words: Integers
    """Of each word in the row the distinct word."""
    structure: NDArray[np.int16]
    """Of each word its rows in the tables of structure."""
    labels: Integers
    sizes: Integers
    """Words of each sentence."""
    sources: Integers
    """Of each sentence the number of the annotators; 0 are those of the gold standard, whose habits are kept."""


def allow_transitions() -> NDArray[np.bool_]:
    """Whether a label may follow another."""
    table = np.zeros((_N, _N), bool)
    for i, before in enumerate(LABELS):
        for j, after in enumerate(LABELS):
            goes_on = after[0] in "IE" and before[2:] == after[2:]
            table[i, j] = after[0] in "OBS" if before[0] in "OES" else goes_on
    return table


_ALLOWED = allow_transitions().astype(np.float32)
_FIRST = np.array([label[0] in "OBS" for label in LABELS], np.float32)
_LAST = np.array([label[0] in "OES" for label in LABELS], np.float32)


def compute_marginals(scores: Floats, sizes: Integers) -> Floats:
    """Chances of the labels of each word (sentence, word, label), by the forward-backward algorithm."""
    length = scores.shape[1]
    local = np.exp(scores - scores.max(2, keepdims=True))
    forward, backward = np.zeros_like(local), np.zeros_like(local)
    reached = _FIRST * local[:, 0]
    for i in range(length):
        if i:
            reached = (forward[:, i - 1] @ _ALLOWED) * local[:, i]
        forward[:, i] = reached / reached.sum(1, keepdims=True)
    last = np.arange(length)[None] == (sizes - 1)[:, None]
    left = np.broadcast_to(_LAST, reached.shape)
    for i in range(length - 1, -1, -1):
        left = np.where(last[:, i, None], _LAST, left)
        backward[:, i] = left
        left = (left * local[:, i]) @ _ALLOWED.T
        left /= left.sum(1, keepdims=True)
    chances = forward * backward
    return np.asarray(chances / chances.sum(2, keepdims=True), np.float32)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some sentences laid out with pads between them."""

    rows: Integers
    """Of each row the distinct word, counted within the batch."""
    ids: Integers
    """Of these their rows in the word tables."""
    meanings: Floats
    """Of these the vectors of their meanings."""
    structure: Integers
    is_word: Floats
    sources: Integers
    targets: Floats
    """Of each word the chances that its labels should get."""
    at: Integers
    """Rows of the words, sentence by sentence."""
    sizes: Integers


@dataclass(frozen=True, slots=True)
class Pass:
    """What one pass through the layers leaves for the way back."""

    ids: Integers
    """Rows in the word tables, some left out."""
    vectors: Floats
    hidden: Floats
    """What the window gave."""
    looked: Sequence[Floats]
    """What each look added."""
    drops: Sequence[Floats]
    """Factors by which inputs were left out: of the vector, the window, each look, the output."""
    of_structures: Sequence[Floats]
    """Such factors for each table of structure."""
    scores: Floats


class Model:
    """The parameters, and one step of learning."""

    def __init__(self, settings: Settings, sources: int) -> None:
        self._settings = settings
        self._draw = draw = np.random.default_rng(settings.seed)
        width, hidden = settings.vector, settings.hidden
        self.words = Tables([(table.size, table.width) for table in WORD_TABLES], 0.1, draw)
        self.structures = Tables([(STRUCTURE_SIZE, hidden)] * len(STRUCTURES), 0.02, draw)
        self.habits = Tables([(sources, hidden)], 0.02, draw)
        """What is particular to each source of annotations."""
        self.vector = Dense(sum(table.width for table in WORD_TABLES) + MEANING_SIZE, width, draw)
        self.window = Dense(len(_OFFSETS) * width, hidden, draw)
        self.looks = [Dense(3 * hidden, hidden, draw) for _ in STRIDES]
        self.output = Dense(hidden, _N, draw)
        self.biases = Tables([(sources, _N)], 0.0, draw)

    def _drop(self, values: Floats, share: float, *, rows: bool = False) -> Floats:
        """Factors that leave a share out and make up for it, for each value or for whole rows."""
        kept = self._draw.random((len(values), 1) if rows else values.shape, dtype=np.float32) >= share
        return kept.astype(np.float32) / np.float32(1 - share)

    def step(self, batch: Batch, rate: float) -> float:
        """One step down the gradient; the mean loss by word before it."""
        passed = self._pass(batch)
        gradient, loss = _compare(passed.scores, batch)
        self._descend(batch, passed, gradient, rate)
        return loss

    def _pass(self, batch: Batch) -> Pass:
        """What a batch gives while each layer does without some of its inputs."""
        s, is_word = self._settings, batch.is_word
        ids = batch.ids.copy()
        for table in LEFT_OUT:
            ids[self._draw.random(len(ids)) < s.word_dropout, table] = 0
        embedded = np.concatenate([*self.words.forward(ids), batch.meanings], 1)
        drops = [self._drop(embedded, s.dropout)]
        vectors = np.maximum(self.vector.forward(embedded * drops[0]), 0)
        seen = look(vectors[batch.rows] * is_word, _OFFSETS)
        drops.append(self._drop(seen, s.dropout))
        sums = self.window.forward(seen * drops[1])
        of_structures = [self._drop(sums, s.structure_dropout, rows=True) for _ in STRUCTURES]
        for found, drop in zip(self.structures.forward(batch.structure), of_structures, strict=True):
            sums += found * drop
        sums += self.habits.forward(batch.sources[:, None])[0]
        hidden, looked = [np.maximum(sums, 0) * is_word], []
        for layer, stride in zip(self.looks, STRIDES, strict=True):
            around = look(hidden[-1], (-stride, 0, stride))
            drops.append(self._drop(around, s.dropout))
            looked.append(np.maximum(layer.forward(around * drops[-1]), 0) * is_word)
            hidden.append(hidden[-1] + looked[-1])
        drops.append(self._drop(hidden[-1], s.dropout))
        scores = self.output.forward(hidden[-1] * drops[-1]) + self.biases.forward(batch.sources[:, None])[0]
        return Pass(ids, vectors, hidden[0], looked, drops, of_structures, scores)

    def _descend(self, batch: Batch, passed: Pass, gradient: Floats, rate: float) -> None:
        """Carry the gradient of the scores back through the layers, each of which takes its step."""
        decay, is_word, sources = self._settings.decay, batch.is_word, batch.sources[:, None]
        of_vector, of_window, *of_looks, of_output = passed.drops
        self.biases.backward(sources, [gradient], rate)
        back = self.output.backward(gradient, rate, decay) * of_output
        for i in range(len(STRIDES) - 1, -1, -1):
            of_around = self.looks[i].backward(back * (passed.looked[i] > 0), rate, decay) * of_looks[i]
            back = (back + unlook(of_around, (-STRIDES[i], 0, STRIDES[i]))) * is_word
        back = back * (passed.hidden > 0)
        self.habits.backward(sources, [back], rate)
        self.structures.backward(batch.structure, [back * drop for drop in passed.of_structures], rate)
        of_spread = unlook(self.window.backward(back, rate, decay) * of_window, _OFFSETS) * is_word
        of_vectors = sum_by(batch.rows, of_spread)[1] * (passed.vectors > 0)
        of_embedded = self.vector.backward(of_vectors, rate, decay) * of_vector
        ends = np.cumsum([table.width for table in WORD_TABLES])
        self.words.backward(passed.ids, np.split(of_embedded, ends, 1)[:-1], rate)

    def trace(self, batch: Batch) -> tuple[Floats, Floats]:
        """What a batch makes of the distinct words and of its rows when nothing is left out."""
        embedded = np.concatenate([*self.words.forward(batch.ids), batch.meanings], 1)
        vectors = np.maximum(self.vector.forward(embedded), 0)
        sums = self.window.forward(look(vectors[batch.rows] * batch.is_word, _OFFSETS))
        sums = sums + sum(self.structures.forward(batch.structure))
        hidden = np.maximum(sums + self.habits.forward(batch.sources[:, None])[0], 0) * batch.is_word
        for layer, stride in zip(self.looks, STRIDES, strict=True):
            around = look(hidden, (-stride, 0, stride))
            hidden = hidden + np.maximum(layer.forward(around), 0) * batch.is_word
        return vectors, hidden


def _compare(scores: Floats, batch: Batch) -> tuple[Floats, float]:
    """The gradient of the scores, for each row of the batch, and the mean loss by word."""
    count, chances = len(batch.at), _find_chances(scores, batch)
    loss = -float((batch.targets * np.log(np.maximum(chances, 1e-9))).sum() / count)
    gradient = np.zeros_like(scores)
    gradient[batch.at] = (chances - batch.targets) / np.float32(count)
    return gradient, loss


def _find_chances(scores: Floats, batch: Batch) -> Floats:
    """Of each word of a batch the chances of its labels."""
    sizes = batch.sizes
    owner = np.repeat(np.arange(len(sizes)), sizes)
    place = np.arange(len(batch.at)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    padded = np.zeros((len(sizes), sizes.max(), _N), np.float32)
    padded[owner, place] = scores[batch.at]
    return compute_marginals(padded, sizes)[owner, place]


def lay_out(data: Data, sentences: Integers, offsets: Integers) -> Batch:
    """Sentences of the data, with pads before, between and after them."""
    sizes = data.sizes[sentences]
    words = np.concatenate([np.arange(offsets[k], offsets[k + 1]) for k in sentences])
    at = np.arange(len(words)) + np.repeat(np.arange(1, len(sizes) + 1), sizes) * PADS
    length = len(words) + (len(sizes) + 1) * PADS
    distinct, which = np.unique(np.concatenate(([0], data.words[words])), return_inverse=True)
    rows, sources = np.zeros(length, np.int64), np.zeros(length, np.int64)
    structure = np.zeros((length, len(STRUCTURES)), np.int64)
    is_word = np.zeros((length, 1), np.float32)
    rows[at], structure[at], is_word[at] = which[1:], data.structure[words], 1
    sources[at] = np.repeat(data.sources[sentences], sizes)
    targets = np.eye(_N, dtype=np.float32)[data.labels[words]]
    meanings = data.meanings[distinct] * MEANING_STEP
    return Batch(rows, data.ids[distinct], meanings, structure, is_word, sources, targets, at, sizes)


def find_batches(data: Data, words: int, draw: np.random.Generator) -> Iterator[Integers]:
    """Sentences of about the same length, so many words together, in random order."""
    order = np.argsort(data.sizes + draw.random(len(data.sizes)) * 8, kind="stable")
    ends = np.cumsum(data.sizes[order])
    groups = np.split(order, np.searchsorted(ends, np.arange(words, ends[-1], words)))
    for i in draw.permutation(len(groups)):
        if len(groups[i]):
            yield groups[i]


def learn(data: Data, settings: Settings) -> Model:
    """A model that has seen the data :attr:`Settings.epochs` times."""
    model = Model(settings, int(data.sources.max()) + 1)
    draw = np.random.default_rng(settings.seed + 1)
    offsets = np.concatenate(([0], np.cumsum(data.sizes)))
    for epoch in range(settings.epochs):
        groups = list(find_batches(data, settings.batch, draw))
        for i, sentences in enumerate(groups):
            done = (epoch + i / len(groups)) / settings.epochs
            rate = settings.rate * min(1.0, 20 * done) * (1 - 0.97 * done)
            model.step(lay_out(data, sentences, offsets), rate)
    return model
