"""Citations of a quoted sentence: issuer, title, date, section and sentence, by GB/T 7714 and in plain English."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.model import KnowledgeGraph, Statement

_BREAK = re.compile(r"\s*\n\s*")
_MONTHS = "January February March April May June July August September October November December"


@dataclass(frozen=True, slots=True)
class Source:
    """What a citation of one sentence is made of."""

    issuer: str
    title: str
    date: str | None
    """ISO, as exact as known; None where the text does not tell."""
    section: str
    """Headings from the outermost to the innermost, joined by `` > ``; empty before the first heading."""
    quote: str
    """The sentence without the line breaks of a print."""


def find_source(kg: KnowledgeGraph, statement: Statement) -> Source:
    """Where a statement stands."""
    edition, span = kg.editions[statement.mention.edition], statement.sentence
    document = kg.document_of[edition.id]
    sections = kg.outlines[edition.id].sections
    headings: list[str] = []
    index: int | None = statement.section
    while index is not None:
        heading = sections[index].heading
        headings.append(_join(edition.text[heading.start : heading.end]))
        index = sections[index].parent
    path = " > ".join(heading for heading in reversed(headings) if heading)
    return Source(document.issuer, document.title, document.date, path, _join(edition.text[span.start : span.end]))


def _join(text: str) -> str:
    return _BREAK.sub("", text).strip()


def cite_gbt7714(source: Source) -> str:
    """The citation after GB/T 7714-2015, as a report without a known publisher: ``[R]``.

    >>> cite_gbt7714(Source("长沙市人民政府", "长沙市政府工作报告", "2024-01-13", "一、工作回顾", "地铁7号线开工。"))
    '长沙市人民政府. 长沙市政府工作报告[R]. 2024-01-13: “一、工作回顾”. “地铁7号线开工。”'
    """
    where = f": “{source.section}”" if source.section else ""
    issuer = f"{source.issuer}. " if source.issuer else ""
    return f"{issuer}{source.title}[R]. {source.date or '[日期不详]'}{where}. “{source.quote}”"


def cite_english(source: Source) -> str:
    """The citation in plain English around the Chinese as published.

    >>> cite_english(Source("长沙市人民政府", "2024年长沙市政府工作报告", "2024-01-13", "", "地铁7号线开工。"))
    '长沙市人民政府, “2024年长沙市政府工作报告” (13 January 2024): “地铁7号线开工。”'
    """
    where = f", section “{source.section}”" if source.section else ""
    issuer = f"{source.issuer}, " if source.issuer else ""
    return f"{issuer}“{source.title}” ({_format_date(source.date)}){where}: “{source.quote}”"


def _format_date(date: str | None) -> str:
    """A date as English prose writes it, as exact as known.

    >>> _format_date("2024-01-13"), _format_date("2024-01"), _format_date("2024"), _format_date(None)
    ('13 January 2024', 'January 2024', '2024', 'no date')
    """
    if not date:
        return "no date"
    year, *rest = date.split("-")
    month = [_MONTHS.split()[int(rest[0]) - 1]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, year])


STYLES: Mapping[str, Callable[[Source], str]] = {"zh": cite_gbt7714, "en": cite_english}
"""Language to the citation in its style."""


def render_citation(kg: KnowledgeGraph, statement: Statement, style: str = "zh") -> str:
    """The ready citation of the sentence that a statement rests on: ``zh`` for GB/T 7714, ``en`` for plain English."""
    return STYLES[style](find_source(kg, statement))
