"""Words with their parts of speech: by jieba's dictionary, in Rust where that is installed."""

from __future__ import annotations

from functools import cache
from typing import Any

import jieba
from jieba import posseg

try:
    import rjieba
except ImportError:  # no wheel for this platform
    rjieba = None  # type: ignore[assignment]


def tag_words(text: str) -> list[tuple[str, str]]:
    """The words of a text, which together are the text, each with its part of speech.

    >>> tag_words("加快建设长沙机场")
    [('加快', 'v'), ('建设', 'vn'), ('长沙', 'ns'), ('机场', 'n')]
    """
    return rjieba.tag(text) if rjieba else tag_by_jieba(text)


def tag_by_jieba(text: str) -> list[tuple[str, str]]:
    """The same by jieba itself, which is much slower; a word that its dictionary lacks is a numeral (m) or x."""
    segmenter, classes = _load_jieba()
    return [(word, classes.get(word, "m" if word[0].isdecimal() else "x")) for word in segmenter.lcut(text)]


@cache
def _load_jieba() -> tuple[Any, dict[str, str]]:
    """A segmenter of our own: the dictionary that jieba shares among its users may be changed by any of them."""
    segmenter = jieba.Tokenizer()
    return segmenter, posseg.POSTokenizer(segmenter).word_tag_tab
