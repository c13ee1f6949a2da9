"""Sentences with inline markup: ``推进[长沙机场改扩建|project]建设`` is a text and its mentions."""

from __future__ import annotations

import re

from kg.model import Document, Edition, Mention, Period, Span

_MARK = re.compile(r"\[([^\[\]|]+)\|(\w+)\]")


def parse_markup(marked: str) -> tuple[str, list[Mention]]:
    """The plain text, and a mention for each mark."""
    text, mentions, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        span = Span(len(text), len(text) + len(match[1]))
        mentions.append(Mention("e", span, match[1], match[2], 1.0, "hand"))
        text += match[1]
        at = match.end()
    return text + marked[at:], mentions


def make_edition(text: str) -> Edition:
    return Edition("e", text, "utf-8")


def make_report(reviews: int | None = 2023, plans: int | None = 2024, kind: str = "government_work_report") -> Document:
    """A report of 长沙市 that reviews one year and plans the next."""
    return Document(
        id="e",
        title="政府工作报告",
        issuer="长沙市人民政府",
        place="长沙市",
        level="city",
        kind=kind,  # type: ignore[arg-type]
        date="2024-01-13",
        reviews=Period(reviews, reviews) if reviews else None,
        plans=Period(plans, plans) if plans else None,
        editions=("e",),
    )
