"""Links that sentences say, and the whole that a phase's name tells."""

from __future__ import annotations

import pytest

from kg.divisions import load_divisions
from kg.entities import resolve_entities
from kg.model import Relation, Span
from kg.ontology import load_ontology
from tests.entities.world import build_document, build_statement, resolve

CITY = "长沙市"


def links_of(resolution: object) -> list[tuple[str, str, str]]:
    names = {key: entity.name for key, entity in resolution.entities.items()}  # type: ignore[attr-defined]
    return [(names[k.source], k.type, names[k.target]) for k in resolution.links]  # type: ignore[attr-defined]


def test_a_phase_points_to_its_whole() -> None:
    world = resolve([(CITY, "中联智慧产业城二期", "park"), (CITY, "中联智慧产业城", "park")])
    assert links_of(world.resolution) == [("中联智慧产业城二期", "phase_of", "中联智慧产业城")]


def test_a_phase_points_to_the_nearest_whole() -> None:
    world = resolve([(CITY, name, "project") for name in ("地铁1号线北延一期", "地铁1号线北延", "地铁1号线")])
    assert set(links_of(world.resolution)) == {
        ("地铁1号线北延一期", "phase_of", "地铁1号线北延"),
        ("地铁1号线北延", "phase_of", "地铁1号线"),
    }


@pytest.mark.parametrize(
    ("phase", "whole"),
    [("花博园首开区", "花卉园艺博览园"), ("岳阳虞公港一期", "虞公港公铁水多式联运枢纽")],
)
def test_a_phase_points_to_the_whole_from_whose_name_its_own_is_clipped(phase: str, whole: str) -> None:
    world = resolve([("湖南省", phase, "project"), ("湖南省", whole, "project")])
    assert links_of(world.resolution) == [(phase, "phase_of", whole)]


@pytest.mark.parametrize(
    ("phase", "other"), [("4号线二期", "4号线站点综合开发"), ("雄安新区启动区", "雄安新区科创中心")]
)
def test_what_is_only_built_beside_a_line_or_an_area_is_not_its_whole(phase: str, other: str) -> None:
    assert links_of(resolve([("湖南省", phase, "project"), ("湖南省", other, "project")]).resolution) == []


def test_a_clipped_name_that_fits_two_wholes_points_nowhere() -> None:
    wholes = ["虞公港公铁水多式联运枢纽", "虞公港临港工业园区"]
    world = resolve([("湖南省", name, "project") for name in ("虞公港一期", *wholes)])
    assert links_of(world.resolution) == []


def test_a_phase_of_another_city_points_nowhere() -> None:
    assert links_of(resolve([(CITY, "会展中心二期", "project"), ("株洲市", "会展中心", "project")]).resolution) == []


def test_a_relation_of_a_sentence_becomes_a_link_with_its_evidence() -> None:
    place = build_statement(CITY, "金霞新城", "place", 0)
    site = build_statement(CITY, "关公湖", "place", 10, Relation("part_of", Span(0, 4)))
    found = resolve_entities([place, site], [build_document(CITY)], (), load_divisions(), load_ontology())
    assert links_of(found) == [("关公湖", "part_of", "金霞新城")]
    assert found.links[0].evidence == site


def test_what_a_sentence_says_of_the_place_is_more_exact_than_the_issuer() -> None:
    place = build_statement(CITY, "浏阳市", "place", 0)
    site = build_statement(CITY, "青年公园", "park", 10, Relation("located_in", Span(0, 3)))
    found = resolve_entities([place, site], [build_document(CITY)], (), load_divisions(), load_ontology())
    assert {entity.name: entity.place for entity in found.entities.values()}["青年公园"] == "浏阳市"


def test_a_relation_to_nothing_that_was_found_is_no_link() -> None:
    site = build_statement(CITY, "关公湖", "place", 10, Relation("part_of", Span(0, 4)))
    found = resolve_entities([site], [build_document(CITY)], (), load_divisions(), load_ontology())
    assert found.links == ()
