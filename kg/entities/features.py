"""What speaks for two names being one thing: the features of a pair, by the table in the lexicon."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from rapidfuzz.distance import Levenshtein

from kg.entities.forms import Form
from kg.entities.lexicon import load_names
from kg.entities.names import Name
from kg.entities.places import nests
from kg.pinyin import spell

_NEED_LENGTH = frozenset({"same_sound", "one_character_other", "inserted", "region_dropped"})
"""Bases that mean little for a short name."""
_COUNT = re.compile("[0-9一二三四五六七八九十百两]+[大项].{2,3}")
LONG, _TELLING = 6, 8
"""Characters from which a name is long, and from which it tells its thing whatever stands before it."""


@cache
def sound(text: str) -> str:
    """Syllables without tones, so that a slip of the same sound shows.

    >>> sound("黄华国际贸易港") == sound("黄花国际贸易港")
    True
    """
    return " ".join(spell(text))


def is_vetoed(a: Name, b: Name) -> bool:
    """Whether two names can never be one thing: numbers, phases, places or scopes tell them apart."""
    if a.division or b.division:
        return a.division != b.division
    x, y = a.form, b.form
    if x.numerals != y.numerals or x.phases != y.phases:
        return True
    if not nests(a.seat, b.seat) and not runs_through(a, b):
        return True
    if a.is_local and b.is_local and a.seat != b.seat:
        return True
    if a.own and b.own and a.own != b.own:
        return True
    if x.quantity and y.quantity and x.quantity != y.quantity:
        return True
    return bool(x.year and y.year and x.year != y.year and "event" not in (a.type, b.type))


def runs_through(a: Name, b: Name) -> bool:
    """Whether both are one spelling of what may run through the places of both: 沈白高铁 in 吉林 and in 辽宁."""
    return a.form.key == b.form.key and a.form.kind in load_names().through and not a.own


def _gaps(short: str, long: str) -> list[str] | None:
    """The runs of characters that only the longer one has; None if it lacks one of the shorter's.

    >>> _gaps("花博园", "花卉园艺博览园"), _gaps("视频", "音频")
    (['卉园艺', '览'], None)
    """
    operations = Levenshtein.editops(short, long)
    if any(operation.tag != "insert" for operation in operations):
        return None
    gaps: list[str] = []
    last = -2
    for operation in operations:
        if operation.dest_pos == last + 1:
            gaps[-1] += long[operation.dest_pos]
        else:
            gaps.append(long[operation.dest_pos])
        last = operation.dest_pos
    return gaps


def explain_longer(short: str, long: str) -> str:
    """The base by which a longer stem is the same as a shorter one; empty if it is not."""
    gaps = _gaps(short, long)
    if not gaps or short[0] != long[0] or short[-1] != long[-1] or set("".join(gaps)) & set(load_names().contrast):
        return ""
    is_cut = any(len(gap) % 2 for gap in gaps)  # words have two characters: an odd gap cuts through one
    if len(gaps) == 1:
        if len(gaps[0]) == 1 and len(short) >= 6:
            return "one_character_more"
    elif is_cut and len(short) >= 3 and len(long) <= (2.5 if len(short) < 6 else 3) * len(short):
        return "abbreviation"
    if set(gaps) <= set(load_names().fillers) and len(short) >= 6:
        return "filler_inserted"
    is_anchored = short[:2] == long[:2] and short[-2:] == long[-2:]
    return "inserted" if is_anchored and len(short) >= 6 else ""


def _explain_substitution(a: str, b: str) -> str:
    if len(a) != len(b) or len(a) < 4 or Levenshtein.distance(a, b) != 1:
        return ""
    changed = {x + y for x, y in zip(a, b, strict=True) if x != y}
    return "" if set("".join(changed)) & set(load_names().contrast) else "one_character_other"


def _explain_modifier(short: str, long: str) -> str:
    is_more = long.endswith(short) and len(short) >= 4 and len(long) - len(short) <= 4
    if not is_more or set(long[: -len(short)]) & set(load_names().contrast):
        return ""
    return "long_name_qualified" if len(short) >= _TELLING else "modifier_dropped"


def _explain_order(a: str, b: str) -> str:
    """Two long names may have the same words in another order: 综合金融服务平台, 金融综合服务平台."""
    is_same = len(a) >= LONG and sorted(a) == sorted(b) and a[-2:] == b[-2:]
    return "reordered" if is_same and not set(a) & set(load_names().contrast) else ""


def _shares_coinage(x: Form, y: Form) -> bool:
    """Whether both hold one quoted coinage, and at least one of them is nothing more than that, its head apart.

    A mere count is no coinage: there are many “十大工程”.
    """
    short, long = sorted((x, y), key=lambda form: (len(form.stem), form.stem))
    if _COUNT.fullmatch(long.coinage or short.coinage):
        return False
    if not long.coinage:
        return len(short.stem) >= LONG and short.stem == short.coinage and long.stem.endswith(short.stem)
    return long.coinage in (short.stem, short.core) and long.coinage in long.stem


def find_base(a: Name, b: Name, regions: Collection[str]) -> str:
    """The strongest base feature of a pair; empty if nothing speaks for it."""
    x, y = a.form, b.form
    if x.key == y.key:
        return "same_spelling"
    agree = load_names().agree(x.kind, y.kind)
    if x.core == y.core:
        if agree:
            return "same_core"
        return "other_head" if x.phases == y.phases and x.optional == y.optional and a.type == b.type else ""
    short, long = sorted((x.stem, y.stem), key=lambda stem: (len(stem), stem))
    base = explain_longer(short, long)
    if base == "abbreviation":
        return base if bool(a.seat) == bool(b.seat) else ""
    if base and agree:
        return base
    if not agree:
        return ""
    if len(short) >= 4 and sound(short) == sound(long):
        return "same_sound"
    if _shares_coinage(x, y) and a.seat and b.seat:
        return "same_coinage"
    if not (a.is_shared and b.is_shared) and long.endswith(short) and long[: -len(short)] in regions:
        return "region_dropped"
    return _explain_order(short, long) or _explain_substitution(short, long) or _explain_modifier(short, long)


def _compare_fronts(a: Name, b: Name) -> list[str]:
    """Adjustments for what stands before the core."""
    x, y = a.form, b.form
    features = []
    if bool(x.places) != bool(y.places):
        features.append("place_dropped" if a.seat and b.seat else "place_of_national")
    if bool(x.rank) != bool(y.rank):
        is_state = (x.rank or y.rank) in load_names().ranks["state"]
        is_short = min(len(x.key), len(y.key)) < _TELLING
        features.append("rank_of_short_name" if is_state and is_short else "rank_dropped")
    if x.owner != y.owner:
        features.append("owner_dropped")
    return features


def _name_missing_head(a: Name, b: Name) -> str:
    """How little it means that one of two names of one core lacks a head."""
    x, y, kind = a.form, b.form, a.form.kind or b.form.kind
    if kind in load_names().clippable and x.core[-1] not in load_names().not_clipped_after:
        return "head_clipped"
    if a.type == b.type and x.core in (x.coinage, y.coinage):
        return "head_after_coinage"
    is_descriptive = kind in load_names().descriptive and len(x.core) >= 4 and x.optional == y.optional
    return "head_descriptive" if is_descriptive and a.type == b.type else "head_missing"


def _compare_coinage(a: Name, b: Name) -> list[str]:
    """Adjustments where one name adds to a coinage that the other is."""
    long, short = sorted((a.form, b.form), key=lambda form: (-len(form.stem), form.stem))
    ends = (long.coinage, long.coinage + short.head)
    features = [] if long.stem.endswith(ends) else ["coinage_continued"]
    return features if a.issuers & b.issuers else [*features, "coinage_elsewhere"]


def _compare_backs(a: Name, b: Name) -> list[str]:
    """Adjustments for optional words and heads."""
    x, y = a.form, b.form
    features = []
    if x.optional != y.optional:
        if a.type != b.type:
            features.append("optional_of_other_type")
        else:
            is_more = set(x.optional) <= set(y.optional) or set(y.optional) <= set(x.optional)
            features.append("optional_dropped" if is_more else "other_optional")
    if x.core == y.core and x.kind != y.kind and load_names().agree(x.kind, y.kind):
        if x.kind and y.kind:
            features.append("head_general")
        else:
            features.append(_name_missing_head(a, b))
    return features


def _compare_sentences(a: Name, b: Name) -> list[str]:
    """Adjustments for two names in one sentence: side by side in a list they are two things."""
    common = a.sentences & b.sentences
    if not common:
        return []
    return ["listed_together"] if _are_side_by_side(a, b) else ["same_sentence"]


def _are_side_by_side(a: Name, b: Name) -> bool:
    starts = {(s.mention.edition, s.mention.span.start - gap) for s in b.statements for gap in (0, 1)}
    ends = {(s.mention.edition, s.mention.span.end + gap) for s in b.statements for gap in (0, 1)}
    return any(
        (s.mention.edition, s.mention.span.end) in starts or (s.mention.edition, s.mention.span.start) in ends
        for s in a.statements
    )


def compare(a: Name, b: Name, regions: Collection[str]) -> tuple[str, ...]:
    """The features of a pair, the base first; empty if nothing speaks for it or a veto against it.

    ``regions`` are the places without a code that the corpus names, as keys.
    """
    base = "" if is_vetoed(a, b) else find_base(a, b, regions)
    if not base:
        return ()
    features = [base]
    if base != "same_spelling":
        features += _compare_fronts(a, b) + _compare_backs(a, b)
        if base in _NEED_LENGTH and min(len(a.form.stem), len(b.form.stem)) < 5:
            features.append("short")
    if a.type != b.type:
        features.append("other_type")
    if base == "same_coinage":
        features += _compare_coinage(a, b)
    elif not a.issuers & b.issuers:
        features.append("other_issuer")
    if not nests(a.seat, b.seat):
        features.append("other_province")
    elif bool(a.seat) != bool(b.seat) and not any(nests(one, other) for one in a.origins for other in b.origins):
        features.append("national_elsewhere")
    if a.form.quantity != b.form.quantity:
        features.append("quantity_dropped")
    return (*features, *_compare_sentences(a, b))
