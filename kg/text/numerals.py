"""Whole numbers as reports write them: 2024, ２０２４, 二〇二四, 十四, 一百二十, 两千."""

from __future__ import annotations

import unicodedata

# Prints write the circle and the letter O for 〇.
_DIGIT = {**dict.fromkeys("〇○零Oo", 0), **{c: n for n, c in enumerate("一二三四五六七八九", start=1)}, "两": 2}
_UNITS = {"亿": 100_000_000, "万": 10_000, "千": 1_000, "百": 100, "十": 10}


def parse_numeral(text: str) -> int:
    """The whole number that the text writes; raises ValueError for anything else.

    >>> parse_numeral("二〇二四"), parse_numeral("二十"), parse_numeral("十四"), parse_numeral("２０２４")
    (2024, 20, 14, 2024)
    >>> parse_numeral("一亿两千三百零五万")
    123050000
    """
    plain = unicodedata.normalize("NFKC", text)
    if plain.isascii() and plain.isdigit():
        return int(plain)
    try:
        if len(plain) > 1 and not any(unit in plain for unit in _UNITS):
            return int("".join(str(_DIGIT[c]) for c in plain))
        return _parse_units(plain)
    except KeyError as error:
        raise ValueError(f"not a whole number: {text!r}") from error


def _parse_units(plain: str) -> int:
    for unit, size in _UNITS.items():
        head, found, tail = plain.rpartition(unit)
        if found:
            times = 1 if unit == "十" and head in ("", "零") else _parse_units(head)
            return times * size + (_parse_units(tail) if tail else 0)
    return _DIGIT[plain[1:] if len(plain) == 2 and plain[0] == "零" else plain]
