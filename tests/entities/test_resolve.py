"""What is one thing, what never is, and what is left for a person to judge."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.divisions import load_divisions
from kg.entities import Resolution, resolve_entities
from kg.model import Judgement, Span
from kg.ontology import load_ontology
from tests.entities.world import build_document, build_statement, resolve

CITY = "长沙市"

ONE_THING = [
    ("“城市超级大脑”", "城市超级大脑", "project"),
    ("“智赋万企”行动", "“智赋万企”", "programme"),
    ("中国(长沙)跨境电商综试区", "中国（长沙）跨境电商综合试验区", "programme"),
    ("中国（湖南）自由贸易试验区长沙片区", "自贸试验区长沙片区", "park"),
    ("长沙高铁西站", "高铁西站", "project"),
    ("湘雅路过江通道", "湘雅路隧道", "project"),
    ("长浏磁浮快线", "长浏线", "project"),
    ("花卉园艺博览园", "花博园", "park"),
    ("滨江视频文创产业园", "滨江音视频文创产业园", "park"),
    ("黄华国际贸易港", "黄花国际贸易港", "park"),
    ("全省旅发大会", "全省旅游发展大会", "event"),
    ("国家中小企业数字化转型城市试点", "中小企业数字化转型", "programme"),
    ("市国土空间总体规划", "长沙市国土空间总体规划（2021—2035年）", "programme"),
    ("第三届中非经贸博览会", "中非经贸博览会", "event"),
    ("第十四个五年规划", "“十四五”规划", "programme"),
    ("碧水", "碧水保卫战", "programme"),
    ("政务服务“一网通办”", "“一网通办”", "programme"),
    ("浏阳", "浏阳市", "place"),
    ("宁乡县", "宁乡市", "place"),
    ("东风国有企业改革", "东风国企改革", "programme"),
    ("岳麓农牧学院", "岳麓农牧大学", "project"),
    ("绿城湖泊论坛第二届大会", "绿城湖泊论坛", "event"),
]

NEVER_ONE = [
    ("金驰能源(二期)", "金驰能源(三期)", "project"),
    ("金驰能源(三期)", "金驰能源", "project"),
    ("地铁1号线", "地铁2号线", "project"),
    ("地铁1号线北延一期", "地铁1号线", "project"),
    ("市第一医院", "市第二医院", "project"),
    ("岳麓高新区", "长沙高新区", "park"),
    ("宁乡高新区", "宁乡经开区", "park"),
    ("湘江科学城", "湘江科创基地", "park"),
    ("香炉洲大桥", "香炉洲隧道", "project"),
    ("城东快线", "城西快线", "project"),
    ("大王山旅游度假区", "大围山旅游度假区", "park"),
    ("“十二大工程”", "“十二大行动”", "programme"),
    ("长沙县", "长沙", "place"),
    ("长吉高速", "长吉高速宁乡南服务区", "project"),
    ("海归小镇", "海归小镇研发中心", "park"),
    ("市国土空间总体规划", "宁乡市国土空间总体规划", "programme"),
    ("国家科技创新中心", "国家区域科技创新中心", "programme"),
    ("民营经济促进法", "民营经济促进条例", "programme"),
    ("长存存储三期", "长存存储二期", "project"),
    ("湘江", "湘江新区", "place"),
]


@pytest.mark.parametrize(("a", "b", "kind"), ONE_THING)
def test_two_ways_to_write_one_thing_meet(a: str, b: str, kind: str) -> None:
    assert resolve([(CITY, a, kind), (CITY, b, kind)]).are_one(a, b)


@pytest.mark.parametrize(("a", "b", "kind"), NEVER_ONE)
def test_two_things_stay_apart(a: str, b: str, kind: str) -> None:
    assert not resolve([(CITY, a, kind), (CITY, b, kind)]).are_one(a, b)


def test_a_bridge_and_a_tunnel_stay_apart_though_a_crossing_may_be_either() -> None:
    rows = [(CITY, name, "project") for name in ("兴联路大桥", "兴联路过江通道", "兴联路隧道")]
    assert not resolve(rows).are_one("兴联路大桥", "兴联路隧道")


def test_a_city_lies_in_its_province_so_their_names_meet() -> None:
    world = resolve([("湖南省", "大飞机地面动力学试验平台", "project"), (CITY, "大飞机地面动力学试验平台", "project")])
    assert world.names() == ["大飞机地面动力学试验平台"]


def test_namesakes_of_two_cities_are_two_things() -> None:
    world = resolve([(CITY, "人民医院", "project"), ("株洲市", "人民医院", "project")])
    assert world.names() == ["人民医院", "人民医院"]


def test_a_province_name_that_fits_two_cities_equally_is_left_for_review() -> None:
    world = resolve([(place, "人民医院", "project") for place in ("湖南省", CITY, "株洲市")])
    assert world.names() == ["人民医院"] * 3
    assert world.is_doubtful("人民医院", "人民医院")


def test_a_programme_of_the_province_is_the_one_that_its_cities_carry_out() -> None:
    assert resolve([(place, "“八大行动”", "programme") for place in ("湖南省", CITY, "株洲市")]).names() == [
        "“八大行动”"
    ]


def test_a_law_and_a_region_of_several_provinces_are_the_same_in_each() -> None:
    for name in ("民营经济促进法", "京津冀协同发展"):
        assert resolve([(place, name, "programme") for place in ("河北省", "辽宁省")]).names() == [name]
    assert len(resolve([(place, "民营经济促进条例", "programme") for place in ("河北省", "辽宁省")]).names()) == 2


def test_a_nickname_of_a_province_is_the_province() -> None:
    assert resolve([("黑龙江省", "龙江", "place"), ("黑龙江省", "黑龙江", "place")]).names() == ["黑龙江省"]


def test_company_that_two_names_keep_speaks_for_them() -> None:
    names = [("省属国企重组", 0), ("水业集团", 20), ("省级国企重组", 1000), ("水业集团", 1020)]
    statements = [build_statement(CITY, name, "programme", start) for name, start in names]
    sentences = [Span(0, 50), Span(0, 50), Span(1000, 1050), Span(1000, 1050)]
    told = [replace(statement, sentence=sentence) for statement, sentence in zip(statements, sentences, strict=True)]
    found = resolve_entities(told, [build_document(CITY)], (), load_divisions(), load_ontology())
    assert any(("shared_neighbours", 0.1) in doubt.features for doubt in found.doubts)


def test_a_place_that_is_one_character_off_a_division_is_left_for_review() -> None:
    world = resolve([(CITY, "龙山县", "place"), (CITY, "山山县", "place")])
    assert not world.are_one("龙山县", "山山县")
    assert world.is_doubtful("龙山县", "山山县")


def test_every_level_has_its_own_five_year_plan() -> None:
    assert len(resolve([(place, "“十四五”规划", "programme") for place in ("湖南省", CITY)]).names()) == 2


def test_what_the_whole_country_calls_so_is_one_in_two_provinces() -> None:
    assert resolve([("湖南省", "乡村振兴战略", "programme"), ("云南省", "乡村振兴战略", "programme")]).names() == [
        "乡村振兴战略"
    ]


def test_a_name_with_its_own_place_is_one_wherever_it_is_written() -> None:
    world = resolve([("湖南省", "长沙机场改扩建", "project"), ("云南省", "长沙机场改扩建工程", "project")])
    assert world.are_one("长沙机场改扩建", "长沙机场改扩建工程")


def test_a_district_is_the_one_of_the_issuing_city() -> None:
    world = resolve([(CITY, "雨花区", "place"), ("南京市", "雨花区", "place"), ("南京市", "雨花台区", "place")])
    places = {entity.place for entity in world.resolution.entities.values() if entity.name == "雨花区"}
    assert CITY in places


def test_types_may_disagree_and_the_majority_names_the_thing() -> None:
    world = resolve([(CITY, "海归小镇", kind) for kind in ("project", "park", "park")])
    assert [entity.type for entity in world.resolution.entities.values()] == ["park"]


def in_one_sentence(*names: tuple[str, int]) -> Resolution:
    statements = [build_statement(CITY, name, "programme", start) for name, start in names]
    statements = [replace(statement, sentence=statements[0].sentence) for statement in statements]
    return resolve_entities(statements, [build_document(CITY)], (), load_divisions(), load_ontology())


def test_two_names_side_by_side_in_a_list_are_two_things() -> None:
    found = in_one_sentence(("“辽优”工程", 0), ("“辽优”", 7))
    assert len(found.entities) == 2
    assert ("listed_together", -0.3) in found.doubts[0].features


def test_two_names_in_one_sentence_need_more_to_be_one() -> None:
    found = in_one_sentence(("“辽优”改革", 0), ("“辽优”", 20))
    assert len(found.entities) == 1
    found = in_one_sentence(("绿色城市改革", 0), ("绿色城市", 20))
    assert ("same_sentence", -0.1) in found.doubts[0].features


def test_a_join_tells_what_spoke_for_it() -> None:
    (join,) = resolve([(CITY, "湘雅路过江通道", "project"), (CITY, "湘雅路隧道", "project")]).resolution.joins
    assert (join.a, join.b, join.score) == ("湘雅路过江通道", "湘雅路隧道", 0.9)
    assert join.features == (("same_core", 0.95), ("head_general", -0.05))


def test_a_likely_pair_is_left_for_review() -> None:
    world = resolve([(CITY, "“万名干部联万企”行动", "programme"), (CITY, "“万名干部进万企”行动", "programme")])
    assert world.is_doubtful("“万名干部联万企”行动", "“万名干部进万企”行动")


def judge(a: str, b: str, kind: str, verdict: str) -> Judgement:
    return Judgement(a, b, kind, verdict, "读者", "看过原文")  # type: ignore[arg-type]


def test_a_judgement_joins_what_no_feature_would() -> None:
    rows = [(CITY, "“中国V谷”", "park"), (CITY, "马栏山视频文创产业园", "park")]
    assert resolve(rows, [judge(rows[0][1], rows[1][1], "park", "same")]).are_one(rows[0][1], rows[1][1])


def test_a_negative_judgement_holds_through_a_third_name() -> None:
    names = ("长浏线", "长浏快线", "长浏磁浮快线")
    world = resolve([(CITY, n, "project") for n in names], [judge("长浏线", "长浏磁浮快线", "project", "different")])
    assert not world.are_one("长浏线", "长浏磁浮快线")


def test_a_judged_pair_is_no_longer_for_review() -> None:
    a, b = "“万名干部联万企”行动", "“万名干部进万企”行动"
    rows = [(CITY, a, "programme"), (CITY, b, "programme")]
    assert not resolve(rows, [judge(a, b, "programme", "different")]).is_doubtful(a, b)
    assert resolve(rows, [judge(a, b, "programme", "unsure")]).is_doubtful(a, b)


def test_a_judgement_can_set_one_type_of_a_name_apart() -> None:
    rows = [(CITY, "马栏山", "place"), (CITY, "马栏山", "place"), (CITY, "马栏山", "park")]
    world = resolve(rows, [judge("马栏山", "马栏山", "park", "different")])
    assert sorted(entity.type for entity in world.resolution.entities.values()) == ["park", "place"]


def test_the_name_is_the_full_form_and_the_rest_are_aliases() -> None:
    world = resolve([(CITY, "长浏", "project"), (CITY, "长浏", "project"), (CITY, "长浏快线", "project")])
    (entity,) = world.resolution.entities.values()
    assert (entity.name, entity.aliases, entity.place) == ("长浏快线", ("长浏",), CITY)


def test_a_division_takes_its_full_name_and_lies_in_the_next() -> None:
    (entity,) = resolve([(CITY, "浏阳", "place")]).resolution.entities.values()
    assert (entity.name, entity.aliases, entity.place) == ("浏阳市", ("浏阳",), CITY)


@pytest.mark.parametrize(
    ("place", "text", "expected"),
    [(CITY, "湘江科学城", CITY), ("湖南省", "岳阳虞公港", "岳阳市"), (CITY, "国家食品安全示范城市", None)],
)
def test_a_thing_lies_where_its_name_says_or_where_it_was_issued(place: str, text: str, expected: str | None) -> None:
    kind = "programme" if expected is None else "project"
    assert next(iter(resolve([(place, text, kind)]).resolution.entities.values())).place == expected


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_order_of_statements_changes_nothing(seed: int) -> None:
    rows = [(a, kind) for a, _, kind in ONE_THING + NEVER_ONE] + [(b, kind) for _, b, kind in ONE_THING + NEVER_ONE]
    places = (CITY, "湖南省", "株洲市")
    statements = [build_statement(places[n % 3], text, kind, 100 * n) for n, (text, kind) in enumerate(rows)]
    documents = [build_document(place) for place in places]
    expected = resolve_entities(statements, documents, (), load_divisions(), load_ontology())
    rng = random.Random(seed)
    rng.shuffle(statements)
    rng.shuffle(documents)
    assert resolve_entities(statements, documents, (), load_divisions(), load_ontology()) == expected


def test_a_name_torn_from_its_quotation_mark_names_nothing_while_there_is_a_whole_one() -> None:
    (entity,) = resolve(
        [(CITY, "绿城”计划", "programme"), (CITY, "绿城计划", "programme")]
    ).resolution.entities.values()
    assert (entity.name, entity.aliases) == ("绿城计划", ("绿城”计划",))
