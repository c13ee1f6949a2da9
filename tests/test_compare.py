"""What changed between two builds, or between two years of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.compare import Change, compare_builds, compare_years
from kg.errors import KGError
from kg.ontology import load_ontology
from tests.reports import build_reports, find_known


@pytest.fixture(autouse=True)
def patch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.build.find_mentions", find_known)


def named(changes: list[Change], kind: str) -> set[str]:
    return {change.name for change in changes if change.change == kind}


def test_two_years_of_one_build(tmp_path: Path) -> None:
    changes = compare_years(build_reports(tmp_path), 2024, 2025, load_ontology())
    assert named(changes, "slipped") == {"香炉洲大桥"}
    assert named(changes, "advanced") == {"湘雅路过江通道"} or named(changes, "advanced") == {"湘雅路隧道"}
    assert "椒花水库" in named(changes, "gone")
    assert named(changes, "new") == {"“万名干部进万企”行动"}


def test_two_builds(tmp_path: Path) -> None:
    old, new = build_reports(tmp_path, "city-2024"), build_reports(tmp_path)
    changes = compare_builds(old, new, load_ontology())
    assert named(changes, "slipped") == {"香炉洲大桥"}
    assert {change.change for change in changes if "湘雅路" in change.name} == {"advanced"}
    assert named(changes, "gone") == set()
    assert compare_builds(new, new, load_ontology()) == []


def test_a_change_tells_what_was_said_before_and_after(tmp_path: Path) -> None:
    changes = compare_years(build_reports(tmp_path), 2024, 2025, load_ontology())
    bridge = next(change for change in changes if change.name == "香炉洲大桥")
    assert (bridge.before, bridge.after) == ("计划2024运营", "已报告2024推进，计划2025运营")


def test_years_without_documents_are_named(tmp_path: Path) -> None:
    with pytest.raises(KGError, match="no place has documents of both 2019 and 2025; documents here are of 2024, 2025"):
        compare_years(build_reports(tmp_path), 2019, 2025, load_ontology())
