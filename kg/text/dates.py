"""Dates, years and the periods of five-year plans, as reports write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Period, Span
from kg.text.numerals import parse_numeral

YEAR = (
    r"(?<![0-9０-９])(?:(?:19|20)[0-9]{2}|[１２][９０][０-９]{2}|[一二][九〇○零ＯO][〇○零ＯO一二三四五六七八九]{2})"
    r"(?![0-9０-９])"
)
"""A regular expression, without groups, for a year of four digits of any kind."""

_SMALL = r"[0-9０-９]{1,2}|[〇○一二三四五六七八九十]{1,3}"
_DATE = re.compile(rf"({YEAR})\s*(?:年\s*(?:({_SMALL})\s*月\s*(?:({_SMALL})\s*日)?)?|-(\d\d?)-(\d\d?)(?!\d))")
_PLAN = re.compile(
    r"第(十[一二三四五六七八九]?|二十[一二三四五六七八九]?|[一二三四五六七八九])个五年"
    r"|[“\"「](十[一二三四五六七八九]?|[六七八九])五[”\"」]"
    r"|(?<![二三四五六七八九])(十[一二三四五六七八九])五(?=时期|期间|规划|计划|以来|收官|开局|期末|末)"
)


def plan_period(ordinal: int) -> Period:
    """The years of a five-year plan of the nation; raises ValueError for an ordinal under 1.

    >>> str(plan_period(14)), str(plan_period(1))
    ('2021-2025', '1953-1957')
    """
    if ordinal < 1:
        raise ValueError(f"no five-year plan has the number {ordinal}")
    first = 1953 + 5 * (ordinal - 1) if ordinal < 3 else 1966 + 5 * (ordinal - 3)
    return Period(first, first + 4)


def find_plans(text: str) -> Iterator[tuple[Span, Period]]:
    """Five-year plans that the text names, in order.

    >>> [str(period) for _, period in find_plans("“十三五”圆满收官，第十四个五年规划开局，长15公里")]
    ['2016-2020', '2021-2025']
    """
    for match in _PLAN.finditer(text):
        yield Span(*match.span()), plan_period(parse_numeral(next(filter(None, match.groups()))))


def find_dates(text: str) -> Iterator[tuple[Span, str]]:
    """Dates in order, ISO, as exact as written; a year alone needs its 年. Impossible months and days are passed over.

    >>> [date for _, date in find_dates("2025年1月14日，二〇二四年，2026-02-03 09:02:33，总投资2024亿元")]
    ['2025-01-14', '2024', '2026-02-03']
    """
    for match in _DATE.finditer(text):
        year, *rest = match.groups()
        month, day = (rest[0], rest[1]) if rest[2] is None else (rest[2], rest[3])
        numbers = [parse_numeral(part) for part in (year, month, day) if part]
        if all(1 <= n <= top for n, top in zip(numbers[1:], (12, 31), strict=False)):
            yield Span(*match.span()), "-".join(f"{n:02d}" for n in numbers)
