"""Words with their parts of speech: by jieba's dictionary, in Rust where that is installed."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

try:
    import rjieba
except ImportError:  # no wheel for this platform
    rjieba = None  # type: ignore[assignment]


_WHOLE = re.compile("[高中初同相优特上下头何劣不等一二三四五六七八九十几甲乙丙丁低差次此坐久两]等|.*[平均对一]等")
"""Words that end in 等 by right."""
_COMPOUNDS = {
    "工程建设": (("工程", "n"), ("建设", "vn")),
    "工程项目": (("工程", "n"), ("项目", "n")),
    "基金项目": (("基金", "n"), ("项目", "n")),
    "试点工作": (("试点", "n"), ("工作", "vn")),
}
"""Words of the dictionary within which a name often ends."""
_SIGN = re.compile("等|工程[建项]|基金项|试点工")
"""Stands in every text of which a word is split."""


def tag_words(text: str) -> list[tuple[str, str]]:
    """The words of a text, which together are the text, each with its part of speech.

    A guessed word that has swallowed the 等 after a list gives it back.

    >>> tag_words("加快建设长沙机场")
    [('加快', 'v'), ('建设', 'vn'), ('长沙', 'ns'), ('机场', 'n')]
    >>> tag_words("生命线工程建设")
    [('生命线', 'n'), ('工程', 'n'), ('建设', 'vn')]
    """
    words: list[tuple[str, str]] = rjieba.tag(text) if rjieba else tag_by_jieba(text)
    if _SIGN.search(text):
        for i in range(len(words) - 1, -1, -1):
            word = words[i][0]
            if word in _COMPOUNDS:
                words[i : i + 1] = _COMPOUNDS[word]
            elif word[-1] == "等" and len(word) > 1 and not _WHOLE.fullmatch(word):
                words[i : i + 1] = (word[:-1], "x"), ("等", "u")
    return words


def tag_by_jieba(text: str) -> list[tuple[str, str]]:
    """The same by jieba itself, which is much slower; a word that its dictionary lacks is a numeral (m) or x."""
    segmenter, classes = _load_jieba()
    return [(word, classes.get(word, "m" if word[0].isdecimal() else "x")) for word in segmenter.lcut(text)]


@cache
def _load_jieba() -> tuple[Any, dict[str, str]]:
    """A segmenter of our own: the dictionary that jieba shares among its users may be changed by any of them.

    Imported here, for its tables of parts of speech take a quarter of a second that few need.
    """
    import jieba
    from jieba import posseg

    segmenter = jieba.Tokenizer()
    return segmenter, posseg.POSTokenizer(segmenter).word_tag_tab
