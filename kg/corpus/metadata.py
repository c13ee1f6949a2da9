"""What a document is, from its text: title, issuer, place, level, kind, date, periods."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from kg.corpus.header import Header, find_header
from kg.corpus.places import Place, find_issuer, find_place, guess_level
from kg.corpus.words import holds
from kg.corpus.years import find_years
from kg.model import Kind, Level, Period

_HAN = re.compile("[一-鿿]")
_MARKS = 2


@dataclass(frozen=True, slots=True)
class Metadata:
    """The fields of a Document that a text or a catalogue row tells; None is unknown."""

    title: str | None = None
    issuer: str | None = None
    place: str | None = None
    level: Level | None = None
    kind: Kind | None = None
    date: str | None = None
    reviews: Period | None = None
    plans: Period | None = None


def infer_metadata(text: str) -> Metadata:
    r"""What the text itself tells.

    >>> text = "2024年湖南省政府工作报告\n——2025年1月14日在湖南省第十四届人民代表大会上\n各位代表："
    >>> found = infer_metadata(text)
    >>> found.title, found.issuer, found.place, found.date, str(found.reviews), str(found.plans)
    ('2024年湖南省政府工作报告', '湖南省人民政府', '湖南省', '2025-01-14', '2024', '2025')
    """
    header = find_header(text)
    place = find_place(header, text)
    kind = header.kind or ("government_work_report" if _is_chinese(text) and holds(text, "report") else "other")
    years = find_years(header, text, kind)
    return Metadata(
        title=header.title or _title(header, place, kind),
        issuer=find_issuer(header, place, kind) if place else None,
        place=place.name if place else None,
        level=place.level if place else guess_level(text),
        kind=kind,
        date=years.date,
        reviews=years.reviews,
        plans=years.plans,
    )


def is_of_genre(text: str) -> bool:
    """Whether the text is a plan or a report: it has the title of one, or two marks of the genre.

    >>> is_of_genre("春眠不觉晓，处处闻啼鸟。"), is_of_genre("各位代表！过去一年，全市地区生产总值增长5%。")
    (False, True)
    """
    return find_header(text).title is not None or (_is_chinese(text) and holds(text, "mark", _MARKS))


def is_attributable(text: str, found: Metadata) -> bool:
    """Whether a text outside the genre still names a place and a time, in Chinese, so that it can be kept as other."""
    return _is_chinese(text) and found.place is not None and bool(found.date or found.plans or found.reviews)


def fill(rows: Iterable[Metadata]) -> Metadata:
    """Each field from the first row that knows it; a date from the first that knows it most exactly.

    >>> fill([Metadata(place="长沙市", date="2024"), Metadata(place="湖南省", date="2024-01-13")]).date
    '2024-01-13'
    """
    filled = Metadata()
    for row in rows:
        known = {f.name: getattr(row, f.name) for f in fields(row) if getattr(filled, f.name) is None}
        if row.date and filled.date and row.date.startswith(filled.date):
            known["date"] = row.date
        filled = replace(filled, **known)
    return filled


def _title(header: Header, place: Place | None, kind: Kind) -> str | None:
    """A title for a text that bears none: a report's is plain, others are called by their first line."""
    if kind == "government_work_report":
        return f"{place.name if place else ''}政府工作报告"
    return next((line for line in header.lines if _HAN.search(line)), None)


def _is_chinese(text: str) -> bool:
    return len(_HAN.findall(text)) >= 0.3 * len("".join(text.split()))
