"""Fingerprints of texts, one by one and many at once."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.prints import Codes, fingerprint

TEXTS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=9))


@given(TEXTS, st.integers(0, 9))
def test_the_parts_of_many_texts_have_the_prints_that_each_has_by_itself(texts, size):
    codes = Codes(texts)
    assert codes.prints.tolist() == [fingerprint(text) for text in texts]
    assert codes.first(size).tolist() == [fingerprint(text[:size]) for text in texts]
    assert codes.last(size).tolist() == [fingerprint(text[max(0, len(text) - size) :]) for text in texts]


@given(TEXTS, st.data())
def test_what_is_left_after_a_cut_has_the_print_of_that_text(texts, data):
    codes = Codes(texts)
    cuts = [data.draw(st.integers(0, len(text))) for text in texts]
    found = codes.cut(np.arange(len(texts)), np.array(cuts, np.int64))
    assert found.tolist() == [fingerprint(text[cut:]) for text, cut in zip(texts, cuts, strict=True)]


@given(st.text(max_size=6), st.text(max_size=6))
def test_the_print_of_joined_texts_follows_from_theirs(one, other):
    power = pow(1000003, len(other), 1 << 64)
    assert fingerprint(one + other) == (fingerprint(one) * power + fingerprint(other)) % (1 << 64)
