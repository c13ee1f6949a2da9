from dataclasses import replace

from kg.views.gazetteer import find_parents, find_seats
from tests.records import Builder


def build_places(*places: str):
    """A graph in which a project lies in each of the places."""
    sentences = [f"[项目{i}|project|in_progress|planned]。" for i in range(len(places))]
    kg = Builder().document("a", "长沙市", 2024, *sentences).build()
    entities = {e.id: replace(e, place=places[int(e.name.removeprefix("项目"))]) for e in kg.entities.values()}
    return replace(kg, entities=entities)


def test_a_county_lies_in_its_city_and_the_city_in_its_province() -> None:
    parents = find_parents(build_places("浏阳市"))
    assert parents == {"浏阳市": "长沙市", "长沙市": "湖南省"}


def test_of_two_districts_of_one_name_the_near_one_is_meant() -> None:
    assert find_parents(build_places("雨花区"))["雨花区"] == "长沙市"


def test_a_place_that_is_no_division_stands_alone() -> None:
    assert "月亮岛" not in find_parents(build_places("月亮岛"))


def test_a_seat_lies_where_it_lies() -> None:
    longitude, latitude = find_seats(build_places("浏阳市"), {"浏阳市", "月亮岛"})["浏阳市"]
    assert 113 < longitude < 115
    assert 27 < latitude < 29
