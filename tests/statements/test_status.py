"""What the clause says of a mention; the mention under test is the first one marked."""

import pytest

from kg.model import Span
from kg.statements.clauses import find_clauses
from kg.statements.status import read_place_status, read_status
from tests.markup import parse_markup


def read(marked, default="in_progress"):
    text, mentions = parse_markup(marked)
    clauses = find_clauses(text, Span(0, len(text)), mentions)
    if mentions[0].type == "place":
        status, cue = read_place_status(clauses, mentions[0])
    else:
        status, cue = read_status(clauses, mentions[0].span, default)
    if cue:
        assert text[cue.span.start : cue.span.end] == cue.text
    return status, cue.text if cue else None


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("力争[香炉洲大桥|project]通车", "operating"),
        ("[湘雅路过江通道|project]建成通车", "operating"),
        ("[地铁6号线|project]已启动", "started"),
        ("确保完成[棚户区改造工程|project]", "completed"),
        ("[新能源汽车生态港|park]启动建设", "started"),
        ("[绿心中央公园|park]启动规划建设", "proposed"),
        ("加快[松辽电力外送通道|project]前期工作", "proposed"),
        ("争取[茅台机场|project]纳入国家口岸规划", "proposed"),
        ("探索推进[赋权改革|programme]", "proposed"),
        ("[国家医学中心|project]获批建设", "approved"),
        ("[马栏山视频文创产业园|park]获评国家级文化产业示范园区", "recognised"),
        ("成功举办[岳麓峰会|event]", "completed"),
        ("[中通货运航空|project]签约落地", "signed"),
        ("深入实施[“强省会”战略|programme]", "in_progress"),
        ("以[“强省会”战略|programme]为牵引", "none"),
        ("主动对接[西部陆海新通道|project]", "none"),
        ("全面融入[长江经济带|programme]发展", "in_progress"),
        ("发挥[湘商总部基地|park]作用", "operating"),
        ("[香炉洲大桥|project]主体合龙", "in_progress"),
        ("[湘江科学城|park]新引进落地研发平台30个", "in_progress"),
        ("[湘江科学城|park]落户长沙", "signed"),
        ("[湘江科学城|park]落户长沙计划2025年开工建设", "started"),
        ("推进[水库|project]建设，加强与[海南自由贸易港|park]合作", "in_progress"),
        ("[绿城公园|park]整改提升工程竣工", "completed"),
        ("加快建成[果蔬基地|project]", "completed"),
        ("[绿城平台|project]集聚能力提升12%", "in_progress"),
        ("[国家食品安全示范城市|programme]创建成果持续巩固", "in_progress"),
        ("[中部引黄工程西干线|project]全线贯通", "completed"),
        ("抓好[中央生态环保督察|programme]反馈问题整改", "none"),
        ("加强与[海南自由贸易港|park]合作", "none"),
    ],
)
def test_the_predicate_of_the_clause_gives_the_status(marked, status):
    assert read(marked)[0] == status


@pytest.mark.parametrize("first", range(3))
def test_one_predicate_governs_a_whole_list(first):
    names = ["关公湖|project", "高岭|project", "白霞|project"]
    marked = [f"[{name}]" for name in names]
    order = marked[first:] + marked[:first]
    assert read(f"推动{'、'.join(order)}等项目建成投产") == ("operating", "建成投产")


def test_a_predicate_of_another_clause_does_not_reach_over():
    assert read("[长赣高铁|project]加快建设，香炉洲大桥建成通车")[0] == "in_progress"


def test_a_bare_list_takes_the_predicate_behind_the_comma():
    assert read("[湖南分院|project]，[蓝思设计院|project]等一批研发中心落户长沙")[0] == "signed"


def test_a_names_own_words_are_no_cue():
    assert read("推进[改造完成攻坚行动|programme]") == ("in_progress", "推进")


def test_without_a_cue_the_default_holds_and_no_words_are_given():
    assert read("[湘江科学城|park]")[:2] == ("in_progress", None)


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("[长沙|place]建成全球研发中心", "none"),
        ("[长沙|place]入选[国家碳达峰试点城市|programme]", "approved"),
        ("[长沙县|place]晋升至百强县第4位", "recognised"),
        ("支持[湘潭|place]争创[国家创新型城市|programme]", "none"),
        ("加快[金霞新城|place]建设", "in_progress"),
        ("推进[滨江片区|place]开发建设", "in_progress"),
        ("[金霞新城|place]、[隆平新区|place]等片区加快建设", "in_progress"),
        ("[湘阴|place]、[九华|place]片区合作迈出新步伐", "in_progress"),
        ("推动[太原都市圈|place]同城化发展", "in_progress"),
        ("[湘江新区|place]引领作用不断凸显", "in_progress"),
        ("[金霞新城|place][关公湖片区|place]加快建设", "none"),
        ("[沿海经济带|place]城市产值达1250亿元", "none"),
        ("[金霞新城|place]综合管廊建成投用", "none"),
        ("[长沙|place]加快滨江新城建设", "none"),
    ],
)
def test_a_place_is_only_where_things_are_unless_it_wins_or_is_built(marked, status):
    assert read(marked)[0] == status
