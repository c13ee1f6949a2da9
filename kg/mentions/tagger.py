"""The trained tagger: sentences in, typed spans out; a segmenter cuts the words, numpy does the rest.

A committee of two small networks over words, which differ in chance alone and are right together more often. What
depends on a word alone is computed once for each distinct word and kept, so that a word costs each of them a few
look-ups in tables and three small products.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.divisions import load_divisions
from kg.errors import SchemaError
from kg.mentions.decoding import TYPES, Spans, decode, find_spans
from kg.mentions.features import PADS, Floats, WordTable
from kg.mentions.network import Network, split_members
from kg.mentions.prints import Integers
from kg.mentions.senses import Senses
from kg.mentions.structure import DivisionNames, find_structure
from kg.mentions.words import tag_words

Found = tuple[int, int, str, float]
"""Start, end, type and score."""

_SENSES = Path(__file__).parent / "model/senses.npz"
_MOST_WORDS = 30_000
"""Distinct words that are kept in mind; then the tagger starts anew, so that an archive of any size fits."""
_LEVELS = {"province": 1, "city": 2, "county": 3}


def load_levels() -> dict[str, int]:
    """Names of administrative divisions, full and short, with their level: 1 province, 2 city, 3 county."""
    return {name: _LEVELS[found[0].level] for name, found in load_divisions().by_name.items()}


def load_senses() -> Senses:
    """What words mean, as the package ships it."""
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
        self._levels, self._senses = load_levels(), senses
        self._divisions = DivisionNames(self._levels)
        self._table = WordTable(senses, self._levels)
        self._networks = [Network(arrays, senses.vectors) for arrays in split_members(weights)]
        if int(weights.get("senses", np.array(0))) != senses.checksum:
            raise SchemaError("these weights were learned with another senses.npz; make them anew with kg train")
        self._slope, self._shift = weights["calibration"].tolist()

    @classmethod
    def load(cls, path: str | Path) -> Tagger:
        """The tagger with the weights at `path`; the words' senses lie in ``senses.npz`` of the package."""
        with np.load(path, allow_pickle=False) as file:
            return cls(dict(file), load_senses())

    def tag(self, text: str, sentences: Sequence[tuple[int, int]]) -> list[Found]:
        """Mentions inside the sentences (half-open code point offsets), in order of the sentences, flat."""
        if len(self._table) > _MOST_WORDS:
            self._table = WordTable(self._senses, self._levels)
            for network in self._networks:
                network.forget()
        rows, firsts, places = self._lay_out(text, sentences)
        scores = self.score(rows)
        spans = find_spans(decode(scores))
        sizes = self._table.columns().lengths[rows]
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
        rows, firsts, places = [0] * PADS, [], []
        for start, end in sentences:
            firsts.append(len(rows))
            words, place = cut_words(text, start, end)
            places.append(place)
            rows.extend(map(self._table.row.__getitem__, words))
            rows += [0] * PADS
        return np.array(rows, np.int64), np.array(firsts, np.int64), places

    def score(self, rows: Integers) -> Floats:
        """How much speaks for each label of each row."""
        columns = self._table.columns()
        structure = find_structure(rows, columns, self._divisions)
        scores, *others = (network.score(rows, structure, columns) for network in self._networks)
        for more in others:
            scores += more
        scores /= len(self._networks)
        scores[rows == 0] = 0
        scores[rows == 0, 0] = 100
        return scores

    def _find_sureness(self, scores: Floats, spans: Spans) -> Floats:
        """The calibrated chance that a span is right, from those of its first and of its last label."""
        is_single, kind = spans.firsts == spans.lasts, 4 * spans.kinds
        first = _find_log_chances(scores[spans.firsts], np.where(is_single, kind + 4, kind + 1))
        last = _find_log_chances(scores[spans.lasts], np.where(is_single, kind + 4, kind + 3))
        chances = 1 / (1 + np.exp(-(self._slope * (first + last) + self._shift)))
        return np.asarray(np.round(chances, 4), np.float32)


def _find_log_chances(scores: Floats, labels: Integers) -> NDArray[np.float64]:
    """The logarithm of the chance of one label of each row."""
    leads = (scores - scores.max(1, keepdims=True)).astype(np.float64)
    return np.asarray(leads[np.arange(len(labels)), labels] - np.log(np.exp(leads).sum(1)))
