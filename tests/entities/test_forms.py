"""Names taken apart."""

from __future__ import annotations

import pytest

from kg.divisions import load_divisions
from kg.entities.forms import Form, parse_form
from kg.entities.places import Gazetteer


def form(text: str, place: str = "长沙市") -> Form:
    return parse_form(text, Gazetteer(load_divisions(), place))


@pytest.mark.parametrize(
    ("text", "core", "kind"),
    [
        ("香炉洲大桥", "香炉洲", "bridge"),
        ("长浏磁浮快线", "长浏", "line"),
        ("长沙高新区", "长沙", "高新区"),
        ("长沙岳麓高新区", "岳麓", "高新区"),
        ("“智赋万企”行动", "智赋万企", ""),
        ("具有核心竞争力的科技创新高地", "科技创新", "高地"),
        ("“十二大行动”", "十二大", "行动"),
        ("世界旅游目的地", "世界旅游目的地", ""),
    ],
)
def test_core_and_kind(text: str, core: str, kind: str) -> None:
    assert (form(text).core, form(text).kind) == (core, kind)


@pytest.mark.parametrize(
    ("text", "phases"),
    [
        ("星沙区块链产业园(一期)", ("一期",)),
        ("首期", ()),
        ("湘江科学城首开区", ("首开区",)),
        ("地铁2号线西延二期", ("西延", "二期")),
        ("长吉高速长沙至安化段", ("长沙至安化段",)),
        ("粮食产能提升灌溉第二期工程", ("二期",)),
    ],
)
def test_phases(text: str, phases: tuple[str, ...]) -> None:
    assert form(text).phases == phases


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("湖南湘江新区", ["湖南省"]),
        ("浏阳河数谷", []),
        ("岳麓山大科城", []),
        ("市儿童福利院", ["长沙市"]),
        ("市场准入负面清单制度", []),
        ("省博物馆", ["湖南省"]),
        ("岳阳城陵矶港", ["岳阳市"]),
    ],
)
def test_places_before_a_name(text: str, places: list[str]) -> None:
    assert [place.name for place in form(text).places] == places
