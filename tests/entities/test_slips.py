"""Slips of print: what two editions of one sentence spell differently."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Entity, KnowledgeGraph
from tests.reports import build_reports, find_known


@pytest.fixture
def kg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> KnowledgeGraph:
    monkeypatch.setattr("kg.build.find_mentions", find_known)
    return build_reports(tmp_path)


def find_entity(kg: KnowledgeGraph, name: str) -> Entity:
    return next(entity for entity in kg.entities.values() if entity.name == name)


def test_the_reading_of_the_fuller_edition_names_the_thing_and_the_other_is_flagged(kg: KnowledgeGraph) -> None:
    port = find_entity(kg, "黄花国际贸易港")
    assert port.aliases == ("黄华国际贸易港",)
    assert port.slips == ("黄华国际贸易港",)


def test_a_slip_is_an_issue_with_its_place_and_the_text_stays(kg: KnowledgeGraph) -> None:
    (issue,) = (issue for issue in kg.issues if issue.kind == "slip")
    assert issue.source == "city-2024-print"
    assert kg.editions[issue.source].text[issue.start : issue.end] == "黄华国际贸易港"
    assert "黄花国际贸易港" in issue.message


def test_what_both_editions_print_is_no_slip(kg: KnowledgeGraph) -> None:
    assert find_entity(kg, "香炉洲大桥").slips == ()
