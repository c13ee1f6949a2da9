"""Chinese as it sounds, by pypinyin: its dictionary takes a tenth of a second and is loaded when first used."""

from __future__ import annotations

from functools import cache


def spell(text: str) -> list[str]:
    """The syllables of a text without tones; what is not Chinese stays as it stands, a run at a time.

    >>> spell("湘江AI谷")
    ['xiang', 'jiang', 'AI', 'gu']
    """
    from pypinyin import lazy_pinyin

    return lazy_pinyin(text)


@cache
def render_sound(name: str) -> str:
    """A name in pinyin without tones, then its initials, so that a keyboard without Chinese finds it.

    >>> render_sound("湘江科学城")
    'xiangjiangkexuecheng xjkxc'
    """
    syllables = [syllable.lower() for syllable in spell(name)]
    return f"{''.join(syllables)} {''.join(syllable[:1] for syllable in syllables)}"
