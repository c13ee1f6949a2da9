import pytest

from kg.statements.relations import find_relations
from tests.markup import parse_markup


def relations(marked):
    text, mentions = parse_markup(marked)
    return [
        (mention.text, relation.type, text[relation.target.start : relation.target.end])
        for mention, relation in find_relations(text, mentions)
    ]


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        (
            "[金霞新城|place][关公湖|place]、[高岭|place]等片区加快建设",
            [("关公湖", "part_of", "金霞新城"), ("高岭", "part_of", "金霞新城")],
        ),
        ("[五一商圈|place][“五清五强”管理|programme]", [("“五清五强”管理", "located_in", "五一商圈")]),
        ("[湖南分院|project]等一批企业研发中心落户[长沙|place]", [("湖南分院", "located_in", "长沙")]),
        ("支持[襄阳|place]争创[农高区|park]", [("农高区", "located_in", "襄阳")]),
        ("支持[保定|place]加快建设[算力高地|programme]", [("算力高地", "located_in", "保定")]),
        (
            "推动[济南|place]、[青岛|place]协同打造[航空双枢纽|programme]",
            [
                ("航空双枢纽", "located_in", "济南"),
                ("航空双枢纽", "located_in", "青岛"),
            ],
        ),
        (
            "支持[郑州|place]、[洛阳|place][试点城市|programme]建设",
            [
                ("试点城市", "located_in", "郑州"),
                ("试点城市", "located_in", "洛阳"),
            ],
        ),
        (
            "推进[甘泉堡经开区|park]、[上库高新区|park][国家级零碳园区|programme]建设",
            [
                ("甘泉堡经开区", "part_of", "国家级零碳园区"),
                ("上库高新区", "part_of", "国家级零碳园区"),
            ],
        ),
        (
            "深化[嘉兴科创金融|programme]、[丽水普惠金融|programme]等[全国金融改革试点|programme]",
            [
                ("嘉兴科创金融", "part_of", "全国金融改革试点"),
                ("丽水普惠金融", "part_of", "全国金融改革试点"),
            ],
        ),
        ("推进[保税区|park]、[高新区|park][平台提升|programme]", []),
        ("[天心经开区|park]入选[知识产权试点园区|programme]", [("天心经开区", "part_of", "知识产权试点园区")]),
        (
            "实施[价值创造|programme]、[产业育新|programme]等[六大行动|programme]",
            [("价值创造", "part_of", "六大行动"), ("产业育新", "part_of", "六大行动")],
        ),
        ("[中联智慧产业城|park]、[中联智慧产业城二期|park]", [("中联智慧产业城二期", "phase_of", "中联智慧产业城")]),
        ("[长沙|place]、[株洲|place]", []),
        ("[湘江科学城|park]、[海归小镇|park]加快建设", []),
        ("推动[香炉洲大桥|project]与[长沙|place]对接", []),
    ],
)
def test_only_what_the_clause_says(marked, found):
    assert relations(marked) == found
