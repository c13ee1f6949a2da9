"""Names that are nearly what was asked for, in Chinese or in pinyin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.graph import Tally
from kg.model import Entity
from kg.pinyin import render_sound

_ENOUGH = 60.0
"""Below this likeness, 0 to 100, a name is another name."""
_ENOUGH_SOUND = 80.0
"""The same by sound: letters are few, so that other names are liker."""
_WITHIN = 95.0
"""What a name is worth that holds the one asked for; the longer the part, the more, up to 99."""


def rank_names(asked: str, entities: Iterable[Entity], tallies: Mapping[str, Tally], limit: int) -> list[str]:
    """Ids of the entities with a name like the one asked for: the likest first, then the most often named."""
    asked = asked.strip()
    compare, enough = (_compare_sounds, _ENOUGH_SOUND) if asked.isascii() else (compare_names, _ENOUGH)
    scored = [(max(compare(asked, name) for name in (entity.name, *entity.aliases)), entity.id) for entity in entities]
    kept = [(score, entity) for score, entity in scored if score >= enough] if asked else []
    ranked = sorted(kept, key=lambda item: (-item[0], -len(tallies[item[1]].statements), item[1]))
    return [entity for _, entity in ranked[:limit]]


def compare_names(asked: str, name: str) -> float:
    """Likeness, 0 to 100: the name itself, then a name that holds it, then one that nearly is or holds it.

    >>> [round(compare_names(asked, "湘雅路过江通道")) for asked in ("过江通道", "湘雅路过江隧道", "梅溪湖")]
    [97, 86, 0]
    """
    from rapidfuzz import fuzz  # 20 ms that only a search needs

    if asked == name:
        return 100.0
    if asked in name:
        return _WITHIN + 4 * len(asked) / len(name)
    partial = fuzz.partial_ratio(asked, name) * 0.9 if len(asked) <= len(name) else 0.0
    return max(fuzz.ratio(asked, name), partial)


def _compare_sounds(asked: str, name: str) -> float:
    """The same by sound: the syllables of a name run together, or their first letters.

    >>> [round(_compare_sounds(asked, "湘雅路过江通道")) for asked in ("xiangya lu", "xylgjtd", "meixihu")]
    [96, 100, 40]
    """
    letters = asked.lower().replace(" ", "")
    return max((compare_names(letters, sound) for sound in (*render_sound(name).split(" "), name.lower())), default=0.0)
