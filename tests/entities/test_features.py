"""The features of a pair."""

from __future__ import annotations

import pytest

from kg.divisions import load_divisions
from kg.entities.features import compare
from kg.entities.names import build_names
from tests.entities.world import Row, build_document, build_statement


def features(*rows: Row, regions: frozenset[str] = frozenset()) -> tuple[str, ...]:
    statements = [build_statement(*row, 100 * n) for n, row in enumerate(rows)]
    documents = [build_document(place) for place in sorted({row[0] for row in rows})]
    a, b = build_names(statements, documents, (), load_divisions())
    return compare(a, b, regions)


CITY = "长沙市"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("绿城行动", "绿城计划", ("same_core",)),
        ("绿城改革", "绿城改革试点", ("same_core", "optional_dropped")),
        ("绿城保护行动", "绿城保护试点", ("same_core", "other_optional")),
        ("“绿城”政策", "“绿城”", ("same_core", "head_after_coinage")),
        ("绿色城市改革", "绿色城市", ("same_core", "head_descriptive")),
        ("绿城改革", "绿城", ("same_core", "head_missing")),
        ("国家绿城", "绿城", ("same_core", "rank_of_short_name")),
        ("绿色城市发展品质提升改革", "绿色城市品质提升改革", ("inserted",)),
        ("绿色城市国家品质提升改革", "绿色城市品质提升改革", ("filler_inserted",)),
        ("“绿城”社区行动", "“绿城”", ("same_coinage", "optional_dropped", "coinage_continued")),
        ("绿城改革", "红城改革", ("one_character_other", "short")),
        ("绿城东改革", "绿城西改革", ()),
        ("绿色城市管理制度", "绿色城市管理制度改革", ("same_core", "head_general")),
        ("“绿城”政策", "居民“绿城”政策", ("same_coinage",)),
        ("绿色城市改革", "居民绿色城市改革", ("modifier_dropped",)),
        ("绿色城市生态改革试验", "居民绿色城市生态改革试验", ("long_name_qualified",)),
        ("绿色城市生态改革试验", "东绿色城市生态改革试验", ()),
        ("绿色综合金融服务平台", "绿色金融综合服务平台", ("reordered",)),
        ("“一刻钟便民圈”", "城市一刻钟便民圈", ("same_coinage",)),
        ("东西部协作产业园建设", "西东部协作产业园建设", ()),
        ("“绿城”", "居民绿城", ()),
        ("“绿城”战略", "“绿城”美好蓝图", ("same_core",)),
        ("“十大工程”", "绿城“十大工程”", ("modifier_dropped",)),
        ("绿城改革工作", "绿城改革", ("same_core", "optional_dropped")),
    ],
)
def test_what_speaks_for_a_pair_of_programmes(a: str, b: str, expected: tuple[str, ...]) -> None:
    assert features((CITY, a, "programme"), (CITY, b, "programme")) == expected


def test_a_named_region_before_a_name_may_be_left_out() -> None:
    rows = ((CITY, "绿心中央公园", "park"), (CITY, "长株潭绿心中央公园", "park"))
    assert features(*rows, regions=frozenset({"长株潭"})) == ("region_dropped",)
    assert features(*rows) == ("modifier_dropped",)


def test_an_optional_word_of_another_type_makes_another_thing() -> None:
    assert "optional_of_other_type" in features((CITY, "绿城片区", "park"), (CITY, "绿城片区建设行动", "programme"))


def test_years_tell_two_years_of_one_list_apart_but_not_two_meetings_of_one_series() -> None:
    assert features((CITY, "2024年绿城清单", "programme"), (CITY, "2025年绿城清单", "programme")) == ()
    assert features((CITY, "2024绿城大会", "event"), (CITY, "2025绿城大会", "event")) == ("same_core",)


def test_a_quantity_may_be_left_out_but_two_quantities_are_two_plants() -> None:
    assert features((CITY, "绿城120万吨乙烯", "project"), (CITY, "绿城乙烯", "project")) == (
        "same_core",
        "quantity_dropped",
    )
    assert features((CITY, "绿城120万吨乙烯", "project"), (CITY, "绿城60万吨乙烯", "project")) == ()


def test_a_railway_in_two_provinces_is_one_only_if_a_person_says_so() -> None:
    rows = (("吉林省", "沈白高铁", "project"), ("辽宁省", "沈白高铁", "project"))
    assert features(*rows) == ("same_spelling", "other_issuer", "other_province")
    assert features(("吉林省", "中心医院", "project"), ("辽宁省", "中心医院", "project")) == ()


def test_a_new_area_may_be_clipped_unless_a_river_gave_it_its_name() -> None:
    assert features((CITY, "雄安", "place"), (CITY, "雄安新区", "place")) == ("same_core", "head_clipped")
    assert "head_missing" in features((CITY, "湘江", "place"), (CITY, "湘江新区", "place"))
