"""Scores of labels for each word -> the best flat spans: Viterbi over begin, inside, end and single of each type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

TYPES = ("project", "park", "programme", "place", "event")
LABELS = ("O", *(f"{part}-{kind}" for kind in TYPES for part in "BIES"))
_N = len(TYPES)
_BEGIN, _INSIDE, _END, _SINGLE = (slice(k, None, 4) for k in (1, 2, 3, 4))
_SURE = 3.0
"""Where O leads every other label by so much, a word parts the text; more changed no label in 340,000 characters."""
_NEVER = np.float32(-1e9)

Back = tuple[Integers, NDArray[np.bool_]]
"""For each stretch the best label after which it may part, and for each type whether an open mention begins here."""


def decode(scores: Floats) -> Integers:
    """The best legal label of each row.

    >>> scores = np.zeros((3, len(LABELS)), np.float32)
    >>> scores[0, LABELS.index("B-park")] = scores[1, LABELS.index("E-park")] = scores[1, LABELS.index("S-place")] = 2
    >>> [LABELS[k] for k in decode(scores)]
    ['B-park', 'E-park', 'O']
    """
    labels = np.zeros(len(scores), np.int64)
    unsure = scores[:, 0] - scores[:, 1:].max(1) < _SURE
    edges = np.flatnonzero(np.diff(np.concatenate(([0], unsure.view(np.int8), [0]))))
    starts, sizes = edges[::2], edges[1::2] - edges[::2]
    if len(starts):
        longest_first = np.argsort(-sizes, kind="stable")
        _decode(scores, starts[longest_first], sizes[longest_first], labels)
    return labels


def _decode(scores: Floats, starts: Integers, sizes: Integers, labels: Integers) -> None:
    """Fills the labels of the stretches, all of them a step at a time."""
    active = [int(np.searchsorted(-sizes, -step, "left")) for step in range(int(sizes[0]))]
    parted = np.zeros(len(starts), np.float32)
    opened = np.full((len(starts), _N), _NEVER)
    back: list[Back] = []
    for step, count in enumerate(active):
        here = scores[starts[:count] + step]
        before, inside = parted[:count, None], opened[:count]
        options = np.concatenate([before + here[:, :1], before + here[:, _SINGLE], inside + here[:, _END]], 1)
        choice = options.argmax(1)
        begun, longer = before + here[:, _BEGIN], inside + here[:, _INSIDE]
        back.append((choice, begun >= longer))
        opened[:count] = np.maximum(begun, longer)
        parted[:count] = options.max(1)
    _walk_back(starts, active, back, labels)


def _walk_back(starts: Integers, active: Sequence[int], back: Sequence[Back], labels: Integers) -> None:
    """Reads the best labels from the last step to the first; `kind` is the type of the mention that is open, or -1."""
    kind = np.full(len(starts), -1)
    for step in range(len(active) - 1, -1, -1):
        count = active[step]
        choice, begins = back[step]
        now = kind[:count]
        is_open = now >= 0
        begun = begins[np.arange(count), now] & is_open
        ends = ~is_open & (choice > _N)
        closed = np.where(choice == 0, 0, np.where(choice > _N, 4 * (choice - _N) - 1, 4 * choice))
        labels[starts[:count] + step] = np.where(is_open, 4 * now + 2 - begun, closed)
        kind[:count] = np.where(begun, -1, np.where(ends, choice - _N - 1, now))


@dataclass(frozen=True, slots=True)
class Spans:
    """Mentions as first row, last row and number of the type."""

    firsts: Integers
    lasts: Integers
    kinds: Integers


def find_spans(labels: Integers) -> Spans:
    """The mentions in legal labels.

    >>> spans = find_spans(np.array([0, 4, 0, 13, 14, 15]))
    >>> list(zip(spans.firsts.tolist(), spans.lasts.tolist(), [TYPES[k] for k in spans.kinds]))
    [(1, 1, 'project'), (3, 5, 'place')]
    """
    part = (labels - 1) % 4
    firsts = np.flatnonzero((labels > 0) & ((part == 0) | (part == 3)))
    lasts = np.flatnonzero((labels > 0) & (part >= 2))
    return Spans(firsts, lasts, (labels[firsts] - 1) // 4)
