from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kg.mentions.decoding import LABELS, decode

LEGAL = {
    (a, b): b[0] in "OBS" if a[0] in "OES" else b[0] in "IE" and a[2:] == b[2:] for a, b in product(LABELS, repeat=2)
}


def is_legal(labels):
    return all(LEGAL[pair] for pair in zip(("O", *labels), (*labels, "O"), strict=True))


PATHS = [path for path in product(range(len(LABELS)), repeat=3) if is_legal([LABELS[k] for k in path])]


@settings(max_examples=40, deadline=None)
@given(arrays(np.float32, (3, len(LABELS)), elements=st.floats(-2, 2, width=16)))
def test_no_legal_labels_score_better_than_the_decoded_ones(scores):
    labels = decode(scores)
    assert is_legal([LABELS[k] for k in labels])
    best = max(scores[[0, 1, 2], path].sum() for path in PATHS)
    assert np.isclose(scores[[0, 1, 2], labels].sum(), best, atol=1e-3)


def test_stretches_of_unlike_lengths_do_not_disturb_each_other():
    draw = np.random.default_rng(0)
    parts = [draw.normal(size=(n, len(LABELS))).astype(np.float32) for n in (1, 7, 3, 12)]
    parting = np.zeros((1, len(LABELS)), np.float32)
    parting[0, 0] = 50
    together = decode(np.concatenate([row for part in parts for row in (part, parting)]))
    apart = [label for part in parts for label in (*decode(part), 0)]
    assert together.tolist() == apart


def test_a_text_without_words_has_no_labels():
    assert decode(np.zeros((0, len(LABELS)), np.float32)).tolist() == []
