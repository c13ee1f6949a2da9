"""What recurs, by its reading and across levels."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Document, KnowledgeGraph
from kg.recur import find_recurrences
from tests.records import Builder
from tests.reports import build_reports, find_known


@pytest.mark.parametrize(
    ("reading", "name"), [("slipped", "香炉洲大桥"), ("silent", "椒花水库"), ("new", "“万名干部进万企”行动")]
)
def test_a_reading_filters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reading: str, name: str) -> None:
    monkeypatch.setattr("kg.build.find_mentions", find_known)
    found = find_recurrences(build_reports(tmp_path), reading=reading, min_documents=1)
    assert name in {item.name for item in found}
    assert {item.reading for item in found} == {reading}


def share(city_date: str, province_date: str) -> KnowledgeGraph:
    """A city and its province that both name one park, and the city another by itself."""
    builder = Builder()
    builder.document("市", "长沙市", 2024, "建设[湘江科学城|park|in_progress|planned]。")
    builder.document(
        "市次年", "长沙市", 2025, "建设[湘江科学城|park|in_progress|planned]、[智谷|park|in_progress|planned]。"
    )
    builder.document("省", "湖南省", 2025, "建设[湘江科学城|park|in_progress|planned]。")
    kg = builder.build()

    def date(document: Document) -> Document:
        dates = {"市": city_date, "省": province_date}
        level = "province" if document.id == "省" else "city"
        return replace(document, date=dates.get(document.id, document.date), level=level)

    return replace(kg, documents=tuple(map(date, kg.documents)))


def test_what_a_province_and_its_city_name_and_who_was_first() -> None:
    (found,) = find_recurrences(share("2024-01-10", "2025-01-14"), across_levels=True, min_documents=1)
    assert (found.name, found.issuers, found.named_first) == ("湘江科学城", ("长沙市", "湖南省"), "长沙市")


def test_dates_that_do_not_tell_who_was_first_leave_it_open() -> None:
    (found,) = find_recurrences(share("2025", "2025-01-14"), across_levels=True)
    assert found.named_first == ""
