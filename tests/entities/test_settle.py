"""Where a thing lies, and what says so."""

from __future__ import annotations

from kg.divisions import load_divisions
from kg.entities import resolve_entities
from kg.model import Entity, Relation, Span
from kg.ontology import load_ontology
from tests.entities.world import build_document, build_statement

CITY = "长沙市"


def settle(*statements: object) -> dict[str, Entity]:
    found = resolve_entities(statements, [build_document(CITY)], (), load_divisions(), load_ontology())  # type: ignore[arg-type]
    return {entity.name: entity for entity in found.entities.values()}


def test_without_more_a_thing_lies_where_it_was_issued() -> None:
    bridge = settle(build_statement(CITY, "香炉洲大桥", "project", 0))["香炉洲大桥"]
    assert bridge.place_evidence is not None
    assert (bridge.place, bridge.place_evidence.rule) == (CITY, "issuer")


def test_its_own_name_may_tell_more() -> None:
    zone = settle(build_statement(CITY, "浏阳经开区", "park", 0))["浏阳经开区"]
    assert zone.place_evidence is not None
    assert (zone.place, zone.place_evidence.rule) == ("浏阳市", "name")


def test_an_area_in_the_name_is_more_exact_than_the_city() -> None:
    found = settle(
        build_statement(CITY, "马栏山", "place", 0), build_statement(CITY, "马栏山视频文创产业园", "park", 100)
    )
    assert found["马栏山视频文创产业园"].place == "马栏山"
    assert found["马栏山"].place == CITY


def test_a_river_in_the_name_says_nothing() -> None:
    found = settle(build_statement(CITY, "湘江", "place", 0), build_statement(CITY, "湘江科学城", "park", 100))
    assert found["湘江科学城"].place == CITY


def test_a_sentence_is_evidence_and_a_part_lies_where_its_whole_lies() -> None:
    found = settle(
        build_statement(CITY, "浏阳市", "place", 0),
        build_statement(CITY, "青年产业园", "park", 10, Relation("located_in", Span(0, 3))),
        build_statement(CITY, "青年产业园一期", "park", 100),
    )
    park, phase = found["青年产业园"], found["青年产业园一期"]
    assert park.place_evidence is not None
    assert (park.place, park.place_evidence.rule) == ("浏阳市", "sentence")
    assert park.place_evidence.mention == (f"{CITY}报告", Span(10, 15))
    assert phase.place_evidence is not None
    assert (phase.place, phase.place_evidence.rule) == ("浏阳市", "whole")


def test_a_division_carries_its_code() -> None:
    county = settle(build_statement(CITY, "浏阳", "place", 0))["浏阳市"]
    assert (county.code, county.place) == ("430181", CITY)
