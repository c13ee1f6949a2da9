"""Years and periods as clauses name them, and what they lean on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Period, Span
from kg.text.dates import YEAR, find_plans
from kg.text.numerals import parse_numeral

FIRST_YEAR, LAST_YEAR = 1949, 2060
"""Years outside are not read as years: they are numbers, or too far to plan for."""

_RANGE = re.compile(rf"({YEAR})\s*年?\s*(?:[—–\-－~～至到]+|——)\s*({YEAR})\s*年?")
_YEAR = re.compile(rf"({YEAR})\s*年(?!代|[级届])")
_END = re.compile("(?:期|时期|规划期)?末")


def find_periods(text: str) -> Iterator[tuple[Span, Period]]:
    """Every period that a text names by its own words, in order; the end of a five-year plan is its last year.

    >>> [str(period) for _, period in find_periods("到二○三五年，“十四五”时期，“十四五”末，2021—2035年")]
    ['2035', '2021-2025', '2025', '2021-2035']
    >>> list(find_periods("总投资2024亿元，建成于1890年"))
    []
    """
    taken: list[Span] = []
    found = [*_find_ranges(text), *_find_plan_periods(text), *_find_years(text)]
    for span, period in found:
        if FIRST_YEAR <= period.first <= period.last <= LAST_YEAR and not any(span.overlaps(t) for t in taken):
            taken.append(span)
    yield from sorted((span, period) for span, period in found if span in taken)


def _find_ranges(text: str) -> Iterator[tuple[Span, Period]]:
    for match in _RANGE.finditer(text):
        first, last = parse_numeral(match[1]), parse_numeral(match[2])
        if first < last:
            yield Span(*match.span()), Period(first, last)


def _find_plan_periods(text: str) -> Iterator[tuple[Span, Period]]:
    for span, period in find_plans(text):
        end = _END.match(text, span.end)
        yield (Span(span.start, end.end()), Period(period.last, period.last)) if end else (span, period)


def _find_years(text: str) -> Iterator[tuple[Span, Period]]:
    for match in _YEAR.finditer(text):
        year = parse_numeral(match[1])
        yield Span(*match.span()), Period(year, year)
