"""What a build keeps, and what the next one takes over from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import store
from kg.build import build, write_build
from tests.reports import CITY_2025, build_reports, find_known, write_reports


@pytest.fixture(autouse=True)
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The editions that were read anew, in order."""
    editions: list[str] = []

    def find(edition, outline, weights=None):
        editions.append(edition.id)
        return find_known(edition, outline)

    monkeypatch.setattr("kg.build.find_mentions", find)
    return editions


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_joins_doubts_slips_and_evidence_are_read_back(tmp_path: Path) -> None:
    kg = build_reports(tmp_path)
    assert kg.joins
    assert kg.doubts
    write_build(kg, tmp_path / "out", views=False)
    assert store.read_knowledge(tmp_path / "out") == kg


def test_one_more_document_costs_one_document_and_gives_the_same_bytes(tmp_path: Path, read: list[str]) -> None:
    out = tmp_path / "out"
    write_build(build_reports(tmp_path, "city-2024", "city-2024-print"), out, views=False)
    read.clear()
    write_build(build(write_reports(tmp_path), earlier=out), out, views=False)
    assert read == ["city-2025"]
    write_build(build(write_reports(tmp_path)), tmp_path / "at-once", views=False)
    assert contents(out) == contents(tmp_path / "at-once")


def test_a_changed_text_is_read_again(tmp_path: Path, read: list[str]) -> None:
    out = tmp_path / "out"
    write_build(build_reports(tmp_path), out, views=False)
    read.clear()
    (tmp_path / "city-2025.txt").write_text(CITY_2025.replace("主桥合龙", "建成通车"), encoding="utf-8")
    kg = build([tmp_path / f"{stem}.txt" for stem in ("city-2024", "city-2024-print", "city-2025")], earlier=out)
    assert read == ["city-2025"]
    assert any("建成通车" in kg.editions["city-2025"].text for _ in kg.statements)


def test_another_version_of_the_program_takes_nothing_over(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write_build(build_reports(tmp_path), out, views=False)
    read.clear()
    monkeypatch.setattr(store, "find_version", lambda: "another")
    build(write_reports(tmp_path), earlier=out)
    assert len(read) == 3


def test_a_broken_earlier_build_is_as_good_as_none(tmp_path: Path, read: list[str]) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / store.NAME).write_text("{", encoding="utf-8")
    build_reports(tmp_path, "city-2025", earlier=tmp_path / "out")
    assert read == ["city-2025"]
