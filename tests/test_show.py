"""One entity by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import KnowledgeGraph
from kg.show import UnknownNameError, build_portrait, find_named
from tests.reports import build_reports, find_known


@pytest.fixture
def kg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> KnowledgeGraph:
    monkeypatch.setattr("kg.build.find_mentions", find_known)
    return build_reports(tmp_path)


@pytest.mark.parametrize(
    "query", ["湘雅路隧道", "湘雅路过江通道", "xiangyaluguojiangtongdao", "Xiang ya lu guojiang tongdao"]
)
def test_a_name_an_alias_or_its_pinyin_finds_the_entity(kg: KnowledgeGraph, query: str) -> None:
    (entity,) = find_named(kg, query)
    assert {entity.name, *entity.aliases} == {"湘雅路过江通道", "湘雅路隧道"}


@pytest.mark.parametrize("query", ["香炉洲桥", "xiangluzhoudaqia"])
def test_a_near_miss_suggests_names(kg: KnowledgeGraph, query: str) -> None:
    with pytest.raises(UnknownNameError, match=f"nothing here is named {query}; did you mean .*香炉洲大桥"):
        find_named(kg, query)


def test_a_portrait_holds_the_lifeline_with_its_quotes_and_company(kg: KnowledgeGraph) -> None:
    portrait = build_portrait(kg, find_named(kg, "香炉洲大桥")[0])
    assert portrait.lifeline.reading == "slipped"
    assert portrait.quotes[0].startswith("力争香炉洲大桥建成通车")
    assert len(portrait.quotes) == len(portrait.lifeline.steps)
    assert portrait.chain == ("长沙市",)
    assert ("黄花国际贸易港", 2) in portrait.neighbours


def test_a_division_tells_its_code_and_its_former_name(kg: KnowledgeGraph) -> None:
    portrait = build_portrait(kg, find_named(kg, "望城区")[0])
    assert portrait.entity.code == "430112"
    assert [(former.name, former.last) for former in portrait.names_before] == [("望城县", 2010)]


def test_a_portrait_tells_why_names_were_joined(kg: KnowledgeGraph) -> None:
    (join,) = build_portrait(kg, find_named(kg, "湘雅路隧道")[0]).joins
    assert [feature for feature, _ in join.features] == ["same_core", "head_general"]
