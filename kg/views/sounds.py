"""How names sound, so that a keyboard without Chinese finds them."""

from __future__ import annotations

from functools import cache


@cache
def render_sound(name: str) -> str:
    """A name in pinyin without tones, then its initials.

    >>> render_sound("湘江科学城")
    'xiangjiangkexuecheng xjkxc'
    """
    from pypinyin import lazy_pinyin  # its dictionary costs a tenth of a second

    syllables = [syllable.lower() for syllable in lazy_pinyin(name)]
    return f"{''.join(syllables)} {''.join(syllable[:1] for syllable in syllables)}"
