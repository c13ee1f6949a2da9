"""When a document was given, which period it reviews and which it plans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.corpus.header import Header
from kg.corpus.words import holds
from kg.model import Kind, Mood, Period
from kg.text.dates import YEAR, find_dates, find_plans
from kg.text.lines import find_heading, find_lines
from kg.text.numerals import parse_numeral
from kg.text.outline import parse_mood
from kg.text.periods import find_periods

_SESSION = re.compile(r"[^。；]{0,60}?(?:会议|大会|全会|通过|批准|审议)")
_BARE = re.compile(r"[（(—－\-]*[^（）()，。]{6,12}日[）)]?")
_TARGET = re.compile(rf"({YEAR})\s*年[^。\n年]{{0,25}}(?:总体要求|预期目标|工作安排|重点工作|工作重点)")
_HEADING = 40
"""A heading that names years has fewer characters."""
_TAIL = 200
"""Characters at the end in which the date of signing stands."""
_AUTUMN = 10
"""A report given from this month on speaks of the running year and plans the next."""


@dataclass(frozen=True, slots=True)
class Years:
    """What a text tells of its time; None where it does not."""

    date: str | None
    reviews: Period | None
    plans: Period | None


def find_years(header: Header, text: str, kind: Kind) -> Years:
    r"""The years of a text.

    >>> from kg.corpus.header import find_header
    >>> text = "（2023年12月28日在某市第一届人民代表大会上）\n各位代表：\n一、今年工作回顾\n二、明年工作安排"
    >>> years = find_years(find_header(text), text, "government_work_report")
    >>> years.date, str(years.reviews), str(years.plans)
    ('2023-12-28', '2023', '2024')
    """
    date = find_given(header, text)
    if kind == "government_work_report":
        return _years_of_report(header, text, date)
    named = [period for _, period in find_periods(header.title or "")]
    years = _years_of_plan(named, text, date) if kind != "other" or len(named) != 2 else Years(date, *named)
    if years.date is None and years.plans and kind == "plan_outline":
        return replace(years, date=str(years.plans.first))
    return years


def _years_of_plan(named: Sequence[Period], text: str, date: str | None) -> Years:
    """The five years that the title (before a far aim, 二○三五年) or the text names; the five before are reviewed."""
    plans = next((period for period in named if period.last > period.first), None)
    in_text = [period for _, period in find_plans(text)]
    plans = plans or max(in_text, key=lambda period: (in_text.count(period), period), default=None)
    before = Period(plans.first - 5, plans.first - 1) if plans else None
    return Years(date, before if before in in_text else None, plans)


def find_given(header: Header, text: str) -> str | None:
    """The date of the session, or one that stands alone under the title or at the end.

    The date on which a page was put on the web is not that on which its text was given.

    >>> find_given(Header(("时间：2026-02-02", "2026年1月25日在市第一届人民", "代表大会上"), None, None), "")
    '2026-01-25'
    """
    joined = header.joined
    for span, date in find_dates(joined):
        if "-" in date and "年" in joined[span.start : span.end] and _SESSION.match(joined, span.end):
            return date
    tail = [line.text for line in find_lines(text[-_TAIL:])]
    for line in (*header.lines, *reversed(tail)):
        dates = [date for _, date in find_dates(line) if len(date) == len("2025-01-14")]
        if dates and _BARE.fullmatch(line):
            return dates[0]
    return None


def _years_of_report(header: Header, text: str, date: str | None) -> Years:
    plans = (
        _planned(text) or _planned_by_date(date) or _planned_by_target(text) or _planned_by_title(header.title or "")
    )
    reviews = _reviewed(text, plans)
    if plans is None and reviews:
        plans = Period(reviews.last + 1, reviews.last + 1)
    return Years(date or (str(plans.first) if plans else None), reviews, plans)


def _planned(text: str) -> Period | None:
    """The single year of a plan's headings, before any five-year period; 2035 is no year to plan for in a report."""
    periods = _find_all_periods(_find_headings(text, "plan"))
    years = [period for period in periods if period.first == period.last]
    first = min(years, default=None)
    if first is None:
        return min(periods, default=None)
    return max(year for year in years if year.first <= first.first + 1)


def _planned_by_date(date: str | None) -> Period | None:
    if date is None:
        return None
    year, month = int(date[:4]), int(date[5:7] or 1)
    return _single(year + 1 if month >= _AUTUMN else year)


def _planned_by_target(text: str) -> Period | None:
    match = _TARGET.search(text)
    return _single(parse_numeral(match[1])) if match else None


def _planned_by_title(title: str) -> Period | None:
    return next((period for _, period in find_periods(title)), None)


def _reviewed(text: str, plans: Period | None) -> Period | None:
    """The past year where the text reviews it; five years only where it reviews nothing nearer."""
    headings = _find_headings(text, "review")
    periods = [p for p in _find_all_periods(headings) if plans is None or p.first < plans.first]
    years = [period for period in periods if period.first == period.last]
    is_yearly = holds(text, "one_year")
    if years:
        return max(years)
    if periods:
        five = max(periods)
        return _single(five.last) if is_yearly else five
    if plans is None or plans.first != plans.last:
        return None
    is_of_five = any(holds(words, "five_years") for words in headings) and not is_yearly
    return Period(plans.first - 5, plans.first - 1) if is_of_five else _single(plans.first - 1)


def _find_headings(text: str, mood: Mood) -> list[str]:
    """The headings of the first two levels, or on a line of their own, that review or that plan."""
    found = []
    for line in find_lines(text):
        span = find_heading(line)
        words = text[span.start : span.end]
        is_bare = line.level == 0 and words == line.text and words[-1] not in "，、"
        if len(words) < _HEADING and (line.level in (1, 2) or is_bare) and parse_mood(words) == mood:
            found.append(words)
    return found


def _find_all_periods(headings: Iterable[str]) -> list[Period]:
    return [period for words in headings for _, period in find_periods(words)]


def _single(year: int) -> Period:
    return Period(year, year)
