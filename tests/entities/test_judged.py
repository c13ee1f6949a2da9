"""Judgements replayed: they join and part whatever the features say, and are missed aloud."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build import build
from kg.model import Judgement
from tests.entities.world import resolve
from tests.reports import find_known, write_reports

CITY = "长沙市"
LINES = ("长浏线", "长浏快线", "长宁线")


def judge(a: str, b: str, verdict: str) -> Judgement:
    return Judgement(a, b, "project", verdict, "读者", "看过原文")  # type: ignore[arg-type]


def world(*judgements: Judgement):
    return resolve([(CITY, name, "project") for name in LINES], judgements)


def test_a_judgement_undone_leaves_no_trace() -> None:
    assert world(judge("长浏线", "长浏快线", "different")).names() == sorted(LINES)
    assert world().are_one("长浏线", "长浏快线")


def test_what_was_judged_different_stays_apart_though_a_chain_of_same_would_join_it() -> None:
    chain = (judge("长浏线", "长宁线", "same"), judge("长宁线", "长浏快线", "same"))
    found = world(*chain, judge("长浏线", "长浏快线", "different"))
    assert not found.are_one("长浏线", "长浏快线")
    assert len(found.resolution.orphans) == 1


def test_a_join_by_judgement_says_so() -> None:
    (join,) = (j for j in world(judge("长浏线", "长宁线", "same")).resolution.joins if "长宁线" in (j.a, j.b))
    assert (join.score, join.features) == (1.0, ())


def test_a_pair_that_two_provinces_share_may_be_judged() -> None:
    rows = [("吉林省", "沈白高铁", "project"), ("辽宁省", "沈白高铁", "project")]
    assert len(resolve(rows).names()) == 2
    assert len(resolve(rows, [judge("沈白高铁", "沈白高铁", "same")]).names()) == 1


def test_an_orphan_is_reported_as_an_issue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.build.find_mentions", find_known)
    path = tmp_path / "mine.yaml"
    path.write_text(
        "- {a: 香炉洲大桥, b: 香炉桥, type: project, verdict: same, by: 王, why: 同一座桥}\n", encoding="utf-8"
    )
    kg = build(write_reports(tmp_path, "city-2025"), judgements=path)
    (issue,) = (issue for issue in kg.issues if issue.kind == "orphaned_judgement")
    assert "香炉洲大桥 and 香炉桥" in issue.message
