"""The trained tagger: sentences in, typed spans out; a segmenter cuts the words, numpy does the rest.

A linear-chain conditional random field over words. What depends on a word alone is summed once for each distinct word
and kept, so that a word costs a few look-ups in tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.divisions import load_divisions
from kg.mentions.decoding import LABELS, TYPES, Spans, decode, find_spans
from kg.mentions.features import (
    BUCKET_BITS,
    REACH,
    DivisionNames,
    Floats,
    Integers,
    Senses,
    WordTable,
    find_surroundings,
    hashed,
)
from kg.mentions.words import tag_words

Found = tuple[int, int, str, float]
"""Start, end, type and score."""

_SENSES = Path(__file__).parent / "model/senses.npz"
_LEVELS = {"province": 1, "city": 2, "county": 3}


def load_levels() -> dict[str, int]:
    """Names of administrative divisions, full and short, with their level: 1 province, 2 city, 3 county."""
    return {name: _LEVELS[found[0].level] for name, found in load_divisions().by_name.items()}


def load_senses() -> Senses:
    """The clusters of words by meaning that the package ships."""
    with np.load(_SENSES, allow_pickle=False) as file:
        return Senses(dict(file))


def cut_words(text: str, start: int, end: int) -> tuple[list[tuple[str, str]], list[int] | None]:
    r"""The words of a sentence with their parts of speech, and where its characters lie if it holds blanks.

    >>> cut_words("长沙机场改\n扩建", 0, 8)
    ([('长沙', 'ns'), ('机场', 'n'), ('改扩建', 'j')], [0, 1, 2, 3, 4, 6, 7])
    """
    piece = text[start:end]
    words = piece.split()
    if len(words) < 2 and (not words or len(words[0]) == len(piece)):
        return tag_words(piece), None
    return tag_words("".join(words)), [i for i, char in enumerate(piece, start) if not char.isspace()]


class Tagger:
    """Finds mentions in sentences; make one with `Tagger.load`."""

    def __init__(self, weights: Mapping[str, NDArray[np.generic]], senses: Senses) -> None:
        levels = load_levels()
        self._table = WordTable(senses, levels)
        self._divisions = DivisionNames(levels)
        self._own = dict(zip(weights["own"].tolist(), range(len(weights["own"])), strict=True))
        self._own_weights = weights["own_weights"]
        self._scale = np.float32(weights["scale"])
        self._slots = np.zeros(1 << BUCKET_BITS, np.int32)
        self._slots[weights["buckets"]] = np.arange(1, len(weights["buckets"]) + 1)
        self._around = np.concatenate([np.zeros((1, len(LABELS)), np.int16), weights["bucket_weights"]])
        self._bias = weights["bias"].astype(np.float32)
        self._slope, self._shift = weights["calibration"].tolist()
        self._vectors = np.zeros((2 * REACH + 1, 0, len(LABELS)), np.int16)

    @classmethod
    def load(cls, path: str | Path) -> Tagger:
        """The tagger with the weights at `path`; the words' senses lie in ``senses.npz`` of the package."""
        with np.load(path, allow_pickle=False) as file:
            return cls(dict(file), load_senses())

    def tag(self, text: str, sentences: Sequence[tuple[int, int]]) -> list[Found]:
        """Mentions inside the sentences (half-open code point offsets), in order of the sentences, flat."""
        rows, firsts, places = self._lay_out(text, sentences)
        scores = self.score(rows)
        spans = find_spans(decode(scores))
        sizes = self._table.columns()[7][rows]
        ends = np.cumsum(sizes)
        begins = ends - sizes
        sentence = np.searchsorted(firsts, spans.firsts, "right") - 1
        origins = begins[firsts[sentence]]
        starts, stops = begins[spans.firsts] - origins, ends[spans.lasts] - origins
        sureness = self._find_sureness(scores, spans)
        columns = (sentence.tolist(), starts.tolist(), stops.tolist(), spans.kinds.tolist(), sureness.tolist())
        found = []
        for k, start, stop, kind, score in zip(*columns, strict=True):
            place, base = places[k], sentences[k][0]
            span = (start + base, stop + base) if place is None else (place[start], place[stop - 1] + 1)
            found.append((*span, TYPES[kind], score))
        return found

    def _lay_out(
        self, text: str, sentences: Sequence[tuple[int, int]]
    ) -> tuple[Integers, Integers, list[list[int] | None]]:
        """Rows of all words, pads between; each sentence's first row, and where its characters lie if not in a run."""
        rows, firsts, places = [0] * REACH, [], []
        for start, end in sentences:
            firsts.append(len(rows))
            words, place = cut_words(text, start, end)
            places.append(place)
            rows.extend(map(self._table.row.__getitem__, words))
            rows += [0] * REACH
        return np.array(rows, np.int64), np.array(firsts, np.int64), places

    def score(self, rows: Integers) -> Floats:
        """How much speaks for each label of each row."""
        self._fill_vectors()
        sums = np.zeros((len(rows), len(LABELS)), np.int16)
        for offset in range(-REACH, REACH + 1):
            low, high = max(0, -offset), len(rows) - max(0, offset)
            sums[low:high] += self._vectors[offset + REACH].take(rows[low + offset : high + offset], 0)
        for buckets in find_surroundings(rows, self._table, self._divisions):
            sums += self._around.take(self._slots.take(buckets), 0)
        scores: Floats = sums * self._scale + self._bias
        scores[rows == 0] = 0
        scores[rows == 0, 0] = 100
        return scores

    def _fill_vectors(self) -> None:
        """Sums the weights of the words met for the first time."""
        keys = list(self._table.row)[self._vectors.shape[1] :]
        if keys:
            fresh = np.zeros((2 * REACH + 1, len(keys), len(LABELS)), np.int16)
            for i, key in enumerate(keys):
                hits = [self._own[h] for feature, _ in self._table.own(key) if (h := hashed(feature)) in self._own]
                fresh[:, i] = self._own_weights[hits].sum(0, dtype=np.int16)
            self._vectors = np.concatenate([self._vectors, fresh], 1)

    def _find_sureness(self, scores: Floats, spans: Spans) -> Floats:
        """The calibrated chance that a span is right, from how far its labels lead O on average."""
        leads = np.concatenate(([0], np.cumsum(scores[:, 1:].max(1) - scores[:, 0], dtype=np.float64)))
        mean = (leads[spans.lasts + 1] - leads[spans.firsts]) / (spans.lasts + 1 - spans.firsts)
        chances = 1 / (1 + np.exp(-(self._slope * mean + self._shift)))
        return np.asarray(np.round(chances, 4), np.float32)
